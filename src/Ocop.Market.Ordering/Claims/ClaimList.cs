using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Claims;

public sealed record ClaimRow(Guid Id, string Number, string Producer, ClaimState State, DateTime CreatedAt);

/// <param name="Photos">Their ids.</param>
public sealed record ClaimFile(Claim Claim, Order Order, Producer Producer, IReadOnlyList<Guid> Photos);

/// <summary>The claims of the producers within a person's scopes, and for a buyer those of the order that a link opened.</summary>
public sealed class ClaimList(IOrderingDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    public Task<ListPage<ClaimRow>> PageAsync(Person person, ClaimState? state, int page, CancellationToken cancel) =>
        Rows(person, db.Claims.Where(claim => state == null || claim.State == state)).PageAsync(page, PageSize, cancel);

    /// <summary>Open for longer than <see cref="Claim.AnswerTime"/>.</summary>
    public Task<int> CountOverdueAsync(Person person, CancellationToken cancel)
    {
        var since = clock.UtcNow() - Claim.AnswerTime;
        return Rows(person, db.Claims.Where(claim => claim.State == ClaimState.Open && claim.CreatedAt <= since)).CountAsync(cancel);
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<ClaimFile?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.Claims.AsNoTracking().AsSplitQuery().Include(it => it.Lines.OrderBy(line => line.Position)).Include(it => it.Events.OrderBy(step => step.Id)).FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } claim) return null;
        var order = await db.Orders.AsNoTracking().Include(it => it.Lines.OrderBy(line => line.Position)).SingleAsync(it => it.Id == claim.OrderId, cancel);
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId, cancel);
        return person.May(Act.ReadOrders, producer.Scope) ? new ClaimFile(claim, order, producer, await db.ClaimPhotos.Where(photo => photo.ClaimId == id).OrderBy(photo => photo.Id).Select(photo => photo.Id).ToListAsync(cancel)) : null;
    }

    public async Task<byte[]?> PhotoAsync(Person person, Guid id, Guid photoId, CancellationToken cancel) => await FindAsync(person, id, cancel) is null ? null
        : await db.ClaimPhotos.Where(photo => photo.Id == photoId && photo.ClaimId == id).Select(photo => photo.Jpeg).FirstOrDefaultAsync(cancel);

    /// <summary>For whoever may see the orders of the group.</summary>
    public async Task<IReadOnlyList<Claim>> OfGroupAsync(Guid groupId, CancellationToken cancel) => await db.Claims.AsNoTracking().AsSplitQuery().Include(it => it.Lines.OrderBy(line => line.Position)).Include(it => it.Events.OrderBy(step => step.Id))
        .Where(claim => db.Orders.Any(order => order.Id == claim.OrderId && order.GroupId == groupId)).OrderBy(claim => claim.CreatedAt).ThenBy(claim => claim.Id).ToListAsync(cancel);

    private IQueryable<ClaimRow> Rows(Person person, IQueryable<Claim> claims)
    {
        var scopes = person.ScopesFor(Act.ReadOrders);
        var orders = db.Orders.AsNoTracking();
        // Whoever reads all of them is spared a walk through every order.
        if (!scopes.Contains(Scope.Programme))
        {
            var producers = db.Producers.Within(scopes).Select(producer => producer.Id);
            orders = orders.Where(order => producers.Contains(order.ProducerId));
        }

        return
            from claim in claims.AsNoTracking()
            join order in orders on claim.OrderId equals order.Id
            orderby claim.CreatedAt descending, claim.Id
            select new ClaimRow(claim.Id, order.Number, order.ProducerName, claim.State, claim.CreatedAt);
    }
}
