using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Companies;

/// <summary>What the company typed, as typed. Field names of refusals are these names in lower camel case.</summary>
public sealed record QuoteForm
{
    public string? Company { get; init; }
    public string? TaxCode { get; init; }
    public string? Contact { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Boxes { get; init; }
    public string? Goods { get; init; }

    /// <summary>"true": what lies in the cart is one box.</summary>
    public string? FromCart { get; init; }

    /// <summary>The address of a gift box of the market, if that is what is wanted.</summary>
    public string? Box { get; init; }
    public string? WishDay { get; init; }
    public string? Budget { get; init; }
    public string? WantsInvoice { get; init; }
    public string? InvoiceAddress { get; init; }
    public string? WantsLogo { get; init; }
    public string? LogoText { get; init; }

    /// <summary>No person sees this field; programs that fill in every field do.</summary>
    public string? Website { get; init; }
}

/// <summary>Keeps what a company asks for, once, mails it the link to its quote and tells the desk.</summary>
public sealed class AskQuote(IOrderingDb db, BoxShelf shelf, QuoteMails mails, TimeProvider clock)
{
    public const int FewestBoxes = 20, MostBoxes = 5000, LongestName = 120, LongestGoods = 1000, LongestLogo = 100, DaysAhead = 366;

    /// <summary>Nobody fills a stranger's mailbox, or the desk's list.</summary>
    private const int MostOpen = 3;

    private static readonly TimeSpan SameQuote = TimeSpan.FromMinutes(10), Recently = TimeSpan.FromDays(1);

    /// <returns>Null where a program filled in the form: it is thanked like everybody, and nothing is kept.</returns>
    public async Task<Outcome<Quote?>> HandleAsync(QuoteForm form, Guid? cartId, string language, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(form.Website)) return (Quote?)null;
        var parts = await PartsAsync(form, cartId, cancel);
        var met = Meet(form, parts.Count > 0);
        if (!met.Succeeded) return Outcome<Quote?>.Refused(met.Refusals);
        return await db.InTransactionAsync<Quote?>(async () =>
        {
            var (wish, now) = (met.Value, clock.UtcNow());
            // Many presses at once count each other; always in the same order, so that no two wait for one another.
            foreach (var name in new[] { "quotes:" + wish.Email, "quotes:" + wish.Phone }.Order(StringComparer.Ordinal)) await db.TakeTurnAsync(name, cancel);
            DateTime same = now - SameQuote, recent = now - Recently;
            if (await db.Quotes.AsNoTracking().FirstOrDefaultAsync(it => it.CreatedAt > same && it.Email == wish.Email && it.Company == wish.Company && it.Boxes == wish.Boxes && it.Goods == wish.Goods, cancel) is { } before) return before;
            if (await db.Quotes.CountAsync(it => it.State == QuoteState.Asked && it.CreatedAt > recent && (it.Phone == wish.Phone || it.Email == wish.Email), cancel) >= MostOpen)
                return new Refusal("TooMany", "", "Đã có ba lời hỏi giá đang chờ với số điện thoại hoặc thư này. Xin đợi chợ trả lời.", "Three quotes with this phone or e-mail wait for an answer. Please wait for it.");
            var quote = new Quote(await DrawAsync(cancel), wish, parts, language, now);
            db.Quotes.Add(quote);
            db.AuditEntries.Add(new AuditEntry(now, "company", "QuoteAsked", quote.ChangeSubject, after: quote.Number));
            mails.TellAsked(quote);
            await db.SaveChangesAsync(cancel);
            return quote;
        }, cancel);
    }

    private async Task<IReadOnlyList<WishedPart>> PartsAsync(QuoteForm form, Guid? cartId, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(form.Box) && await shelf.FindAsync(VietnameseText.Normalize(form.Box), cancel) is { } box) return [.. box.Parts.Select(part => new WishedPart(part.VariantId, part.Quantity))];
        if (form.FromCart != "true" || cartId is not { } id) return [];
        return await db.CartLines.Where(line => line.CartId == id).OrderBy(line => line.AddedAt).Select(line => new WishedPart(line.VariantId, line.Quantity)).ToListAsync(cancel);
    }

    private async Task<string> DrawAsync(CancellationToken cancel)
    {
        string number;
        do number = OrderNumber.Draw(); while (await db.Quotes.AnyAsync(it => it.Number == number, cancel));
        return number;
    }

    private Outcome<QuoteWish> Meet(QuoteForm form, bool hasParts)
    {
        var (unmet, today) = (new List<Refusal>(), clock.Today());
        var company = Words("company", form.Company, 2, LongestName, "Điền tên công ty.", "Enter the company’s name.");
        var tax = TaxCode.Read(form.TaxCode);
        if (tax is null) unmet.Add(new("TaxCodeWrong", "taxCode", "Mã số thuế có 10 số, 10 số và 3 số của chi nhánh, hoặc 12 số định danh. Xem lại từng số.", "A tax code has 10 digits, 10 and the 3 of a branch, or the 12 of a personal number. Check each digit."));
        var contact = Words("contact", form.Contact, 2, LongestName, "Điền tên người liên hệ.", "Enter whom to ask for.");
        // As accounts of buyers write it: whoever proves the mailbox finds the quote again.
        var email = Buyer.MailboxOf(form.Email);
        if (email is null) unmet.Add(new("EmailWrong", "email", "Cần thư điện tử để gửi báo giá, ví dụ ten@vidu.vn.", "An e-mail address is needed for the quote, for example name@example.com."));
        var phone = VietnamesePhone.Normalize(form.Phone);
        if (phone is null) unmet.Add(VietnamesePhone.Refuse(form.Phone));
        var boxes = QuoteFields.Number(form.Boxes, FewestBoxes, MostBoxes);
        if (boxes is null) unmet.Add(new("BoxesWrong", "boxes", $"Số hộp là số từ {FewestBoxes} đến {MostBoxes}.", $"A number of boxes from {FewestBoxes} to {MostBoxes}."));
        var goods = Words("goods", form.Goods, hasParts ? 0 : 5, LongestGoods, "Ghi trong hộp có những gì, hoặc tên hộp quà.", "Say what should be in the box, or the name of a gift box.");
        var day = Typed.Day(form.WishDay);
        if (day is null) unmet.Add(new("DayWrong", "wishDay", "Ghi ngày cần hàng tới, ví dụ 15/01/2027.", "Enter the day by which the boxes should arrive, for example 15/01/2027."));
        else if (day <= today) unmet.Add(new("DayPast", "wishDay", "Ngày này đã qua hoặc quá gần.", "This day is over, or too near."));
        else if (day > today.AddDays(DaysAhead)) unmet.Add(new("DayTooFar", "wishDay", "Chọn một ngày trong vòng một năm tới.", "Choose a day within a year."));
        else if (day.Value.IsTet()) unmet.Add(new("DayOfTet", "wishDay", TetDays.Closed(day.Value)));
        var budget = string.IsNullOrWhiteSpace(form.Budget) ? 0 : QuoteFields.Number(form.Budget, 10_000, 100_000_000);
        if (budget is null) unmet.Add(new("BudgetWrong", "budget", "Giá mong muốn cho một hộp là số đồng, ví dụ 500.000, hoặc để trống.", "The wished price of a box is a number of đồng, for example 500.000, or empty."));
        var wantsInvoice = form.WantsInvoice == "true";
        var invoiceAddress = Words("invoiceAddress", wantsInvoice ? form.InvoiceAddress : "", wantsInvoice ? 5 : 0, InvoiceBuyer.LongestAddress, "Điền địa chỉ ghi trên hoá đơn.", "Enter the address for the invoice.");
        var wantsLogo = form.WantsLogo == "true";
        var logo = Words("logoText", wantsLogo ? form.LogoText : "", wantsLogo ? 2 : 0, LongestLogo, "Ghi dòng chữ trên thiệp.", "Enter the words on the card.");
        return unmet.Count > 0 ? Outcome<QuoteWish>.Refused(unmet)
            : new QuoteWish(company, tax!, contact, email!, phone!, boxes!.Value, goods, day!.Value, budget > 0 ? new Money(budget.Value) : null, wantsInvoice ? invoiceAddress : null, logo.Length > 0 ? logo : null);

        string Words(string field, string? typed, int least, int most, string vi, string en)
        {
            var words = VietnameseText.Normalize((typed ?? "").Trim());
            if (words.Length < least) unmet.Add(new("Missing", field, vi, en));
            else if (words.Length > most) unmet.Add(new("TooLong", field, string.Create(CultureInfo.InvariantCulture, $"Nhiều nhất {most} chữ."), string.Create(CultureInfo.InvariantCulture, $"{most} letters at most.")));
            return words;
        }
    }
}

/// <summary>What people write into the fields of a quote's forms.</summary>
internal static class QuoteFields
{
    /// <summary>"1.500", "1 500", "1500".</summary>
    public static int? Number(string? typed, int least, int most) =>
        int.TryParse(new string([.. (typed ?? "").Where(letter => letter is not ('.' or ' ' or '\u00a0' or '₫' or 'đ'))]), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
