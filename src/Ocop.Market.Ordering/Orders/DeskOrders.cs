using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <param name="Text">The order's number, whole or its beginning, or words of the producer's name.</param>
/// <param name="IsSlow">Accepted longer ago than <see cref="OrderOptions.SendWithinDays"/> and not sent, or left longer ago than <see cref="OrderOptions.CompleteAfterDays"/>, and nobody said how it ended.</param>
/// <param name="IsOverdue">Nobody answered, and the 48 hours are over or will be within <see cref="DeskOrders.UrgentHours"/>.</param>
public sealed record DeskOrderFilter(string? Text = null, OrderStatus? Status = null, bool IsOverdue = false, bool IsSlow = false, string? ProvinceCode = null, Guid? ProducerId = null, string? Order = null, bool IsDown = false);

/// <summary>Names no buyer: who is written to is told on the order's own page.</summary>
public sealed record DeskOrderRow(Guid Id, string Number, string Producer, Guid ProducerId, string? ProducerProvince, OrderStatus Status, Money Total, DateTime PlacedAt, DateTime AnswerBy, DateTime? ShippedAt, string RecipientName, string RecipientProvince);

public sealed record DeskOrderPage(Order Order, OrderGroup Group, Producer Producer);

/// <summary>The orders of the producers within a person's scopes.</summary>
public sealed class DeskOrders(IOrderingDb db, IOptions<OrderOptions> options, TimeProvider clock)
{
    public const int PageSize = 50, UrgentHours = 12;

    public async Task<ListPage<DeskOrderRow>> PageAsync(Person person, DeskOrderFilter filter, int page, CancellationToken cancel)
    {
        var found = await Ordered(await FoundAsync(person, filter, cancel), filter).PageAsync(page, PageSize, cancel);
        return new ListPage<DeskOrderRow>(await RowsAsync(found.Rows, cancel), found.Total, found.Page, found.Size);
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<DeskOrderPage?> FindAsync(Person person, string number, CancellationToken cancel)
    {
        var order = await db.Orders.AsNoTracking().AsSplitQuery().Include(it => it.Lines.OrderBy(line => line.Position)).Include(it => it.Boxes.OrderBy(box => box.Position)).Include(it => it.Discounts.OrderBy(discount => discount.Position)).Include(it => it.Events.OrderBy(step => step.Id)).Include(it => it.Replacements.OrderBy(replaced => replaced.Id)).Include(it => it.Shipments).ThenInclude(shipment => shipment.Events)
            .FirstOrDefaultAsync(it => it.Number == number, cancel);
        if (order is null) return null;
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId, cancel);
        if (!person.May(Act.ReadOrders, producer.Scope)) return null;
        return new DeskOrderPage(order, await db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == order.GroupId, cancel), producer);
    }

    /// <summary>What left before this moment should have ended.</summary>
    public DateTime SlowSince => clock.UtcNow() - options.Value.Completing;

    public Task<int> CountOfProducerAsync(Guid producerId, CancellationToken cancel) => db.Orders.CountAsync(order => order.ProducerId == producerId, cancel);

    private async Task<IQueryable<Order>> FoundAsync(Person person, DeskOrderFilter filter, CancellationToken cancel)
    {
        var orders = db.Orders.AsNoTracking();
        var scopes = person.ScopesFor(Act.ReadOrders);
        if (!scopes.Contains(Scope.Programme) || filter.ProvinceCode is not null)
        {
            var producers = db.Producers.Within(scopes);
            if (filter.ProvinceCode is { } province) producers = producers.Where(producer => producer.Place.ProvinceCode == province);
            var ids = producers.Select(producer => producer.Id);
            orders = orders.Where(order => ids.Contains(order.ProducerId));
        }

        if (VietnameseText.Normalize(filter.Text ?? "") is { Length: > 0 } text)
        {
            var (number, folded) = (text.ToUpperInvariant(), VietnameseText.Fold(text));
            var named = db.Producers.Where(producer => producer.FoldedName.Contains(folded)).Select(producer => producer.Id);
            // A whole number is asked for as one: its beginning would be looked for in every order. Two words of a name may read like one, too.
            if (OrderNumber.ReadGroup(text) is { } typed && await db.OrderGroups.Where(group => group.Number == typed).Select(group => (Guid?)group.Id).FirstOrDefaultAsync(cancel) is { } id) orders = orders.Where(order => order.GroupId == id);
            else if (OrderNumber.MayBegin(number)) orders = orders.Where(order => order.Number.StartsWith(number) || named.Contains(order.ProducerId));
            else orders = orders.Where(order => named.Contains(order.ProducerId));
        }

        if (filter.Status is { } status) orders = orders.Where(order => order.Status == status);
        if (filter.ProducerId is { } producerId) orders = orders.Where(order => order.ProducerId == producerId);
        if (filter.IsSlow)
        {
            var (left, unsent) = (SlowSince, db.Orders.Unsent(clock.UtcNow() - options.Value.Sending, clock.Today()).Select(order => order.Id));
            orders = orders.Where(order => (order.Status == OrderStatus.Shipped || order.Status == OrderStatus.Failed) && order.ShippedAt <= left || unsent.Contains(order.Id));
        }

        if (!filter.IsOverdue) return orders;
        var soon = clock.UtcNow().AddHours(UrgentHours);
        return orders.Where(order => order.Status == OrderStatus.Placed && order.AnswerBy <= soon);
    }

    private static IQueryable<Guid> Ordered(IQueryable<Order> orders, DeskOrderFilter filter) => ((filter.Order, filter.IsDown) switch
    {
        ("han", false) => orders.OrderBy(order => order.AnswerBy).ThenBy(order => order.Id),
        ("han", true) => orders.OrderByDescending(order => order.AnswerBy).ThenByDescending(order => order.Id),
        ("dat", false) => orders.OrderBy(order => order.PlacedAt).ThenBy(order => order.Id),
        _ => orders.OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id),
    }).Select(order => order.Id);

    private async Task<IReadOnlyList<DeskOrderRow>> RowsAsync(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var rows = await (
            from order in db.Orders
            where ids.Contains(order.Id)
            join grouped in db.OrderGroups on order.GroupId equals grouped.Id
            join producer in db.Producers on order.ProducerId equals producer.Id
            select new DeskOrderRow(order.Id, order.Number, order.ProducerName, order.ProducerId, producer.Place.ProvinceCode, order.Status, order.Total, order.PlacedAt, order.AnswerBy, order.ShippedAt,
                order.Recipient != null ? order.Recipient.Name : grouped.Recipient.Name, order.Address != null ? order.Address.Province : grouped.Address.Province)).ToDictionaryAsync(row => row.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id] with { RecipientName = Masked(rows[id].RecipientName) })];
    }

    /// <summary>"N. T. H.": enough to tell two orders apart, too little to know somebody.</summary>
    private static string Masked(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $"{word[..1]}."));
}
