using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Web.Storefront.Orders;

/// <param name="State">done, now, next or refused: what the stylesheet knows.</param>
public sealed record OrderStep(string State, string Icon, LocalText Words, DateTime? At = null, string? Reason = null);

/// <summary>An order's history and what is still to come, as one row of steps.</summary>
public static class OrderSteps
{
    public static IReadOnlyList<OrderStep> Of(Order order)
    {
        var placed = new OrderStep("done", "i-check", new("Đã đặt", "Placed"), order.PlacedAt);
        var accepted = new OrderStep("done", "i-check", new("Người bán đã nhận đơn", "Accepted by the producer"), AtOf(order, OrderStatus.Accepted));
        var shipped = new OrderStep("done", "i-box", new("Người bán đã gửi hàng", "Sent by the producer"), AtOf(order, OrderStatus.Shipped));
        var delivered = new OrderStep("done", "i-home", new("Đã giao", "Delivered"), AtOf(order, OrderStatus.Delivered));
        return order.Status switch
        {
            OrderStatus.AwaitingPayment =>
                [placed, new("now", "i-clock", new("Chờ trả tiền", "Waiting for the payment")), new("next", "i-truck", new("Đang giao", "On its way")), new("next", "i-home", new("Đã giao", "Delivered"))],
            OrderStatus.Unpaid => [placed, new("refused", "i-x", new("Đã huỷ: chưa trả tiền khi hết hạn", "Cancelled: not paid in time"), AtOf(order, OrderStatus.Unpaid))],
            OrderStatus.Placed =>
            [
                placed, new("now", "i-clock", new("Chờ người bán trả lời", "Waiting for the producer"), order.AnswerBy),
                new("next", "i-truck", new("Đang giao", "On its way")), new("next", "i-home", new("Đã giao", "Delivered")),
            ],
            OrderStatus.Accepted => [placed, accepted, new("now", "i-box", new("Đang gói hàng", "Being packed")), new("next", "i-truck", new("Đang giao", "On its way")), new("next", "i-home", new("Đã giao", "Delivered"))],
            OrderStatus.Shipped => [placed, accepted, shipped, new("now", "i-truck", new("Đang giao", "On its way")), new("next", "i-home", new("Đã giao", "Delivered"))],
            OrderStatus.Failed =>
            [
                placed, accepted, new("refused", "i-x", new("Chưa giao được", "Could not be delivered"), AtOf(order, OrderStatus.Failed), ReasonOf(order, OrderStatus.Failed)),
                new("now", "i-clock", new("Người bán gửi lại hoặc nhận hàng về", "The producer sends it again or takes it back")),
            ],
            OrderStatus.Delivered when AtOf(order, OrderStatus.Shipped) is null => [placed, accepted, delivered],
            OrderStatus.Delivered => [placed, accepted, shipped, delivered],
            OrderStatus.Returned =>
                [placed, accepted, new("refused", "i-return", new("Không giao được, hàng đã về người bán", "Not delivered, the goods went back"), AtOf(order, OrderStatus.Returned), ReasonOf(order, OrderStatus.Failed))],
            OrderStatus.Cancelled when order.IsCalledOff =>
                [placed, accepted, new("refused", "i-x", new("Chợ đã huỷ gói này", "Cancelled by the market"), AtOf(order, OrderStatus.Cancelled), ReasonOf(order, OrderStatus.Cancelled))],
            OrderStatus.Cancelled => [placed, new("refused", "i-x", new("Bạn đã huỷ gói này", "You cancelled this parcel"), AtOf(order, OrderStatus.Cancelled))],
            OrderStatus.Refused =>
                [placed, new("refused", "i-x", new("Người bán không nhận được đơn", "The producer could not take it"), AtOf(order, OrderStatus.Refused), ReasonOf(order, OrderStatus.Refused))],
            OrderStatus.Expired =>
                [placed, new("refused", "i-x", new("Đã huỷ: người bán không trả lời trong 48 giờ", "Cancelled: no answer within 48 hours"), AtOf(order, OrderStatus.Expired))],
        };
    }

    private static DateTime? AtOf(Order order, OrderStatus status) => order.Events.LastOrDefault(step => step.Status == status)?.At;

    private static string? ReasonOf(Order order, OrderStatus status) => order.Events.LastOrDefault(step => step.Status == status)?.Reason;
}
