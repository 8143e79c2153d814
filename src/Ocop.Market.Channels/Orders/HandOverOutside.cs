using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Orders;

/// <summary>The producer gave the parcel away; the platform is told with the next round, where it asks for that.</summary>
public sealed class HandOverOutside(IChannelsDb db, TimeProvider clock)
{
    public const int LongestTracking = 60;

    public Task<Outcome<ChannelOrder>> HandleAsync(Person person, Guid orderId, string? carrier, string? tracking, CancellationToken cancel) => db.InTurnAsync<ChannelOrder>(async () =>
    {
        var found = await (from it in db.ChannelOrders join shop in db.ChannelShops on it.ShopId equals shop.Id join maker in db.Producers on shop.ProducerId equals maker.Id where it.Id == orderId select new { Order = it, Maker = maker }).SingleOrDefaultAsync(cancel);
        if (found is null || !person.May(Act.AnswerOrders, found.Maker.Scope)) return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        if (found.Order.State != OutsideOrderState.ToShip || found.Order.HandedOverAt is not null) return new Refusal("NotNow", "", "Đơn này không chờ giao cho bên vận chuyển.", "This order does not wait to be handed over.");
        if (tracking?.Length > LongestTracking || carrier?.Length > LongestTracking) return new Refusal("TrackingWrong", "tracking", $"Mã vận đơn dài nhất {LongestTracking} chữ.", $"At most {LongestTracking} letters.");
        found.Order.HandOver(Trimmed(carrier), Trimmed(tracking), clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "OutsideOrderHandedOver", ChangeSubject.ChannelShop(found.Order.ShopId), after: $"{found.Order.OutsideId} {tracking}"));
        await db.SaveChangesAsync(cancel);
        return found.Order;
    }, cancel);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
