using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Companies;

/// <summary>Sends the sheet and corrects its wrong rows, each with its errors beside its fields.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class QuoteRecipientsModel(QuoteLinks links, DeskQuotes quotes, RecipientSheets sheets) : PageModel
{
    /// <summary>So many wrong rows at once; the others wait below the last of them.</summary>
    public const int Shown = 30;

    // A file that is too large is still to be refused beside its field.
    private const long MostBytes = SheetTables.MostBytes + (4 * 1024 * 1024);

    public Quote Quote { get; private set; } = null!;
    public CheckedSheet? Sheet { get; private set; }
    public string Here { get; private set; } = "";
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public IReadOnlyList<(string Value, string Label)> Choices(CheckedRecipient row) => [.. row.Choices.Select(choice => CheckoutRequirements.Named(choice.Commune)).Distinct().Select(name => (name, name))];

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) => await ReadAsync(token, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, string? act, IFormFile? file, int? line, long? version, CancellationToken cancel)
    {
        if (links.ReadQuote(token) is not { } id) return NotFound();
        Outcome<CheckedSheet> outcome;
        switch (act)
        {
            case "send":
                await using (var stream = file?.OpenReadStream() ?? Stream.Null) outcome = await sheets.TakeAsync(id, stream, file?.FileName ?? "", cancel);
                break;
            case "correct":
                outcome = await sheets.CorrectAsync(id, version ?? -1, line ?? -1, Enum.GetValues<RecipientField>().Where(field => Request.Form.ContainsKey(field.ToString()))
                    .ToDictionary(field => field, field => Request.Form[field.ToString()].LastOrDefault(value => !string.IsNullOrEmpty(value)) ?? ""), cancel);
                break;
            case "drop": outcome = await sheets.CorrectAsync(id, version ?? -1, line ?? -1, null, cancel); break;
            default: return BadRequest();
        }

        if (outcome.Succeeded) return LocalRedirect(HttpContext.Link($"/bao-gia/{token}/nguoi-nhan"));
        if (!await ReadAsync(token, cancel)) return NotFound();
        Refusals = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<bool> ReadAsync(string token, CancellationToken cancel)
    {
        if (links.ReadQuote(token) is not { } id || await quotes.FindAsync(id, cancel) is not { Quote.ForgottenAt: null } found) return false;
        (Quote, Sheet, Here) = (found.Quote, found.Sheet, $"/bao-gia/{token}");
        return true;
    }
}
