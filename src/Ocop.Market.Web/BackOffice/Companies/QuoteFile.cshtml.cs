using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Companies;

[Requires(Act.ReadQuotes)]
public sealed class QuoteFileModel(DeskQuotes quotes, OfferQuote offer, WithdrawQuote withdraw, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public DeskQuote Found { get; private set; } = null!;
    public bool MayHandle => Person.May(Act.HandleQuotes, Scope.Programme);

    /// <summary>What was typed comes back with its refusals, row by row.</summary>
    public string? TypedRow(string field, int row, string? saved) => Refusals.Count > 0 && Request.HasFormContentType && Request.Form[field] is { } typed ? (row < typed.Count ? typed[row] : null) : saved;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, OfferForm? form, string? reason, CancellationToken cancel)
    {
        IReadOnlyList<Refusal> refusals;
        switch (act)
        {
            case "offer":
                refusals = (await offer.HandleAsync(Person, id, version ?? -1, (form ?? new()) with { Parts = Rows("part", "pieces", (code, pieces) => new PartRow(code, pieces)), Steps = Rows("from", "percent", (from, percent) => new StepRow(from, percent)) }, cancel)).Refusals;
                break;
            case "withdraw": refusals = (await withdraw.HandleAsync(Person, id, version ?? -1, reason, cancel)).Refusals; break;
            default: return BadRequest();
        }

        if (refusals.Count == 0) return Again(act == "offer" ? words["Đã gửi báo giá cho công ty.", "The offer was sent to the company."] : words["Đã rút báo giá.", "The quote was withdrawn."]);
        return await ReadAsync(id, cancel) ? Refuse(refusals) : NotFound();
    }

    private IReadOnlyList<T> Rows<T>(string one, string other, Func<string?, string?, T> row) => [.. Request.Form[one].Select((value, index) => row(value, index < Request.Form[other].Count ? Request.Form[other][index] : null))];

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await quotes.FindAsync(Person, id, cancel) is not { } found) return false;
        Found = found;
        return true;
    }
}
