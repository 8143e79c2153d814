using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Buyers;

/// <summary>
/// Mails a code by which somebody signs in as a buyer. Every mailbox gets the same answer and the same mail, whether it has an account or not: the first sign-in
/// opens one. Where a mailbox has had enough codes the answer is the same too, and nothing is sent.
/// </summary>
public sealed class MailBuyerCode(IOrderingDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    /// <returns>Where the code is to be typed.</returns>
    public async Task<Outcome<Guid>> HandleAsync(string? email, string language, CancellationToken cancel)
    {
        if (Buyer.MailboxOf(email) is not { } mailbox)
            return new Refusal("EmailWrong", "email", "Thư điện tử chưa đúng, ví dụ ten@vidu.vn.", "Not an e-mail address, for example name@example.com.");
        return await db.InTransactionAsync<Guid>(() => MailAsync(mailbox, language, cancel), cancel);
    }

    private async Task<Outcome<Guid>> MailAsync(string mailbox, string language, CancellationToken cancel)
    {
        // Many presses at once count each other.
        await db.TakeTurnAsync("buyer-codes:" + mailbox, cancel);
        var now = clock.UtcNow();
        var digits = SixDigits.Draw();
        var code = new BuyerCode(mailbox, SixDigits.HashOf(digits), language, now);
        var (lately, today) = (now.AddMinutes(-30), now.AddDays(-1));
        var sent = await db.BuyerCodes.Where(it => it.Mailbox == mailbox && it.At > today).Select(it => it.At).ToListAsync(cancel);
        if (sent.Count >= BuyerCode.MostInADay || sent.Count(at => at > lately) >= BuyerCode.MostInHalfAnHour) return code.Id;

        db.BuyerCodes.Add(code);
        db.OutboxMessages.Add(Letter(code, digits, now));
        await db.SaveChangesAsync(cancel);
        return code.Id;
    }

    // Holds no words of whoever typed the address: it may be a stranger's. No link signs in by itself either, mail programs open links on their own.
    private OutboxMessage Letter(BuyerCode code, string digits, DateTime now)
    {
        string T(string vi, string en) => code.Language == "en" ? en : vi;
        var title = T("Mã vào tài khoản người mua", "Your sign-in code");
        var body = new MailBody(title, code.Language)
            .Say(T("Có người (mong là bạn) muốn xem đơn hàng của mình bằng địa chỉ thư này. Gõ mã dưới đây vào trang đang mở.", "Somebody (you, we hope) wants to see their orders with this address. Type the code on the page you have open."))
            .List([(T("Mã", "Code"), digits), (T("Dùng được", "Good for"), T("15 phút, một lần", "15 minutes, once"))])
            .Link(T("Mở trang gõ mã", "Open the page for the code"), $"{letterhead.Value.PublicUrl}{(code.Language == "en" ? "/en" : "")}/nguoi-mua/ma/{code.Id}")
            .Say(T("Nếu không phải bạn, xin bỏ qua thư này và đừng đọc mã cho ai: không có mã thì không ai thấy gì.", "If it was not you, ignore this mail and tell nobody the code: without it nobody sees anything."));
        return letterhead.Value.Sign(body, now, BuyerCode.MailKey(code.Id), code.Mailbox, title);
    }
}
