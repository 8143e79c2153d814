using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.PersonalData;

public sealed record HeldAddress(string Name, string Phone, string Address);
public sealed record HeldStep(DateTime At, string Status, string? Reason);
public sealed record HeldParcel(string Number, string Producer, IReadOnlyList<string> Goods, IReadOnlyList<string> Cards, long Total, IReadOnlyList<HeldStep> Steps);
public sealed record HeldClaim(DateTime At, string? Message, IReadOnlyList<string?> Answers);
public sealed record HeldReview(DateTime At, string Product, int Marks, string? Text, string? SignedAs, string State, string? HiddenFor, string? Reply);
public sealed record HeldMessage(DateTime At, string From, string? Text);
public sealed record HeldComplaint(string Parcel, string About, string State, string? Result, IReadOnlyList<HeldMessage> Messages);
public sealed record HeldReceipt(DateTime PaidAt, string By, long Amount, string? Memo);

public sealed record HeldOrder(
    string Number, DateTime PlacedAt, string Name, string Phone, string? Email, string Address, string? Note, InvoiceBuyer? Invoice, string? ConsentVersion, string? ConsentWords, string Language, long Total,
    IReadOnlyList<HeldParcel> Parcels, IReadOnlyList<HeldReceipt> Receipts, IReadOnlyList<HeldClaim> Claims, IReadOnlyList<HeldReview> Reviews, IReadOnlyList<HeldComplaint> Complaints);

/// <param name="Parcel">Null before the order: then it is a row of the sheet, as sent.</param>
public sealed record HeldRecipient(string? Parcel, string Words, DateOnly? Day, string? Card, int? Boxes);

public sealed record HeldQuote(
    string Number, DateTime At, string Company, string TaxCode, string Contact, string Email, string Phone, int Boxes, string Goods, DateOnly WishDay, long? Budget, string? InvoiceAddress, string? LogoText, string State,
    IReadOnlyList<HeldStep> Steps, IReadOnlyList<HeldRecipient> Recipients);

public sealed record HeldMail(DateTime At, string Subject, string Text);
public sealed record HeldEnquiry(DateTime At, string Name, string? Message);

/// <summary>Everything the market holds about somebody.</summary>
public sealed record PersonalFile(DateTime At, string? Email, DateTime? AccountSince, IReadOnlyList<HeldAddress> Addresses, IReadOnlyList<HeldOrder> Orders, IReadOnlyList<HeldQuote> Quotes, IReadOnlyList<HeldEnquiry> Enquiries, IReadOnlyList<HeldMail> Mails);

/// <summary>What is held about a subject, and what of it is still open.</summary>
public sealed class PersonalFiles(IOrderingDb db, BuyerOrders orders, IOptions<OrderOptions> options, TimeProvider clock)
{
    /// <returns>The day until which an order, a claim, a complaint or a refund may still need who it is for; null where nothing is open.</returns>
    public async Task<DateOnly?> OpenUntilAsync(DataSubject subject, CancellationToken cancel)
    {
        var groups = GroupsOf(subject);
        var statuses = await db.Orders.Where(order => groups.Any(group => group.Id == order.GroupId)).Select(order => order.Status).Distinct().ToListAsync(cancel);
        var isOpen = statuses.Exists(status => status.IsOpen() || status == OrderStatus.AwaitingPayment)
            || await db.Orders.AnyAsync(order => order.PaymentMethod == PaymentMethod.OnAccount && order.PaymentStatus == PaymentStatus.Due && groups.Any(group => group.Id == order.GroupId), cancel)
            || await db.Claims.AnyAsync(claim => claim.ClosedAt == null && db.Orders.Any(order => order.Id == claim.OrderId && groups.Any(group => group.Id == order.GroupId)), cancel)
            || await db.Refunds.AnyAsync(refund => refund.State != RefundState.Done && groups.Any(group => group.Id == refund.GroupId), cancel)
            || await db.Complaints.AnyAsync(complaint => complaint.State != ComplaintState.Closed && db.Orders.Any(order => order.Id == complaint.OrderId && groups.Any(group => group.Id == order.GroupId)), cancel);
        return isOpen ? clock.Today().AddDays(options.Value.CompleteAfterDays + 1) : null;
    }

    public async Task<PersonalFile> ReadAsync(DataSubject subject, CancellationToken cancel)
    {
        var groups = await GroupsOf(subject).AsNoTracking().AsSplitQuery()
            .Include(group => group.Orders.OrderBy(order => order.Number)).ThenInclude(order => order.Lines.OrderBy(line => line.Position))
            .Include(group => group.Orders).ThenInclude(order => order.Boxes.OrderBy(box => box.Position))
            .Include(group => group.Orders).ThenInclude(order => order.Events.OrderBy(step => step.Id))
            .OrderBy(group => group.PlacedAt).ToListAsync(cancel);
        var ids = groups.ConvertAll(group => group.Id);
        var receipts = await db.Receipts.AsNoTracking().Where(receipt => receipt.GroupId != null && ids.Contains(receipt.GroupId.Value)).ToListAsync(cancel);
        var parcels = groups.SelectMany(group => group.Orders).Select(order => order.Id).ToList();
        var claims = await db.Claims.AsNoTracking().Include(claim => claim.Events.OrderBy(step => step.Id)).Where(claim => parcels.Contains(claim.OrderId)).OrderBy(claim => claim.CreatedAt).ToListAsync(cancel);
        var reviews = await (from review in db.Reviews.AsNoTracking() join product in db.Products on review.ProductId equals product.Id where ids.Contains(review.GroupId) orderby review.WrittenAt select new { Review = review, product.Name }).ToListAsync(cancel);
        var complaints = await db.Complaints.AsNoTracking().Include(complaint => complaint.Messages.OrderBy(message => message.Position)).Where(complaint => parcels.Contains(complaint.OrderId)).OrderBy(complaint => complaint.CreatedAt).ToListAsync(cancel);
        var mailbox = subject.Buyer?.Mailbox;
        var numbers = groups.ConvertAll(group => group.Number);
        var spellings = subject.Buyer?.Spellings(groups) ?? [];
        var written = groups.Select(group => group.Recipient.Email).OfType<string>().Distinct().ToList();
        var mails = await db.OutboxMessages.AsNoTracking()
            // An address typed into an order may be somebody else's: of that one only what is about the order.
            .Where(mail => spellings.Contains(mail.Recipient) || (mail.Template != null || written.Contains(mail.Recipient)) && numbers.Any(number => mail.Subject.Contains(number))).OrderBy(mail => mail.Id).ToListAsync(cancel);
        var buyerId = subject.Buyer?.Id;
        var addresses = buyerId is null ? [] : await db.BuyerAddresses.AsNoTracking().Where(address => address.BuyerId == buyerId).OrderBy(address => address.AddedAt).ToListAsync(cancel);
        var enquiries = mailbox is null ? [] : await db.Enquiries.AsNoTracking().Where(enquiry => enquiry.Email != null && spellings.Contains(enquiry.Email)).OrderBy(enquiry => enquiry.CreatedAt).ToListAsync(cancel);
        return new PersonalFile(clock.UtcNow(), mailbox, subject.Buyer?.CreatedAt,
            [.. addresses.Select(it => new HeldAddress(it.Name, it.Phone, it.Address.ToString()))],
            [.. groups.Select(group => Of(group, receipts, claims) with
            {
                Reviews = [.. reviews.Where(it => it.Review.GroupId == group.Id).Select(it => new HeldReview(it.Review.WrittenAt, it.Name, it.Review.Marks, it.Review.Text, it.Review.SignedAs, it.Review.State.ToString(), it.Review.HiddenFor?.ToString(), it.Review.ShowsReply ? it.Review.Reply : null))],
                Complaints = [.. from complaint in complaints join order in @group.Orders on complaint.OrderId equals order.Id
                    select new HeldComplaint(order.Number, complaint.About.ToString(), complaint.State.ToString(), complaint.Result?.ToString(), [.. complaint.Messages.Select(message => new HeldMessage(message.At, message.Side.ToString(), message.Text))])],
            })],
            await QuotesAsync(groups, spellings, cancel),
            [.. enquiries.Select(it => new HeldEnquiry(it.CreatedAt, it.Name, it.Message))],
            [.. mails.Select(mail => new HeldMail(mail.CreatedAt, mail.Subject, mail.Text))]);
    }

    /// <summary>What a company asked for, with whom it gives to: the sheet it sent, or the parcels that this became.</summary>
    private async Task<IReadOnlyList<HeldQuote>> QuotesAsync(IReadOnlyList<OrderGroup> groups, IReadOnlyList<string> spellings, CancellationToken cancel)
    {
        var ordered = groups.Where(group => group.QuoteId is not null).ToDictionary(group => group.QuoteId!.Value);
        var ids = ordered.Keys.ToList();
        var quotes = await db.Quotes.AsNoTracking().Include(quote => quote.Events.OrderBy(step => step.Id))
            .Where(quote => quote.ForgottenAt == null && (ids.Contains(quote.Id) || spellings.Contains(quote.Email))).OrderBy(quote => quote.CreatedAt).ToListAsync(cancel);
        var all = quotes.ConvertAll(quote => quote.Id);
        var sheets = await db.RecipientSheets.AsNoTracking().Where(sheet => all.Contains(sheet.QuoteId)).ToDictionaryAsync(sheet => sheet.QuoteId, cancel);
        return [.. quotes.Select(quote => new HeldQuote(
            quote.Number, quote.CreatedAt, quote.Company, quote.TaxCode, quote.Contact, quote.Email, quote.Phone, quote.Boxes, quote.Goods, quote.WishDay, quote.Budget?.Amount, quote.InvoiceAddress, quote.LogoText, quote.State.ToString(),
            [.. quote.Events.Select(step => new HeldStep(step.At, step.State.ToString(), step.Note))],
            ordered.TryGetValue(quote.Id, out var group) ? [.. group.Orders.Where(order => order.Recipient is not null).OrderBy(order => order.Number.Length).ThenBy(order => order.Number, StringComparer.Ordinal)
                    .Select(order => new HeldRecipient(order.Number, $"{order.Recipient!.Name}, {order.Recipient.Phone}, {order.Address}", order.WishedDay, order.CardText, order.BoxCount))]
                : sheets.TryGetValue(quote.Id, out var sheet) ? [.. sheet.Rows.Select(row => new HeldRecipient(null, string.Join("; ", row.Cells), null, null, null))] : []))];
    }

    /// <summary>What is not forgotten yet.</summary>
    internal IQueryable<OrderGroup> GroupsOf(DataSubject subject)
    {
        var groupId = subject.GroupId;
        return (subject.Buyer is { } buyer ? orders.Of(buyer) : db.OrderGroups.Where(group => group.Id == groupId)).Where(group => group.ForgottenAt == null);
    }

    private static HeldOrder Of(OrderGroup group, List<Receipt> receipts, List<Claim> claims) => new(
        group.Number, group.PlacedAt, group.Recipient.Name, group.Recipient.Phone, group.Recipient.Email, group.Address.ToString(), group.Note, group.Invoice, group.ConsentVersion,
        ConsentText.Find(group.ConsentVersion)?.Words is { } words ? group.Language == "en" ? words.En : words.Vi : null, group.Language, group.Total.Amount,
        [.. group.Orders.Select(order => new HeldParcel(order.Number, order.ProducerName,
            [.. order.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} {line.Pack} {line.Name}: {line.Total.Amount}"))],
            [.. order.Boxes.Select(box => box.CardText).Append(order.CardText).OfType<string>()], order.Total.Amount,
            [.. order.Events.Select(step => new HeldStep(step.At, step.Status.ToString(), step.Reason))]))],
        [.. receipts.Where(receipt => receipt.GroupId == group.Id).Select(receipt => new HeldReceipt(receipt.PaidAt, receipt.Provider, receipt.Amount.Amount, receipt.Memo))],
        [.. claims.Where(claim => group.Orders.Any(order => order.Id == claim.OrderId)).Select(claim => new HeldClaim(claim.CreatedAt, claim.Message, [.. claim.Events.Skip(1).Select(step => step.Words)]))], [], []);
}
