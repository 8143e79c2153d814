using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>
/// The producer hands over at the press of a button: written down, created at the carrier outside of any transaction, its code noted, then
/// <see cref="ShipOrder"/>. Whatever dies in between, the next press finds the carrier's parcel by our reference.
/// </summary>
public sealed class BookShipment(IOrderingDb db, IEnumerable<ICarrier> carriers, PlaceDirectory places, ShipOrder ship, IOptions<ShippingOptions> options, TimeProvider clock)
{
    public bool IsConnected(string? carrier) => carriers.Any(known => known.Name == carrier);

    public async Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string carrierName, string actor, CancellationToken cancel)
    {
        var carrier = carriers.First(known => known.Name == carrierName);
        var opened = await db.InTransactionAsync(() => OpenAsync(orderId, carrierName, cancel), cancel);
        if (!opened.Succeeded) return Outcome<OrderTurned>.Refused(opened.Refusals);
        var (shipment, parcel, isNew) = (opened.Value.Shipment, opened.Value.Parcel, opened.Value.IsNew);
        if (shipment.Code is { } noted) return await ship.BookedAsync(orderId, carrierName, noted, actor, cancel);

        var news = isNew ? new ParcelNews.None() : await carrier.AskAsync(shipment.Reference, cancel);
        if (news is ParcelNews.None) news = await carrier.CreateAsync(parcel, cancel);
        FaultPoint.Pass("shipment.after-create");
        await NoteAsync(shipment.Id, news, cancel);
        switch (news)
        {
            case ParcelNews.Known known:
                var shipped = await ship.BookedAsync(orderId, carrierName, known.Code, actor, cancel);
                // The order went another way meanwhile: nobody shall come to fetch it.
                return shipped.Succeeded || await carrier.CancelAsync(known.Code, cancel) ? shipped : await StillBookedAsync(shipment, known.Code, shipped.Refusals, cancel);
            case ParcelNews.Refused refused:
                return new Refusal("CarrierRefused", "carrier", $"Hãng vận chuyển không nhận gói này: {refused.Words}", $"The carrier does not take this parcel: {refused.Words}");
            default:
                return new Refusal("CarrierUnreachable", "carrier", "Chưa liên lạc được với hãng vận chuyển. Một phút nữa bấm lại, gói không bị lập hai lần; hoặc tự gửi rồi ghi mã vận đơn.",
                    "The carrier cannot be reached. Press again in a minute, the parcel is not booked twice; or send it yourself and enter the code.");
        }
    }

    private async Task<Outcome<(Shipment Shipment, ParcelToSend Parcel, bool IsNew)>> OpenAsync(Guid orderId, string carrier, CancellationToken cancel)
    {
        var groupId = await db.Orders.Where(order => order.Id == orderId).Select(order => (Guid?)order.GroupId).FirstOrDefaultAsync(cancel);
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel)) return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == groupId, cancel);
        var order = await db.Orders.Include(order => order.Lines).Include(order => order.Boxes).Include(order => order.Events).Include(order => order.Shipments).AsSplitQuery().AsNoTracking().SingleAsync(order => order.Id == orderId, cancel);
        if (OrderFlow.Find(OrderAct.Ship, order.Status) is null)
            return new Refusal("NotToBeSent", "carrier", "Lúc này không lập vận đơn cho đơn này được. Mở lại trang để xem đơn.", "No shipment can be made for this order now. Open the page again to see it.");

        var producer = await db.Producers.AsNoTracking().SingleAsync(producer => producer.Id == order.ProducerId, cancel);
        // Carriers are given today's units, whatever an old certificate calls them.
        if (producer.Phone is null || places.Commune(producer.Place.CommuneCode) is not { } commune || places.Province(commune.ProvinceCode) is not { } province)
            return new Refusal("PickUpUnknown", "carrier", "Hồ sơ còn thiếu số điện thoại hoặc xã, phường, nên hãng không biết lấy hàng ở đâu. Gọi chợ bổ sung.", "Your entry lacks a phone or a commune, so the carrier cannot know where to collect. Please call the market.");

        var now = clock.UtcNow();
        var since = order.Events.Max(step => step.At);
        var shipment = await db.Shipments.FirstOrDefaultAsync(known => known.OrderId == orderId && known.Carrier == carrier && known.CreatedAt >= since, cancel);
        var isNew = shipment is null;
        if (shipment is null) db.Shipments.Add(shipment = new Shipment(orderId, carrier, order.Shipments.Count == 0 ? order.Number : $"{order.Number}.{order.Shipments.Count + 1}", now));
        else if (shipment.Code is null && !shipment.TakeTurn(now)) return new Refusal("BeingBooked", "carrier", "Vận đơn này đang được lập. Chờ một phút rồi bấm lại.", "This shipment is just being made. Wait a minute and press again.");
        await db.SaveChangesAsync(cancel);

        var (to, at) = (group.RecipientOf(order), group.AddressOf(order));
        var unknown = options.Value.On(clock.Today()).UnknownItemGrams;
        var ids = order.Lines.Select(line => line.VariantId).ToList();
        var grams = await db.Variants.Where(variant => ids.Contains(variant.Id)).ToDictionaryAsync(variant => variant.Id, variant => variant.WeightGrams, cancel);
        return (shipment, new ParcelToSend(
            shipment.Reference,
            new ParcelPlace(producer.Name, Dialled(producer.Phone), CheckoutRequirements.Named(commune), CheckoutRequirements.Named(commune), province.Name),
            new ParcelPlace(to.Name, Dialled(to.Phone), at.Street, at.Commune, at.Province),
            [.. order.Lines.Select(line => new ParcelItem($"{line.Name}, {line.Pack}", line.Quantity, grams.GetValueOrDefault(line.VariantId) is > 0 and var own ? own : unknown, line.Price)),
                .. order.Boxes.Select(box => new ParcelItem(box.Name, box.Quantity, BoxSize.Find(box.Size)!.OwnGrams, box.Packaging)), .. await CompanyBoxesAsync(group, order, cancel)],
            order.ToCollect, order.Goods, group.Note), isNew);
    }

    // Its lines are the goods alone.
    private async Task<IEnumerable<ParcelItem>> CompanyBoxesAsync(OrderGroup group, Order order, CancellationToken cancel) =>
        group.QuoteId is { } quoteId && order.BoxCount is { } boxes && (await db.Quotes.AsNoTracking().SingleAsync(quote => quote.Id == quoteId, cancel)).Offer is { Line: { BoxGrams: > 0 } line } ? [new ParcelItem(line.Title, boxes, line.BoxGrams, Money.Zero)] : [];

    /// <summary>Kept with the shipment, so that its order shows it to whoever looks after it until the carrier tells otherwise.</summary>
    private async Task<Outcome<OrderTurned>> StillBookedAsync(Shipment booked, string code, IReadOnlyList<Refusal> why, CancellationToken cancel)
    {
        await db.InTransactionAsync<bool>(async () =>
        {
            db.ChangeTracker.Clear();
            var shipment = await db.Shipments.Include(known => known.Events).SingleAsync(known => known.Id == booked.Id, cancel);
            var isNew = shipment.Tell(new ParcelNotice("cancel", shipment.Reference, code, ParcelState.StillBooked, "cancel", clock.UtcNow()));
            await db.SaveChangesAsync(cancel);
            return isNew;
        }, cancel);
        var carrier = Carriers.Find(booked.Carrier)!.Name;
        return Outcome<OrderTurned>.Refused([.. why, new("CarrierStillComes", "carrier", $"{carrier.Vi} chưa huỷ vận đơn {code}: gọi cho hãng để họ đừng tới lấy.", $"{carrier.En} has not cancelled {code}: please call them, so that they do not come for it.")]);
    }

    private Task<Outcome<Guid>> NoteAsync(Guid shipmentId, ParcelNews news, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        db.ChangeTracker.Clear();
        var shipment = await db.Shipments.SingleAsync(known => known.Id == shipmentId, cancel);
        if (news is ParcelNews.Known known) shipment.Book(known.Code, known.Cost);
        if (news is ParcelNews.Refused) shipment.EndTurn();
        await db.SaveChangesAsync(cancel);
        return shipmentId;
    }, cancel);

    private static string Dialled(string phone) => phone.StartsWith("+84", StringComparison.Ordinal) ? $"0{phone[3..]}" : phone;
}
