using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;

namespace Ocop.Market.Ordering.Orders;

/// <summary>
/// What the market writes about an order, as outbox rows of the fact's own transaction. No stars here: a mail is read years later.
/// </summary>
public sealed class OrderMails(IOrderingDb db, IOrderLinks links, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    /// <summary>Long enough to come back after the journey and say "delivered".</summary>
    private static readonly TimeSpan AnswerLinkLasts = TimeSpan.FromDays(30);

    public void TellPlaced(OrderGroup group)
    {
        if (group.Recipient.Email is not { } email) return;
        var body = new MailBody($"Đã nhận đơn {group.Number}").Say($"Chào {group.Recipient.Name},")
            .Say("Đơn của bạn đã tới chợ. Mỗi người bán trả lời trong 48 giờ; có tin là chợ báo ngay.");
        foreach (var order in group.Orders)
            body.Say($"Gói {order.Number}, {order.ProducerName}:").List(Goods(order));
        body.List(
            [
                ("Tiền hàng", group.Goods.ToString()), ("Tiền giao", group.Shipping.ToString()),
                ("Tất cả, trả khi nhận hàng", group.Total.ToString()), ("Giao tới", group.Address.ToString()),
            ])
            .Link("Theo dõi đơn", links.Tracking(group.Id, group.Number));
        Post($"order-placed:{group.Number}", email, $"{group.Number}: chợ đã nhận đơn của bạn", body, group.IsDemo);
    }

    public void AskProducer(OrderGroup group, Order order, string? producerEmail)
    {
        var body = new MailBody($"Đơn mới {order.Number}");
        if (producerEmail is null) body.Say($"{order.ProducerName} chưa có thư điện tử. Chợ gọi giúp, rồi trả lời thay ở đường dẫn dưới.");
        else body.Say($"Kính gửi {order.ProducerName},");
        body.Say($"Có khách đặt hàng. Xin trả lời trước {Moment(order.AnswerBy)}: quá giờ đó đơn tự huỷ và hàng được nhả ra.")
            .List(Goods(order))
            .List(
            [
                ("Tiền hàng", order.Goods.ToString()), ("Tiền giao", order.Shipping.ToString()), ("Thu khi giao", order.Total.ToString()),
                ("Người nhận", group.Recipient.Name), ("Điện thoại", VietnamesePhone.Spoken(group.Recipient.Phone)),
                ("Giao tới", group.Address.ToString()), .. AsTyped(group.Address), .. Wish(group.Note),
            ])
            .Link("Trả lời đơn này", links.Answer(order.Id, order.PlacedAt + AnswerLinkLasts))
            .Say("Ai có đường dẫn này đều trả lời được thay bạn, nên xin đừng chuyển tiếp thư.");
        Post($"order-for-producer:{order.Number}", producerEmail ?? letterhead.Value.OperatorEmail, $"{order.Number}: có đơn mới, xin trả lời trong 48 giờ", body, order.IsDemo);
    }

    public void TellAnswer(OrderGroup group, Order order, OrderAct act, string? reason)
    {
        if (group.Recipient.Email is not { } email || Answer(order, act, reason) is not var (title, sentence)) return;
        var body = new MailBody(title).Say($"Chào {group.Recipient.Name},").Say(sentence).List(Goods(order)).Link("Xem đơn", links.Tracking(group.Id, group.Number));
        Post($"order-{order.Status.ToString().ToLowerInvariant()}:{order.Number}", email, $"{order.Number}: {title}", body, order.IsDemo);
    }

    private static (string Title, string Sentence)? Answer(Order order, OrderAct act, string? reason) => act switch
    {
        OrderAct.Accept => ("người bán đã nhận đơn", $"{order.ProducerName} đã nhận đơn và đang chuẩn bị gói hàng. Bạn trả {order.Total} khi nhận."),
        OrderAct.Refuse => ("người bán không nhận được đơn", $"{order.ProducerName} không nhận được đơn lần này. Lý do: {reason} Bạn không phải trả gì cho gói này."),
        OrderAct.Expire => ("đơn đã huỷ vì người bán chưa trả lời", $"{order.ProducerName} chưa trả lời trong 48 giờ nên chợ đã huỷ gói này. Bạn không phải trả gì. Xin lỗi vì đã để bạn chờ."),
        OrderAct.Deliver => null,
    };

    private static IEnumerable<(string, string)> Goods(Order order) =>
        order.Lines.OrderBy(line => line.Position).Select(line => ($"{line.Quantity} {line.Pack} {line.Name} {line.Net}".TrimEnd(), line.Total.ToString()));

    private static IEnumerable<(string, string)> AsTyped(DeliveryAddress address) =>
        address.CommuneAsTyped is { } typed ? [("Khách ghi xã, phường là", typed)] : [];

    private static IEnumerable<(string, string)> Wish(string? note) => note is null ? [] : [("Lời dặn", note)];

    private static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm 'ngày' dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private void Post(string dedupeKey, string recipient, string subject, MailBody body, bool isDemo)
    {
        if (isDemo) body.Say("Đây là chợ trình diễn: giá, hàng và người bán là minh hoạ, không có gói hàng nào được gửi thật.");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), dedupeKey, recipient, subject));
    }
}
