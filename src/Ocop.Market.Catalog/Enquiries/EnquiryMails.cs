using System.Globalization;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Enquiries;

/// <summary>The service a visitor asks about, as its mails name it.</summary>
public sealed record AskedService(Guid ProductId, string Slug, string Name, string Producer, string? ProducerEmail, bool IsDemo);

/// <summary>What the market writes about an enquiry, as outbox rows of its own transaction.</summary>
public sealed class EnquiryMails(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public void AskProducer(Enquiry enquiry, AskedService service)
    {
        var body = new MailBody($"Khách hỏi về {service.Name}");
        if (service.ProducerEmail is not null) body.Say($"Kính gửi {service.Producer},");
        else if (service.Producer == Producer.Unnamed) body.Say("Nguồn chưa ghi ai làm dịch vụ này. Xin tìm giúp nơi đón khách, rồi chuyển lời.");
        else body.Say($"{service.Producer} chưa có thư điện tử. Chợ gọi giúp, rồi chuyển lời.");
        body.Say("Có khách hỏi. Xin gọi hoặc viết thẳng cho khách; thư này do chợ gửi, bấm Trả lời thì khách không nhận được.")
            .List(
            [
                ("Khách", enquiry.Name),
                .. Row("Điện thoại", enquiry.Phone is { } phone ? VietnamesePhone.Spoken(phone) : null),
                .. Row("Thư điện tử", enquiry.Email),
                ("Ngày mong muốn", enquiry.WishedDay is { } day ? Words(day) : "chưa định"),
                ("Số người", enquiry.People.ToString(CultureInfo.InvariantCulture)),
                .. Row("Lưu ý", enquiry.Language == "en" ? "khách hỏi từ trang tiếng Anh" : null),
            ]);
        if (enquiry.Message is { } message) body.Say("Khách nhắn:").Say(message);
        body.Link("Xem trang dịch vụ", PageOf(service));
        if (service.IsDemo) body.Say("Đây là chợ trình diễn: nơi đón khách là minh hoạ, lời hỏi này không tới ai thật.");
        Post(ToProducer(enquiry), service.ProducerEmail ?? letterhead.Value.OperatorEmail, $"Khách hỏi: {service.Name}", body);
    }

    /// <summary>
    /// Holds no free words of the visitor, name included: whoever types a stranger's address must not be able to write to them through the market.
    /// </summary>
    public void TellVisitor(Enquiry enquiry, AskedService service)
    {
        if (enquiry.Email is not { } email) return;
        var isEnglish = enquiry.Language == "en";
        string T(string vi, string en) => isEnglish ? en : vi;

        var title = T($"Đã gửi lời hỏi về {service.Name}", $"Your enquiry about {service.Name}");
        var body = new MailBody(title, enquiry.Language)
            .Say(service.IsDemo
                ? T("Đây là chợ trình diễn: nơi đón khách là minh hoạ, nên lời hỏi được ghi lại nhưng không có ai trả lời.", "This is a demo market: the hosts are made up, so the enquiry is kept but nobody will answer.")
                : T("Chợ đã chuyển lời hỏi của bạn. Nơi đón khách sẽ gọi hoặc viết thẳng cho bạn; giá và ngày còn chỗ do nơi ấy cho biết.", "Your enquiry has been passed on. The hosts will call or write to you directly; they tell you prices and free days."))
            .List(
            [
                (T("Dịch vụ", "Service"), service.Name),
                (T("Ngày mong muốn", "Wished day"), enquiry.WishedDay is { } day ? Words(day) : T("chưa định", "not fixed yet")),
                (T("Số người", "People"), enquiry.People.ToString(CultureInfo.InvariantCulture)),
            ])
            .Link(T("Xem trang dịch vụ", "See the page"), PageOf(service, isEnglish ? "/en" : ""))
            .Say(T("Nếu bạn không hỏi gì, xin bỏ qua thư này.", "If you did not ask anything, please ignore this mail."));
        Post(ToVisitor(enquiry), email, title, body);
    }

    /// <summary>The dedupe keys of all mails about the enquiry.</summary>
    public static IEnumerable<string> KeysOf(Enquiry enquiry) => [ToProducer(enquiry), ToVisitor(enquiry)];

    private static string ToProducer(Enquiry enquiry) => $"enquiry:{enquiry.Id:n}";

    private static string ToVisitor(Enquiry enquiry) => $"enquiry-received:{enquiry.Id:n}";

    private static IEnumerable<(string, string)> Row(string label, string? value) => value is null ? [] : [(label, value)];

    private static string Words(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private string PageOf(AskedService service, string language = "") => $"{letterhead.Value.PublicUrl}{language}/san-pham/{service.Slug}";

    private void Post(string dedupeKey, string recipient, string subject, MailBody body) =>
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), dedupeKey, recipient, subject));
}
