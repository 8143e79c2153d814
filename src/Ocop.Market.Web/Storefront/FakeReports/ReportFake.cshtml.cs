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
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Report), RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class ReportFakeModel(ReportFake report, VisitorsPhotos visitors, ProductPages pages, Words words) : PageModel
{
    /// <summary>Well above as many photos as are taken, so that ones which are a little too large are refused beside their field.</summary>
    private const long LargestRequest = 40L << 20;

    private static readonly Refusal TooLargeTogether = new("PhotosTooLarge", "photos",
        FormattableString.Invariant($"Các ảnh cộng lại quá lớn nên chợ không đọc được lời báo. Xin điền lại và chọn nhiều nhất {ReportFake.MostPhotos} ảnh, mỗi ảnh tới {VisitorsPhotos.LargestFile >> 20} MB."),
        FormattableString.Invariant($"Together the photos are too large, so the report could not be read. Please fill it in again with at most {ReportFake.MostPhotos} photos of up to {VisitorsPhotos.LargestFile >> 20} MB each."));

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
        // The body was larger than is read, and nothing but photos makes it so.
        if (form is null) return Refuse(new(), [TooLargeTogether], hadPhotos: true);
        var sent = (photos ?? []).Where(photo => photo.Length > 0).ToList();
        var made = await MakeAnewAsync(form, sent, cancel);
        var refusals = made.Succeeded ? (await report.HandleAsync(form, words.Language, made.Value, cancel)).Refusals : made.Refusals;
        if (refusals.Count == 0) return LocalRedirect("~/bao-hang-gia?da-gui=true");
        return Refuse(form, refusals, sent.Count > 0);
    }

    private PageResult Refuse(FakeReportForm form, IReadOnlyList<Refusal> refusals, bool hadPhotos)
    {
        (Form, Refusals, HadPhotos) = (form, refusals, hadPhotos);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    // Nobody's pictures are opened for a form that is refused anyhow, or that a program filled in.
    private async Task<Outcome<IReadOnlyList<byte[]>>> MakeAnewAsync(FakeReportForm form, List<IFormFile> sent, CancellationToken cancel)
    {
        var photos = new List<byte[]>();
        if (!string.IsNullOrEmpty(form.Website)) return photos;
        if (ReportFake.Check(form) is { Count: > 0 } wrong) return Outcome<IReadOnlyList<byte[]>>.Refused(wrong);
        if (sent.Count > ReportFake.MostPhotos) return ReportFake.TooManyPhotos;
        if (sent.Count > 0 && await report.RefusePhotosAsync(cancel) is { } full) return full;
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
