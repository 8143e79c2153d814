using System.Globalization;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>Asked by mails, answered by the host: the link by which a buyer without an account reads the answers.</summary>
public interface INeedLinks
{
    string Answers(Guid needId, string language, DateTime expiresAt);
}

/// <summary>What the market writes about a need, as outbox rows of its own transaction.</summary>
public sealed class NeedMails(ICatalogDb db, INeedLinks links, PlaceDirectory places, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    /// <summary>After the last day the buyer still compares and calls.</summary>
    private const int LinkLastsDays = 60;

    /// <summary>Draws a code, notes its hash, mails it. Holds no words of whoever typed the address: it may be a stranger's.</summary>
    internal void SendCode(Need need)
    {
        var code = SixDigits.Draw();
        need.ExpectCode(SixDigits.HashOf(code), clock.UtcNow());
        string T(string vi, string en) => need.Language == "en" ? en : vi;
        var title = T("Mã kiểm tra nhu cầu mua hàng", "Code for your purchase need");
        var body = new MailBody(title, need.Language)
            .Say(T("Có người (mong là bạn) gửi một nhu cầu mua hàng với địa chỉ thư này. Gõ mã dưới đây vào trang kiểm tra để nhu cầu hiện ra cho các chủ thể.", "Somebody (you, we hope) posted a purchase need with this address. Type the code on the check page, and producers will see the need."))
            .List([(T("Mã", "Code"), code), (T("Dùng được", "Good for"), T("30 phút", "30 minutes"))])
            .Link(T("Mở trang kiểm tra", "Open the check page"), $"{letterhead.Value.PublicUrl}{(need.Language == "en" ? "/en" : "")}/can-hang/kiem-tra/{need.Id}")
            .Say(T("Nếu không phải bạn, xin bỏ qua thư này: không có mã thì không ai thấy gì.", "If it was not you, please ignore this mail: without the code nobody sees anything."));
        Post(need, string.Create(CultureInfo.InvariantCulture, $"code:{need.CodesSent}"), need.Email!, title, body);
    }

    internal void TellBuyer(Need need, NeedAnswer answer, Producer producer, IReadOnlyList<string> goods)
    {
        if (need.Email is not { } email) return;
        string T(string vi, string en) => need.Language == "en" ? en : vi;
        var title = T($"{producer.Name} chào hàng cho nhu cầu {need.Number}", $"{producer.Name} answers your need {need.Number}");
        var months = Months.Words(answer.Months);
        var body = new MailBody(title, need.Language)
            .Say(T($"Nhu cầu của bạn: {need.What}.", $"Your need: {need.What}."))
            .List(
            [
                (T("Chủ thể", "Producer"), producer.Name),
                (T("Món", "Goods"), string.Join(", ", goods)),
                (T("Giá", "Price"), $"{answer.Price} / {need.Unit}"),
                (T("Mỗi tháng", "A month"), $"{NeedNames.Grouped(answer.VolumeAMonth)} {need.Unit}"),
                (T("Mùa", "Season"), T(months.Vi, months.En)),
                .. Row(T("Điện thoại", "Phone"), producer.Phone is { } phone ? VietnamesePhone.Spoken(phone) : null),
                .. Row(T("Thư điện tử", "E-mail"), producer.Email),
            ]);
        if (answer.Note.Length > 0) body.Say(T("Chủ thể nhắn:", "The producer writes:")).Say(answer.Note);
        body.Link(T("Xem mọi lời chào", "See all answers"), links.Answers(need.Id, need.Language, VietnamTime.StartOf(need.LastDay.AddDays(LinkLastsDays))))
            .Say(T("Ai có đường dẫn này đều đọc được các lời chào, xin đừng chuyển tiếp.", "Whoever has this link can read the answers; please do not pass it on."));
        if (producer.IsDemo) body.Say(T("Đây là chợ trình diễn: lời chào này là minh hoạ.", "This is a demo market: this answer is made up."));
        Post(need, string.Create(CultureInfo.InvariantCulture, $"answer:{answer.Id:n}:{answer.Times}"), email, title, body);
    }

    internal void TellProducer(Need need, Producer producer)
    {
        var title = $"Có người cần mua: {need.What}";
        var body = new MailBody(title);
        if (producer.Email is not null) body.Say($"Kính gửi {producer.Name},");
        else body.Say($"{producer.Name} chưa có thư điện tử. Nhờ bạn gọi giúp để báo tin này.");
        body.Say("Cán bộ chương trình thấy nhu cầu này hợp với hàng của bạn. Trả lời xong bạn sẽ thấy tên và số điện thoại bên mua.")
            .List(
            [
                ("Cần", need.What),
                ("Số lượng", NeedNames.Amount(need.Quantity, need.Unit, need.Rhythm).Vi),
                .. Row("Giá mong muốn", need.PriceWish is { } wish ? $"{wish} / {need.Unit}" : null),
                ("Mùa", Months.Words(need.Months).Vi),
                ("Giao tới", places.Province(need.ProvinceCode)?.Name ?? need.ProvinceCode),
                ("Nhận lời chào đến hết", need.LastDay.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ])
            .Link("Xem và chào hàng", $"{letterhead.Value.PublicUrl}/cong-chu-the/can-hang/{need.Id}?chu-the={producer.Id}");
        Post(need, $"match:{producer.Id:n}", producer.Email ?? letterhead.Value.OperatorEmail, title, body);
    }

    /// <summary>All mails about the need have keys that begin so.</summary>
    internal static string KeyOf(Guid needId) => $"need:{needId:n}:";

    private static IEnumerable<(string, string)> Row(string label, string? value) => value is null ? [] : [(label, value)];

    private void Post(Need need, string what, string recipient, string subject, MailBody body) =>
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), KeyOf(need.Id) + what, recipient, subject));
}
