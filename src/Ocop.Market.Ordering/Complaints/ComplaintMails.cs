using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Complaints;

/// <summary>Each message goes to the two who did not write it. The number in the subject is how a mail is found when its buyer is forgotten.</summary>
public sealed class ComplaintMails(IOrderingDb db, IOrderLinks links, IOptions<Letterhead> letterhead, IOptions<ComplaintOptions> options, TimeProvider clock)
{
    public async Task TellAsync(Order order, Complaint complaint, ComplaintMessage message, CancellationToken cancel)
    {
        if (message.Side != ComplaintSide.Buyer) await TellBuyerAsync(order, complaint, message, cancel);
        if (message.Side != ComplaintSide.Producer && await db.Producers.Where(producer => producer.Id == order.ProducerId).Select(producer => producer.Email).SingleAsync(cancel) is { } producer)
            Post(order, complaint, message, "producer", producer, "/cong-chu-the/khieu-nai");
        if (message.Side != ComplaintSide.Desk) Post(order, complaint, message, "desk", letterhead.Value.OperatorEmail, "/quan-tri/khieu-nai");
    }

    private async Task TellBuyerAsync(Order order, Complaint complaint, ComplaintMessage message, CancellationToken cancel)
    {
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == order.GroupId, cancel);
        if (group.Recipient.Email is not { } email) return;
        string T(string vi, string en) => group.Language == "en" ? en : vi;
        var who = message.Side == ComplaintSide.Producer ? order.ProducerName : letterhead.Value.MarketName;
        var title = complaint.Result is { } result ? T($"Khiếu nại của bạn đã khép: {result.Words().Vi}", $"Your complaint is closed: {result.Words().En}") : T("Trả lời khiếu nại của bạn", "An answer to your complaint");
        var body = new MailBody(title, group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"{who} viết về gói {order.Number}:", $"{who} writes about parcel {order.Number}:")).Say(message.Text!)
            .Link(T("Xem đơn và viết tiếp", "See the order, write on"), links.Tracking(group.Id, group.Number, group.Language));
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), Key(complaint, message, "buyer"), email, $"{order.Number}: {T("khiếu nại", "complaint")}, {T(complaint.State.Words().Vi, complaint.State.Words().En)}"));
    }

    private void Post(Order order, Complaint complaint, ComplaintMessage message, string to, string address, string room)
    {
        var body = new MailBody($"Khiếu nại về gói {order.Number}")
            .Say($"{message.Side.Words().Vi} viết về {complaint.About.Words().Vi}{(complaint.Result is { } result ? $" ({result.Words().Vi})" : "")}:").Say(message.Text!);
        if (complaint.State == ComplaintState.Open) body.Say($"Chợ trả lời khách trong {options.Value.AnswerDays} ngày, trước ngày {VietnamTime.DayOf(complaint.DueAt).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}.");
        body.Link("Xem khiếu nại", $"{letterhead.Value.PublicUrl}{room}/{complaint.Id}");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), Key(complaint, message, to), address, $"{order.Number}: khiếu nại, {complaint.State.Words().Vi}"));
    }

    private static string Key(Complaint complaint, ComplaintMessage message, string to) => $"complaint-for-{to}:{complaint.Id:n}:{message.Position}";
}
