using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.FakeReports;

/// <summary>Anybody's word about a fake. Who sent it is thanked without an address of its own: nothing of a report can be looked up.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Checkout)]
public sealed class ReportFakeModel(ReportFake report, ProductPages pages, Words words) : PageModel
{
    public FakeReportForm Form { get; private set; } = new();
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public bool IsSent { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "san-pham")] string? product, [FromQuery(Name = "da-gui")] bool sent, CancellationToken cancel)
    {
        IsSent = sent;
        if (product is { Length: > 0 and <= 200 } && await pages.FindAsync(product, words.Language, cancel) is { } found) Form = new() { Product = found.Slug, What = found.Name };
    }

    public async Task<IActionResult> OnPostAsync(FakeReportForm? form, CancellationToken cancel)
    {
        // Null where the body could not be read as a form.
        form ??= new();
        var outcome = await report.HandleAsync(form, words.Language, cancel);
        if (outcome.Refusals.Count == 0) return LocalRedirect("~/bao-hang-gia?da-gui=true");
        (Form, Refusals) = (form, outcome.Refusals);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
