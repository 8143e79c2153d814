using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>Behind the order's link: what is wrong with a parcel that came.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Report), RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class ReportFaultModel(OrderTracking tracking, OrderLinks links, MakeClaim make, VisitorsPhotos visitors) : ParcelPageModel(tracking, links)
{
    private const long LargestRequest = 48L << 20;

    private static readonly Refusal TooLargeTogether = new("PhotosTooLarge", "photos", "Các ảnh cộng lại quá lớn. Xin điền lại và chọn ảnh nhỏ hơn.", "Together the photos are too large. Please fill the form in again with smaller ones.");

    public Guid Key { get; private set; } = Guid.CreateVersion7();
    public string Here { get; private set; } = "";
    public bool IsOpen { get; private set; }
    public DateTime? Until { get; private set; }
    public bool HadPhotos { get; private set; }

    public override string? Typed(string field) => HadForm ? base.Typed(field) : null;

    private bool HadForm { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, string? k, [FromQuery(Name = "goi")] string? parcel, CancellationToken cancel) => await ReadAsync(code, k, parcel, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string code, string? k, [FromQuery(Name = "goi")] string? parcel, Guid? key, string? message, List<IFormFile>? photos, CancellationToken cancel)
    {
        if (await ReadAsync(code, k, parcel, cancel) is { } elsewhere) return elsewhere;
        // The body was larger than is read, and nothing but photos makes it so.
        if (key is not { } once) return Refuse([TooLargeTogether], hadPhotos: true);
        (Key, HadForm) = (once, true);
        var form = new ClaimForm(once, Order.Number, [.. Order.Lines.Select(line => Line(line.Position))], message);
        var sent = (photos ?? []).Where(photo => photo.Length > 0).ToList();
        var made = await MakeAnewAsync(form, sent, cancel);
        var refusals = made.Succeeded ? (await make.HandleAsync(Group.Id, form, made.Value, cancel)).Refusals : made.Refusals;
        // Sent again it must be another claim than the one that took this key.
        if (refusals.Any(refusal => refusal.Reason == MakeClaim.SentForAnother.Reason)) Key = Guid.CreateVersion7();
        return refusals.Count == 0 ? BackToTheOrder() : Refuse(refusals, sent.Count > 0);
    }

    private PageResult Refuse(IReadOnlyList<Refusal> refusals, bool hadPhotos)
    {
        HadPhotos = hadPhotos;
        return Refuse(refusals);
    }

    private ClaimedLine? Line(int position)
    {
        var typed = Request.Form[$"quantity-{position}"].ToString().Trim();
        var kind = Enum.TryParse<FaultKind>(Request.Form[$"kind-{position}"], out var known) && Enum.IsDefined(known) ? known : FaultKind.Other;
        if (typed.Length == 0) return new ClaimedLine(position, 0, kind);
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) ? new ClaimedLine(position, quantity, kind) : null;
    }

    // Nobody's pictures are opened for a form that is refused anyhow.
    private async Task<Outcome<IReadOnlyList<byte[]>>> MakeAnewAsync(ClaimForm form, List<IFormFile> sent, CancellationToken cancel)
    {
        var photos = new List<byte[]>();
        if (sent.Count == 0 || !IsOpen) return photos;
        if (MakeClaim.Check(form) is { Count: > 0 } wrong) return Outcome<IReadOnlyList<byte[]>>.Refused(wrong);
        if (sent.Count > MakeClaim.MostPhotos) return MakeClaim.TooManyPhotos;
        foreach (var photo in sent)
        {
            await using var stream = photo.OpenReadStream();
            var made = await visitors.MakeAnewAsync(stream, cancel);
            if (!made.Succeeded) return Outcome<IReadOnlyList<byte[]>>.Refused([.. made.Refusals.Select(refusal => refusal with { Field = "photos" })]);
            photos.Add(made.Value);
        }

        return photos;
    }

    private async Task<IActionResult?> ReadAsync(string code, string? k, string? parcel, CancellationToken cancel)
    {
        if (await FindAsync(code, k, parcel, cancel) is { } elsewhere) return elsewhere;
        (IsOpen, Until, Here) = (make.IsOpenFor(Order), make.EndFor(Order), HttpContext.Link($"{Links.ClaimPath(Group.Id, Group.Number)}&goi={Order.Number}"));
        return null;
    }
}
