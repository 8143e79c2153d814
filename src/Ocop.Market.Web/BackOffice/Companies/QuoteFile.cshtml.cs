using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Storefront.Companies;

namespace Ocop.Market.Web.BackOffice.Companies;

[Requires(Act.ReadQuotes)]
public sealed class QuoteFileModel(DeskQuotes quotes, OfferQuote offer, WithdrawQuote withdraw, SendQuoteAgain again, GroupMoney money, QuoteLinks links, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public DeskQuote Found { get; private set; } = null!;

    /// <summary>Null before there is an order.</summary>
    public OrderedQuote? Ordered { get; private set; }

    /// <summary>The company's own page, for whoever asks on the phone where it is.</summary>
    public string Link => links.Quote(Found.Quote.Id, Found.Quote.Language);

    /// <summary>Why companies cannot pay on some of the terms here; known before anything is typed.</summary>
    public string? TermsHelp => string.Join(" ", Enum.GetValues<PayTerms>().Select(terms => offer.Hindrance(terms) is { } why ? words[new LocalText($"{terms.Words().Vi}: {why.Vi}", $"{terms.Words().En}: {why.En}")] : null).OfType<string>()) is { Length: > 0 } help ? help : null;

    public bool MayHandle => Person.May(Act.HandleQuotes, Scope.Programme);

    /// <summary>What the offer comes to: as it stands in the form that was sent, else as it was made. Null where that cannot be said.</summary>
    public OfferSums? Sums { get; private set; }

    /// <summary>What was typed comes back with its refusals or its sums, row by row.</summary>
    public string? TypedRow(string field, int row, string? saved) => !ComesBack(field) ? saved : Request.Form[field].ElementAtOrDefault(row);

    public string? TypedOr(string field, string? saved) => ComesBack(field) ? Request.Form[field].ToString() : saved;

    public bool HasTicked(string field) => ComesBack(field) && Request.Form[field].Contains("true");

    private bool ComesBack(string field) => Request.HasFormContentType && Request.Form.ContainsKey(field);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (Found.Quote is { Offer: { } made, Boxes: var boxes } && Found.Offered.Count == made.Line.Parts.Count) Sums = new OfferSums(boxes, Found.Offered.Select(good => good.Price * good.Quantity).Sum(), made.PriceFor(boxes));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, OfferForm? form, string? reason, CancellationToken cancel)
    {
        IReadOnlyList<Refusal> refusals;
        var written = (form ?? new()) with { Parts = Rows("part", "pieces", (code, pieces) => new PartRow(code, pieces)), Steps = Rows("from", "percent", (from, percent) => new StepRow(from, percent)) };
        switch (act)
        {
            case "offer":
                refusals = (await offer.HandleAsync(Person, id, version ?? -1, written, cancel)).Refusals;
                if (refusals.Count > 0) Sums = (await offer.ReckonAsync(Person, id, written, cancel)).Value;
                break;
            case "reckon":
                var reckoned = await offer.ReckonAsync(Person, id, written, cancel);
                (Sums, refusals) = (reckoned.Value, reckoned.Refusals);
                if (reckoned.Succeeded) return await ReadAsync(id, cancel) ? Page() : NotFound();
                break;
            case "withdraw": refusals = (await withdraw.HandleAsync(Person, id, version ?? -1, reason, cancel)).Refusals; break;
            case "again": refusals = (await again.HandleAsync(Person, id, version ?? -1, cancel)).Refusals; break;
            default: return BadRequest();
        }

        if (refusals.Count == 0)
            return Again(act switch { "offer" => words["Đã gửi báo giá cho công ty.", "The offer was sent to the company."], "again" => words["Đã gửi lại đường dẫn cho công ty.", "The link was sent to the company again."], _ => words["Đã rút báo giá.", "The quote was withdrawn."] });
        return await ReadAsync(id, cancel) ? Refuse(refusals) : NotFound();
    }

    private IReadOnlyList<T> Rows<T>(string one, string other, Func<string?, string?, T> row) => [.. Request.Form[one].Select((value, index) => row(value, index < Request.Form[other].Count ? Request.Form[other][index] : null))];

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await quotes.FindAsync(Person, id, cancel) is not { } found) return false;
        (Found, Ordered) = (found, await OrderedQuote.OfAsync(found, money, clock.UtcNow(), cancel));
        return true;
    }
}
