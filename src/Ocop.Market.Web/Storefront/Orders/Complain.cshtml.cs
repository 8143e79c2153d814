using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>Behind the order's link: what the buyer complains about, and what was answered.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class ComplainModel(OrderTracking tracking, OrderLinks links, ComplaintList complaints, WriteComplaint write, IOptions<ComplaintOptions> options) : ParcelPageModel(tracking, links)
{
    public IReadOnlyList<Complaint> Complaints { get; private set; } = [];
    public Guid Key { get; private set; } = Guid.CreateVersion7();
    public string Here { get; private set; } = "";
    public int AnswerDays => options.Value.AnswerDays;

    /// <summary>What is not closed yet; null where the form begins a new one.</summary>
    public Complaint? Open => Complaints.FirstOrDefault(complaint => complaint.State != ComplaintState.Closed);

    public async Task<IActionResult> OnGetAsync(string code, string? k, [FromQuery(Name = "goi")] string? parcel, CancellationToken cancel) => await ReadAsync(code, k, parcel, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string code, string? k, [FromQuery(Name = "goi")] string? parcel, Guid? key, string? act, string? about, string? text, CancellationToken cancel)
    {
        if (await ReadAsync(code, k, parcel, cancel) is { } elsewhere) return elsewhere;
        if (key is not { } once) return BadRequest();
        Key = once;
        var written = act == "withdraw" ? await write.WithdrawAsync(Group.Id, once, Order.Number, cancel)
            : await write.HandleAsync(Group.Id, new ComplaintForm(once, Order.Number, Enum.TryParse<ComplaintAbout>(about, out var known) && Enum.IsDefined(known) ? known : null, text), cancel);
        return written.Succeeded ? LocalRedirect(Here) : Refuse(written.Refusals);
    }

    private async Task<IActionResult?> ReadAsync(string code, string? k, string? parcel, CancellationToken cancel)
    {
        if (await FindAsync(code, k, parcel, cancel) is { } elsewhere) return elsewhere;
        Here = HttpContext.Link($"{Links.ComplaintPath(Group.Id, Group.Number)}&goi={Order.Number}");
        Complaints = [.. (await complaints.OfGroupAsync(Group.Id, cancel)).Where(complaint => complaint.OrderId == Order.Id)];
        return null;
    }
}
