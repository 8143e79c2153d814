using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.FakeReports;

/// <summary>Anybody's word about a fake. Who sent it is thanked without an address of its own: nothing of a report can be looked up.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Checkout), RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class ReportFakeModel(ReportFake report, VisitorsPhotos visitors, ProductPages pages, Words words) : PageModel
{
    private const long LargestRequest = ReportFake.MostPhotos * VisitorsPhotos.LargestFile + (1L << 20);

    /// <summary>A browser keeps no chosen file when the form comes back.</summary>
    public bool HadPhotos { get; private set; }

    public FakeReportForm Form { get; private set; } = new();
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public bool IsSent { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "san-pham")] string? product, [FromQuery(Name = "da-gui")] bool sent, CancellationToken cancel)
    {
        IsSent = sent;
        if (product is { Length: > 0 and <= 200 } && await pages.FindAsync(product, words.Language, cancel) is { } found) Form = new() { Product = found.Slug, What = found.Name };
    }

    public async Task<IActionResult> OnPostAsync(FakeReportForm? form, List<IFormFile>? photos, CancellationToken cancel)
    {
        // Null where the body could not be read as a form.
        form ??= new();
        var sent = (photos ?? []).Where(photo => photo.Length > 0).ToList();
        var made = await MakeAnewAsync(form, sent, cancel);
        var refusals = made.Succeeded ? (await report.HandleAsync(form, words.Language, made.Value, cancel)).Refusals : made.Refusals;
        if (refusals.Count == 0) return LocalRedirect("~/bao-hang-gia?da-gui=true");
        (Form, Refusals, HadPhotos) = (form, refusals, sent.Count > 0);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    // Nobody's pictures are opened for a form that is refused anyhow, or that a program filled in.
    private async Task<Outcome<IReadOnlyList<byte[]>>> MakeAnewAsync(FakeReportForm form, List<IFormFile> sent, CancellationToken cancel)
    {
        var photos = new List<byte[]>();
        if (!string.IsNullOrEmpty(form.Website)) return photos;
        if (ReportFake.Check(form) is { Count: > 0 } wrong) return Outcome<IReadOnlyList<byte[]>>.Refused(wrong);
        if (sent.Count > ReportFake.MostPhotos) return ReportFake.TooManyPhotos;
        foreach (var photo in sent)
        {
            await using var stream = photo.OpenReadStream();
            var made = await visitors.MakeAnewAsync(stream, cancel);
            if (!made.Succeeded) return Outcome<IReadOnlyList<byte[]>>.Refused([.. made.Refusals.Select(refusal => refusal with { Field = "photos" })]);
            photos.Add(made.Value);
        }

        return photos;
    }
}
