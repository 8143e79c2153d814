using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>
/// What a carrier tells of a parcel: a line for the buyer, and where it ends a way the order's act. Notifications are not signed, late and out of
/// order, so what moves goods or money is asked of the carrier first. Goods that came back wait for the producer, who sees whether they are broken.
/// </summary>
public sealed class BookParcelNews(IOrderingDb db, ShipOrder ship, DeliverOrder deliver, FailDelivery fail)
{
    /// <exception cref="HttpRequestException">The carrier could not be asked; the message is worked through again.</exception>
    public async Task<NoticeResult> HandleAsync(ICarrier carrier, ParcelNotice notice, string actor, CancellationToken cancel)
    {
        var found = await db.Shipments.AsNoTracking().FirstOrDefaultAsync(known => known.Carrier == carrier.Name && (known.Code == notice.Code || known.Reference == notice.Reference), cancel);
        if (found is null) return NoticeResult.UnknownReference;
        var (code, state, cost) = (found.Code, notice.State, (Money?)null);
        if (state.IsGrave() || code is null)
        {
            if (await carrier.AskAsync(found.Reference, cancel) is not ParcelNews.Known known) throw new HttpRequestException($"{carrier.Name} does not confirm what it told of {found.Reference}.");
            (code, state, cost) = (known.Code, known.State, known.Cost);
        }

        if (code != notice.Code) return NoticeResult.UnknownReference;
        // Booked at the carrier by a press that died before it could say so. The producer may have sent it otherwise since: then nobody shall come to fetch it,
        // and the code is noted only once that is certain.
        if (found.Code is null && !(await ship.BookedAsync(found.OrderId, carrier.Name, code, actor, cancel)).Succeeded && !await carrier.CancelAsync(code, cancel))
            throw new HttpRequestException($"{carrier.Name} does not cancel {code}, which nobody needs any more.");
        var told = await db.InTransactionAsync<bool>(async () =>
        {
            var groupId = await db.Orders.Where(order => order.Id == found.OrderId).Select(order => order.GroupId).SingleAsync(cancel);
            await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel);
            var shipment = await db.Shipments.Include(known => known.Events).SingleAsync(known => known.Id == found.Id, cancel);
            if (shipment.Code is null) shipment.Book(code, cost);
            var isNew = shipment.Tell(notice);
            await db.SaveChangesAsync(cancel);
            return isNew;
        }, cancel);

        var order = await db.Orders.AsNoTracking().SingleAsync(order => order.Id == found.OrderId, cancel);
        if (order.Carrier == carrier.Name && order.TrackingCode == code) await ActAsync(order, state, actor, cancel);
        return notice.State == ParcelState.Unknown ? NoticeResult.Irrelevant : told.Value ? NoticeResult.Booked : NoticeResult.BookedBefore;
    }

    // What the order cannot do any more is no failure: the line stands for people to read.
    private async Task ActAsync(Order order, ParcelState state, string actor, CancellationToken cancel)
    {
        if (state == ParcelState.Delivered) await deliver.HandleAsync(order.Id, actor, cancel);
        if (WhyFailed(state) is { } why && order.Status == OrderStatus.Shipped) await fail.HandleAsync(order.Id, why, actor, cancel);
    }

    /// <summary>Null where it is on its way or arrived.</summary>
    private static string? WhyFailed(ParcelState state) => state switch
    {
        ParcelState.Failed or ParcelState.Returning or ParcelState.Returned => "Hãng vận chuyển báo chưa giao được.",
        ParcelState.Cancelled => "Hãng vận chuyển báo vận đơn đã huỷ.",
        ParcelState.Lost => "Hãng vận chuyển báo gói hàng thất lạc hoặc hư hỏng.",
        ParcelState.Unknown or ParcelState.StillBooked or ParcelState.Waiting or ParcelState.OnTheWay or ParcelState.AtTheDoor or ParcelState.Delivered => null,
    };
}
