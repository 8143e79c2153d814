using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Complaints;

public sealed record ComplaintRow(Guid Id, string Number, string Producer, ComplaintAbout About, ComplaintState State, ComplaintResult? Result, DateTime CreatedAt, DateTime DueAt);

public sealed record ComplaintFile(Complaint Complaint, Order Order, Producer Producer);

/// <summary>Complaints about the producers within a person's scopes, and for a buyer those of the order that a link opened.</summary>
public sealed class ComplaintList(IOrderingDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    public static bool MayRead(Person person, Producer producer) => person.May(Act.ReadComplaints, producer.Scope) || person.May(Act.AnswerComplaints, producer.Scope);

    /// <summary>For the desk: what waits by the day it is due, all others the newest first.</summary>
    public Task<ListPage<ComplaintRow>> PageAsync(Person person, ComplaintState? state, int page, CancellationToken cancel)
    {
        var within = db.Complaints.Where(complaint => state == null || complaint.State == state);
        return Rows(person.ScopesFor(Act.ReadComplaints), state == ComplaintState.Open ? within.OrderBy(complaint => complaint.DueAt).ThenBy(complaint => complaint.Id) : NewestFirst(within)).PageAsync(page, PageSize, cancel);
    }

    public Task<ListPage<ComplaintRow>> OfProducerAsync(Person person, int page, CancellationToken cancel) =>
        Rows(person.ScopesFor(Act.AnswerComplaints), NewestFirst(db.Complaints)).PageAsync(page, PageSize, cancel);

    /// <summary>That wait for the desk's answer, and of those the ones past their day.</summary>
    public async Task<(int Open, int Overdue)> CountAsync(Person person, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var open = db.Complaints.Where(complaint => complaint.State == ComplaintState.Open);
        var scopes = person.ScopesFor(Act.HandleComplaints);
        return (await Rows(scopes, open).CountAsync(cancel), await Rows(scopes, open.Where(complaint => complaint.DueAt <= now)).CountAsync(cancel));
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<ComplaintFile?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await Whole().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } complaint) return null;
        var order = await db.Orders.AsNoTracking().SingleAsync(it => it.Id == complaint.OrderId, cancel);
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId, cancel);
        return MayRead(person, producer) ? new ComplaintFile(complaint, order, producer) : null;
    }

    /// <summary>For whoever may see the orders of the group.</summary>
    public async Task<IReadOnlyList<Complaint>> OfGroupAsync(Guid groupId, CancellationToken cancel) =>
        await Whole().Where(complaint => db.Orders.Any(order => order.Id == complaint.OrderId && order.GroupId == groupId)).OrderBy(complaint => complaint.CreatedAt).ThenBy(complaint => complaint.Id).ToListAsync(cancel);

    private IQueryable<Complaint> Whole() => db.Complaints.AsNoTracking().Include(complaint => complaint.Messages.OrderBy(message => message.Position));

    private static IQueryable<Complaint> NewestFirst(IQueryable<Complaint> complaints) => complaints.OrderByDescending(complaint => complaint.CreatedAt).ThenBy(complaint => complaint.Id);

    private IQueryable<ComplaintRow> Rows(IReadOnlyList<Scope> scopes, IQueryable<Complaint> complaints)
    {
        var producers = db.Producers.Within(scopes).Select(producer => producer.Id);
        return
            from complaint in complaints.AsNoTracking()
            join order in db.Orders on complaint.OrderId equals order.Id
            where producers.Contains(order.ProducerId)
            select new ComplaintRow(complaint.Id, order.Number, order.ProducerName, complaint.About, complaint.State, complaint.Result, complaint.CreatedAt, complaint.DueAt);
    }
}
