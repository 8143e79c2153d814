using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments.BankTransfer;

namespace Ocop.Market.Ordering.Companies;

/// <summary>Asked by mails and lists, answered by the host: addresses under a seal.</summary>
public interface IQuoteLinks
{
    /// <summary>The company's one page for its quote.</summary>
    string Quote(Guid quoteId, string language);

    /// <summary>Where a recipient sees how far the parcel has come, and no price.</summary>
    string Parcel(Guid orderId);
}

/// <summary>What the market writes about a quote, as outbox rows of its own transaction.</summary>
public sealed class QuoteMails(IOrderingDb db, IQuoteLinks links, IOptions<Letterhead> letterhead, IOptions<BankTransferOptions> account, TimeProvider clock)
{
    internal void TellAsked(Quote quote)
    {
        var T = Words(quote);
        var title = T($"Chợ đã nhận lời hỏi giá {quote.Number}", $"Your request for a quote {quote.Number} is in");
        Post(quote, "asked", quote.Email, title, new MailBody(title, quote.Language)
            .Say(T("Có người (mong là bạn) hỏi giá hộp quà với địa chỉ thư này. Chợ trả lời trong hai ngày làm việc. Trong lúc chờ, bạn có thể gửi danh sách người nhận.", "Somebody (you, we hope) asked for a price of gift boxes with this address. We answer within two working days. You may send the list of recipients meanwhile."))
            .Link(T("Mở báo giá", "Open the quote"), links.Quote(quote.Id, quote.Language))
            .Say(Caution(T)));
        var told = $"{quote.Number}: có công ty hỏi giá {quote.Boxes.ToString(CultureInfo.InvariantCulture)} hộp quà";
        Post(quote, "desk", letterhead.Value.OperatorEmail, told, new MailBody(told).Say("Xem và chào giá ở bàn làm việc.").Link("Mở lời hỏi giá", DeskAddress(quote)));
    }

    internal void TellOffered(Quote quote) => TellOffered(quote, string.Create(CultureInfo.InvariantCulture, $"offer:{quote.OfferVersion}"));

    /// <summary>To a company that has lost the mail with its link: the offer once more while it can be accepted, otherwise the link alone.</summary>
    /// <returns>False where one was sent within this minute.</returns>
    internal async Task<bool> TellAgainAsync(Quote quote, CancellationToken cancel)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"again:{clock.UtcNow():yyyyMMddHHmm}");
        var key = KeyOf(quote.Id) + what;
        if (await db.OutboxMessages.AnyAsync(mail => mail.DedupeKey == key, cancel)) return false;
        if (quote.State == QuoteState.Offered) TellOffered(quote, what);
        else TellLink(quote, what);
        return true;
    }

    private void TellOffered(Quote quote, string what)
    {
        var (T, offer, price, terms) = (Words(quote), quote.Offer!, quote.Offer!.PriceFor(quote.Boxes), quote.Offer.TermsInWords());
        var title = T($"Báo giá {quote.Number}: {offer.Line.Title}", $"Quote {quote.Number}: {offer.Line.Title}");
        Post(quote, what, quote.Email, title, new MailBody(title, quote.Language)
            .Say(T($"Chào {quote.Contact},", $"Dear {quote.Contact},"))
            .List(
            [
                (T("Số hộp", "Boxes"), quote.Boxes.ToString(CultureInfo.InvariantCulture)), (T("Giá một hộp, đã gồm thuế GTGT", "Price of a box, VAT included"), price.ToString()), (T("Tiền tất cả hộp", "All boxes"), (price * quote.Boxes).ToString()),
                (T("Tiền giao mỗi địa chỉ", "Delivery to an address"), offer.DeliveryPerParcel == Money.Zero ? T("đã gồm", "included") : offer.DeliveryPerParcel.ToString()),
                (T("Cách trả", "Terms"), T(terms.Vi, terms.En)), (T("Chấp nhận đến hết ngày", "Can be accepted until"), Written(offer.ValidUntil)), (T("Hạn giao cuối", "Last day of delivery"), Written(offer.LastDay)),
            ])
            .Link(T("Xem và chấp nhận báo giá", "See and accept the quote"), links.Quote(quote.Id, quote.Language)));
    }

    private void TellLink(Quote quote, string what)
    {
        var T = Words(quote);
        var title = T($"Đường dẫn tới báo giá {quote.Number}", $"The link to quote {quote.Number}");
        Post(quote, what, quote.Email, title, new MailBody(title, quote.Language)
            .Say(T($"Chào {quote.Contact},", $"Dear {quote.Contact},"))
            .Say(T("Chợ gửi lại đường dẫn tới trang báo giá của công ty.", "Here is the link to your company’s page once more."))
            .Link(T("Mở báo giá", "Open the quote"), links.Quote(quote.Id, quote.Language))
            .Say(Caution(T)));
    }

    private static string Caution(Func<string, string, string> T) => T("Ai có đường dẫn này đều thấy và chấp nhận được báo giá, xin đừng chuyển tiếp.", "Whoever has this link can see and accept the quote; please do not pass it on.");

    internal void TellDesk(Quote quote, string what)
    {
        var title = $"{quote.Number}: {what}";
        Post(quote, string.Create(CultureInfo.InvariantCulture, $"desk:{quote.State}:{quote.OfferVersion}"), letterhead.Value.OperatorEmail, title, new MailBody(title).Link("Mở báo giá", DeskAddress(quote)));
    }

    internal void TellWithdrawn(Quote quote, string reason)
    {
        var T = Words(quote);
        var title = T($"Báo giá {quote.Number} không còn nữa", $"Quote {quote.Number} was withdrawn");
        Post(quote, "withdrawn", quote.Email, title, new MailBody(title, quote.Language).Say(T($"Chợ rút báo giá này: {reason}", $"The market withdraws this quote: {reason}")).Link(T("Mở báo giá", "Open the quote"), links.Quote(quote.Id, quote.Language)));
    }

    /// <summary>Once, when the last day for the money of a company on account is over.</summary>
    internal void TellOverdue(Quote quote, OrderGroup group, Money open)
    {
        var T = Words(quote);
        var (title, due) = (T($"Đơn {group.Number} quá hạn trả", $"Order {group.Number} is overdue"), Written(group.LastDayToPay));
        PostAs(OverdueKeyOf(quote.Id), quote.Email, title, new MailBody(title, quote.Language)
            .Say(T($"Chào {quote.Contact},", $"Dear {quote.Contact},"))
            .Say(T($"Hạn trả của đơn này là hết ngày {due}, chợ chưa nhận đủ tiền. Xin chuyển giúp phần còn lại; nếu vừa chuyển, xin bỏ qua thư này.", $"This order was due by the end of {due}, and not all of its money has come. Please transfer the rest; if you have just done so, ignore this mail."))
            .List(TransferLines.Of(account.Value, group, open, T))
            .Link(T("Mở báo giá", "Open the quote"), links.Quote(quote.Id, quote.Language)));
    }

    internal static string OverdueKeyOf(Guid quoteId) => KeyOf(quoteId) + "overdue";

    /// <summary>All mails about the quote have keys that begin so.</summary>
    internal static string KeyOf(Guid quoteId) => $"quote:{quoteId:n}:";

    private string DeskAddress(Quote quote) => $"{letterhead.Value.PublicUrl}/quan-tri/bao-gia/{quote.Id}";

    private static Func<string, string, string> Words(Quote quote) => (vi, en) => quote.Language == "en" ? en : vi;

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private void Post(Quote quote, string what, string recipient, string subject, MailBody body) => PostAs(KeyOf(quote.Id) + what, recipient, subject, body);

    private void PostAs(string key, string recipient, string subject, MailBody body) => db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), key, recipient, subject));
}
