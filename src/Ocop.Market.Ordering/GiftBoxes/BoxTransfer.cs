using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>
/// What one producer brings to the packer for the boxes of one order, or of all parcels of a company's. Its goods are lines of the order; here stands only when.
/// </summary>
public sealed class BoxTransfer
{
    private BoxTransfer() { }

    private BoxTransfer(Guid orderId, Guid fromProducerId, Guid toProducerId, DateOnly dueOn, DateTime now) =>
        (Id, OrderId, FromProducerId, ToProducerId, DueOn, CreatedAt) = (Guid.CreateVersion7(), orderId, fromProducerId, toProducerId, dueOn, now);

    public Guid Id { get; private set; }

    /// <summary>Of a company's many parcels, the first.</summary>
    public Guid OrderId { get; private set; }
    public Guid FromProducerId { get; private set; }
    public Guid ToProducerId { get; private set; }
    public DateOnly DueOn { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? SentAt { get; private set; }
    public DateTime? ReceivedAt { get; private set; }

    internal static IEnumerable<BoxTransfer> For(OrderGroup @group, CartView cart, DateOnly dueOn, DateTime now)
    {
        var producerOf = cart.Boxes.SelectMany(box => box.Box.Parts).DistinctBy(part => part.ProductId).ToDictionary(part => part.ProductId, part => part.ProducerId);
        return from order in @group.Orders
               from producer in order.Lines.Where(line => line.BoxPosition is not null).Select(line => producerOf[line.ProductId]).Distinct().Order()
               where producer != order.ProducerId
               select new BoxTransfer(order.Id, producer, order.ProducerId, dueOn, now);
    }

    /// <summary>All parcels of a company have one packer and the same parts.</summary>
    internal static IEnumerable<BoxTransfer> For(OrderGroup @group, QuotedGoods goods, DateOnly dueOn, DateTime now) =>
        goods.ByProduct.Values.Select(good => good.ProducerId).Distinct().Order().Where(producer => producer != goods.Box.PackerId)
            .Select(producer => new BoxTransfer(@group.Orders[0].Id, producer, goods.Box.PackerId, dueOn, now));

    /// <summary>After a part of its boxes was replaced: who brings nothing any more, and whether whoever made the new part has to come (once more).</summary>
    internal static async Task FollowAsync(IOrderingDb db, Order order, IReadOnlySet<Guid> makers, Guid newMaker, DateOnly dueOn, DateTime now, CancellationToken cancel)
    {
        var known = await db.BoxTransfers.Where(transfer => transfer.OrderId == order.Id).ToListAsync(cancel);
        db.BoxTransfers.RemoveRange(known.Where(transfer => transfer.SentAt is null && !makers.Contains(transfer.FromProducerId)));
        if (newMaker != order.ProducerId && known.TrueForAll(transfer => transfer.FromProducerId != newMaker || transfer.ReceivedAt is not null))
            db.BoxTransfers.Add(new BoxTransfer(order.Id, newMaker, order.ProducerId, dueOn, now));
    }

    internal void Send(DateTime now) => SentAt ??= now;

    internal void Receive(DateTime now) => (SentAt, ReceivedAt) = (SentAt ?? now, ReceivedAt ?? now);
}

/// <param name="Goods">What of the order comes from there: "4 hộp Chè Tân Cương 100 g".</param>
public sealed record TransferRow(BoxTransfer Transfer, string Order, string From, string To, IReadOnlyList<(int Quantity, string Pack, string Name, string Net)> Goods);

/// <summary>Parts on their way to a packer, as both ends see them.</summary>
public sealed class BoxTransfers(IOrderingDb db, TimeProvider clock)
{
    public const int Most = 200;
    private static readonly OrderStatus[] Alive = [OrderStatus.Placed, OrderStatus.Accepted];

    /// <summary>What the person's producers bring, the nearest day first.</summary>
    public Task<IReadOnlyList<TransferRow>> ToBringAsync(Person person, CancellationToken cancel) => RowsAsync(person, isPacker: false, cancel);

    /// <summary>What they wait for as packers.</summary>
    public Task<IReadOnlyList<TransferRow>> ToReceiveAsync(Person person, CancellationToken cancel) => RowsAsync(person, isPacker: true, cancel);

    /// <summary>Sent, said by whoever brings it; received, said by the packer. Said twice it stays at the first moment.</summary>
    public Task<Outcome<BoxTransfer>> MoveAsync(Person person, Guid id, bool isReceipt, CancellationToken cancel) => db.InTransactionAsync<BoxTransfer>(async () =>
    {
        if (await db.BoxTransfers.Where(transfer => transfer.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.DueOn, it => it.DueOn), cancel) == 0) return Unknown;
        var transfer = await db.BoxTransfers.SingleAsync(it => it.Id == id, cancel);
        var producerId = isReceipt ? transfer.ToProducerId : transfer.FromProducerId;
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == producerId, cancel);
        if (!person.May(Act.AnswerOrders, producer.Scope)) return NoRight.Here;
        var order = await db.Orders.AsNoTracking().SingleAsync(it => it.Id == transfer.OrderId, cancel);
        if (!await db.Orders.AnyAsync(it => it.GroupId == order.GroupId && it.ProducerId == order.ProducerId && Alive.Contains(it.Status), cancel)) return new Refusal("OrderOver", "", $"Đơn {order.Number} không còn chờ đóng hộp: không phải đưa hàng nữa.", $"Order {order.Number} no longer waits to be packed: nothing needs to be brought.");
        if (isReceipt) transfer.Receive(clock.UtcNow());
        else transfer.Send(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, isReceipt ? "BoxPartsReceived" : "BoxPartsSent", order.ChangeSubject, after: FormattableString.Invariant($"{order.Number} {producer.Name}")));
        await db.SaveChangesAsync(cancel);
        return transfer;
    }, cancel);

    internal static readonly Refusal Unknown = new("TransferUnknown", "", "Không có lượt đưa hàng này.", "There is no such transfer.");

    private async Task<IReadOnlyList<TransferRow>> RowsAsync(Person person, bool isPacker, CancellationToken cancel)
    {
        var own = db.Producers.Within(person.ScopesFor(Act.ReadOrders)).Select(producer => producer.Id);
        var found = await (from transfer in db.BoxTransfers.AsNoTracking().Where(transfer => transfer.ReceivedAt == null && own.Contains(isPacker ? transfer.ToProducerId : transfer.FromProducerId)) join order in db.Orders on transfer.OrderId equals order.Id
            where db.Orders.Any(parcel => parcel.GroupId == order.GroupId && parcel.ProducerId == order.ProducerId && Alive.Contains(parcel.Status))
            join @from in db.Producers on transfer.FromProducerId equals @from.Id join to in db.Producers on transfer.ToProducerId equals to.Id
            orderby transfer.DueOn, order.Number, transfer.Id select new { Transfer = transfer, order.GroupId, order.Number, From = @from.Name, To = to.Name }).Take(Most).ToListAsync(cancel);
        var groups = found.Select(row => row.GroupId).Distinct().ToArray();
        // A company's parcels hold nothing but boxes.
        var lines = (await (from line in db.OrderLines join order in db.Orders on line.OrderId equals order.Id join @group in db.OrderGroups on order.GroupId equals @group.Id
            where groups.Contains(order.GroupId) && Alive.Contains(order.Status) && (line.BoxPosition != null || @group.QuoteId != null) join product in db.Products on line.ProductId equals product.Id
            group line.Quantity by new { order.GroupId, Packer = order.ProducerId, product.ProducerId, line.VariantId, line.Pack, line.Name, line.Net } into same
            select new { same.Key, Quantity = same.Sum() }).ToListAsync(cancel)).ToLookup(line => (line.Key.GroupId, line.Key.Packer, line.Key.ProducerId));
        // Whoever has been here already comes again only with what took something's place.
        var orders = found.Select(row => row.Transfer.OrderId).ToArray();
        var been = (await db.BoxTransfers.Where(transfer => orders.Contains(transfer.OrderId) && transfer.ReceivedAt != null).Select(transfer => new { transfer.OrderId, transfer.FromProducerId }).ToListAsync(cancel)).Select(it => (it.OrderId, it.FromProducerId)).ToHashSet();
        var replaced = (await (from replacement in db.PartReplacements.AsNoTracking() where orders.Contains(replacement.OrderId) join variant in db.Variants on replacement.VariantId equals variant.Id join product in db.Products on variant.ProductId equals product.Id
            select new { replacement, product.ProducerId }).ToListAsync(cancel)).ToLookup(it => (it.replacement.OrderId, it.ProducerId), it => it.replacement);
        return [.. found.Select(row => new TransferRow(row.Transfer, row.Number, row.From, row.To, [.. (been.Contains((row.Transfer.OrderId, row.Transfer.FromProducerId))
            ? replaced[(row.Transfer.OrderId, row.Transfer.FromProducerId)].Where(part => part.At >= row.Transfer.CreatedAt).Select(part => (part.Quantity, part.Pack, part.Name, part.Net))
            : lines[(row.GroupId, row.Transfer.ToProducerId, row.Transfer.FromProducerId)].Select(line => (line.Quantity, line.Key.Pack, line.Key.Name, line.Key.Net))).OrderBy(line => line.Name, StringComparer.Ordinal)]))];
    }
}
