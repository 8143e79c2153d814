using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;

namespace Ocop.Market.Ordering.Orders;

/// <summary>
/// What the market writes about an order, as outbox rows of the fact's own transaction: to the buyer in the language of the order, to
/// the producer in Vietnamese. No stars here: a mail is read years later.
/// </summary>
public sealed class OrderMails(IOrderingDb db, IOrderLinks links, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    /// <summary>Long enough to come back after the journey and say "delivered".</summary>
    private static readonly TimeSpan AnswerLinkLasts = TimeSpan.FromDays(30);

    public void TellPlaced(OrderGroup group)
    {
        if (group.Recipient.Email is not { } email) return;
        var T = WordsFor(group);
        var body = new MailBody(T($"Đã nhận đơn {group.Number}", $"Order {group.Number} is in"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T("Đơn của bạn đã tới chợ. Mỗi người bán trả lời trong 48 giờ; có tin là chợ báo ngay.",
                "Your order has reached the market. Each producer answers within 48 hours; you hear from us as soon as they do."));
        foreach (var order in group.Orders)
            body.Say(T($"Gói {order.Number}, {order.ProducerName}:", $"Parcel {order.Number}, {order.ProducerName}:")).List(Goods(order));
        body.List(
            [
                (T("Tiền hàng", "Goods"), group.Goods.ToString()), (T("Tiền giao", "Delivery"), group.Shipping.ToString()),
                (T("Tất cả, trả khi nhận hàng", "Total, paid on delivery"), group.Total.ToString()), (T("Giao tới", "Deliver to"), group.Address.ToString()),
            ])
            .Link(T("Theo dõi đơn", "Follow the order"), links.Tracking(group.Id, group.Number, group.Language));
        Post($"order-placed:{group.Number}", email, T($"{group.Number}: chợ đã nhận đơn của bạn", $"{group.Number}: your order is in"), body, DemoWords(group.IsDemo, T));
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
        Post($"order-for-producer:{order.Number}", producerEmail ?? letterhead.Value.OperatorEmail, $"{order.Number}: có đơn mới, xin trả lời trong 48 giờ", body, DemoWords(order.IsDemo, Vietnamese));
    }

    public void TellAnswer(OrderGroup group, Order order, OrderAct act, string? reason)
    {
        var T = WordsFor(group);
        if (group.Recipient.Email is not { } email || Answer(order, act, reason, T) is not var (title, sentence)) return;
        var body = new MailBody(title, group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},")).Say(sentence).List(Goods(order))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        Post($"order-{order.Status.ToString().ToLowerInvariant()}:{order.Number}", email, $"{order.Number}: {title}", body, DemoWords(order.IsDemo, T));
    }

    private static (string Title, string Sentence)? Answer(Order order, OrderAct act, string? reason, Translation T) => act switch
    {
        OrderAct.Accept => (T("người bán đã nhận đơn", "accepted by the producer"),
            T($"{order.ProducerName} đã nhận đơn và đang chuẩn bị gói hàng. Bạn trả {order.Total} khi nhận.",
                $"{order.ProducerName} accepted your order and is preparing the parcel. You pay {order.Total} on delivery.")),
        OrderAct.Refuse => (T("người bán không nhận được đơn", "the producer could not take it"),
            T($"{order.ProducerName} không nhận được đơn lần này. Lý do: {reason} Bạn không phải trả gì cho gói này.",
                $"{order.ProducerName} could not take this order. Their words: {reason} You pay nothing for this parcel.")),
        OrderAct.Expire => (T("đơn đã huỷ vì người bán chưa trả lời", "cancelled, the producer did not answer"),
            T($"{order.ProducerName} chưa trả lời trong 48 giờ nên chợ đã huỷ gói này. Bạn không phải trả gì. Xin lỗi vì đã để bạn chờ.",
                $"{order.ProducerName} did not answer within 48 hours, so this parcel is cancelled. You pay nothing. We are sorry that you waited.")),
        OrderAct.Deliver => null,
    };

    private static IEnumerable<(string, string)> Goods(Order order) =>
        order.Lines.OrderBy(line => line.Position).Select(line => ($"{line.Quantity} {line.Pack} {line.Name} {line.Net}".TrimEnd(), line.Total.ToString()));

    private static IEnumerable<(string, string)> AsTyped(DeliveryAddress address) =>
        address.CommuneAsTyped is { } typed ? [("Khách ghi xã, phường là", typed)] : [];

    private static IEnumerable<(string, string)> Wish(string? note) => note is null ? [] : [("Lời dặn", note)];

    private static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm 'ngày' dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static Translation WordsFor(OrderGroup group) => group.Language == "en" ? (_, en) => en : Vietnamese;

    private static string Vietnamese(string vi, string en) => vi;

    private static string? DemoWords(bool isDemo, Translation T) => !isDemo ? null
        : T("Đây là chợ trình diễn: giá, hàng và người bán là minh hoạ, không có gói hàng nào được gửi thật.",
            "This is a demo market: prices, goods and producers are made up, nothing is really sent.");

    private void Post(string dedupeKey, string recipient, string subject, MailBody body, string? demoWords)
    {
        if (demoWords is not null) body.Say(demoWords);
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), dedupeKey, recipient, subject));
    }

    private delegate string Translation(string vi, string en);
}
