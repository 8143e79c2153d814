using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Companies;

/// <param name="IsNew">False where the quote had become this order before.</param>
public sealed record PlacedQuote(Guid GroupId, string Number, bool IsNew);

/// <summary>
/// Turns an accepted quote with a clean sheet into one order with a parcel for each recipient, once. The goods of all boxes are promised together or not at
/// all. Parcels go out when the money is there, or at once where the desk trusts the company.
/// </summary>
public sealed class PlaceQuote(IOrderingDb db, RecipientSheets sheets, OrderNumbers numbers, OrderMails mails, PaymentMethods methods, FreezeCommission commission, TimeProvider clock)
{
    /// <summary>A company's transfer takes a signature or two.</summary>
    public const int DaysToPay = 3;

    private const string Actor = "company";

    /// <param name="sheetVersion">Of the recipients that the page showed.</param>
    /// <param name="agreedTotal">In đồng; the sum that the page showed.</param>
    /// <param name="isAdult">Asked where a part is alcohol.</param>
    public Task<Outcome<PlacedQuote>> HandleAsync(Guid quoteId, long sheetVersion, long agreedTotal, bool isAdult, CancellationToken cancel) => db.InTransactionAsync<PlacedQuote>(async () =>
    {
        if (!await db.Quotes.Where(it => it.Id == quoteId).LockAsync(cancel)) return DeskQuotes.Unknown;
        // The second of two clicks waited above and finds the first one's order.
        if (await db.OrderGroups.Where(group => group.QuoteId == quoteId).Select(group => new PlacedQuote(group.Id, group.Number, false)).FirstOrDefaultAsync(cancel) is { } placed) return placed;
        var quote = await db.Quotes.SingleAsync(it => it.Id == quoteId, cancel);
        if (quote is not { State: QuoteState.Accepted, Offer: { } offer }) return new Refusal("NotAccepted", "", "Hãy chấp nhận báo giá trước khi đặt.", "Accept the quote before you order.");
        var sent = await db.RecipientSheets.AsNoTracking().FirstOrDefaultAsync(it => it.QuoteId == quoteId, cancel);
        var seen = sent is null ? null : sheets.Checked(sent, quote);
        if (Missing(quote, seen) is { } missing) return missing;
        var (sheet, found) = (sent!, seen!);
        var total = offer.Total(quote.Boxes, found.Rows.Count);
        if (sheet.Version != sheetVersion || total.Amount != agreedTotal) return new Refusal("TotalIsNew", "", $"Danh sách vừa đổi; tất cả nay là {total}. Nếu đồng ý, bấm đặt lần nữa.", $"The list has just changed; the total is {total} now. If you agree, order once more.");

        var goods = await QuotedGoods.OfAsync(db, quote, cancel);
        // Days lie between an offer and its order.
        if (goods.Box.Parts.Where(part => !goods[part].IsForSale).ToList() is { Count: > 0 } gone)
            return Outcome<PlacedQuote>.Refused([.. gone.Select(part => new Refusal("NotForSale", "", $"{part.Name}: hiện không bán nữa. Gọi cho chợ để đổi món.", $"{part.Name}: no longer for sale. Call the market for other goods."))]);
        if (goods.HasAlcohol && !isAdult) return PlaceOrder.NotAdult;

        var now = clock.UtcNow();
        var isTrusted = offer.Terms == PayTerms.OnAccount;
        var cart = Cart.Closed(quote.Language, now);
        db.Carts.Add(cart);
        var group = new OrderGroup(await numbers.NextAsync(cancel), cart.Id, quote, goods, [.. found.Rows.Select(row => row.Right!)], isTrusted ? PaymentMethod.OnAccount : Prepaid(),
            VietnamTime.StartOf(clock.Today().AddDays((isTrusted ? offer.AccountDays : DaysToPay) + 1)), now);
        await commission.HandleAsync(group, goods, cancel);
        await db.SaveChangesAsync(cancel);
        var ledger = new StockLedger(db, clock);
        var shortages = await AllocateAsync(ledger, cart.Id, group, quote, cancel);
        if (shortages.Count > 0) return Outcome<PlacedQuote>.Refused(shortages);

        db.OrderGroups.Add(group);
        db.BoxTransfers.AddRange(BoxTransfer.For(group, goods, BringDay(found), now));
        foreach (var order in group.Orders) db.AuditEntries.Add(new AuditEntry(now, Actor, "OrderPlaced", order.ChangeSubject, after: FormattableString.Invariant($"{order.Number} {order.Total.Amount}")));
        db.Take(quote, isTrusted ? QuoteAct.Trust : QuoteAct.Place, now, Actor, group.Number);
        if (isTrusted) await mails.TellPlacedAsync(group, group.Orders, cancel);
        else mails.TellAwaiting(group, offer.Terms == PayTerms.Deposit ? offer.Deposit(group.Total) : null);
        await ledger.SettleAsync(cancel);
        // The parcels hold all of it now.
        await db.DropSheetAsync(quoteId, cancel);
        return new PlacedQuote(group.Id, group.Number, true);
    }, cancel);

    /// <summary>What of the recipients an order still waits for; null where it can be placed once the offer is accepted.</summary>
    public static Refusal? Missing(Quote quote, CheckedSheet? sheet) => sheet switch
    {
        null => new("NoRecipients", "", "Chưa có danh sách người nhận.", "There is no list of recipients yet."),
        { Wrong.Count: > 0 and var wrong } => new("RowsWrong", "", $"Còn {wrong} dòng cần sửa trong danh sách người nhận.", $"{wrong} rows of the recipients need correcting."),
        _ when sheet.Boxes != quote.Boxes => new("BoxesDiffer", "", $"Danh sách có {sheet.Boxes} hộp, báo giá là {quote.Boxes} hộp. Sửa danh sách, hoặc gọi cho chợ để có báo giá khác.", $"The list has {sheet.Boxes} boxes, the quote {quote.Boxes}. Correct the list, or call the market for another quote."),
        _ => null,
    };

    // Before the first parcel is wished for, so that there is time to pack; a box that is wished for at once is brought at once.
    private DateOnly BringDay(CheckedSheet sheet)
    {
        var (first, today) = (sheet.Rows.Min(row => row.Right!.Day), clock.Today());
        return first.AddDays(-GiftBox.BringDays) is var day && day > today ? day : today.AddDays(1);
    }

    // A demo market has no bank; without either an officer assigns the money.
    private PaymentMethod Prepaid() => new[] { PaymentMethod.BankTransfer, PaymentMethod.Test }.FirstOrDefault(methods.Offered.Contains, PaymentMethod.BankTransfer);

    private static async Task<List<Refusal>> AllocateAsync(StockLedger ledger, Guid cartId, OrderGroup group, Quote quote, CancellationToken cancel)
    {
        var shortages = new List<Refusal>();
        foreach (var part in quote.Offer!.Line.Parts.OrderBy(part => part.VariantId))
        {
            var take = await ledger.AllocateAsync(cartId, part.VariantId, part.Quantity * quote.Boxes, group.Number, cancel);
            if (!take.Done)
                shortages.Add(new("NotEnough", "", $"{part.Name}: cần {part.Quantity * quote.Boxes} {part.Pack}, hiện còn {Math.Max(0, take.Available)}. Gọi cho chợ để hẹn ngày khác hoặc đổi món.",
                    $"{part.Name}: {part.Quantity * quote.Boxes} {part.Pack} are needed, {Math.Max(0, take.Available)} are there. Call the market for another day or other goods."));
        }

        return shortages;
    }
}
