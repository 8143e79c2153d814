using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>Gift boxes that go on sale with the pages of a campaign. They close by themselves after their last day.</summary>
public sealed class CampaignBoxes(IOrderingDb db, BoxShelf shelf, TimeProvider clock) : ICampaignPart
{
    public string Kind => "gift-box";

    public async Task<IReadOnlyList<DryRunLine>> DescribeAsync(Guid setId, CancellationToken cancel)
    {
        var boxes = await shelf.ViewsAsync(await db.GiftBoxes.AsNoTracking().Include(box => box.Parts.OrderBy(part => part.Position)).Where(box => box.SetId == setId).OrderBy(box => box.Name).ToListAsync(cancel), null, cancel);
        return [.. boxes.Select(view => new DryRunLine(Kind, view.Box.Name,
            view.Box.State == GiftBoxState.OnSale ? new("Hộp này đang bán rồi; không có gì thay đổi.", "This box is on sale already; nothing changes.")
                : new($"Mở bán với giá {view.Price}, {view.Parts.Count} món{Until(view.Box, " đến hết ")}.", $"Goes on sale at {view.Price}, {view.Parts.Count} parts{Until(view.Box, " until ")}."), ProblemOf(view)))];
    }

    public async Task<Outcome<int>> ApplyAsync(Guid setId, string actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var boxes = await db.GiftBoxes.Where(box => box.SetId == setId && box.State != GiftBoxState.OnSale).OrderBy(box => box.Id).ToListAsync(cancel);
        foreach (var box in boxes)
        {
            db.AuditEntries.Add(new AuditEntry(now, actor, "GiftBoxOnSale", box.ChangeSubject, box.State.ToString(), nameof(GiftBoxState.OnSale)));
            box.Switch(GiftBoxState.OnSale, now);
        }

        await db.SaveChangesAsync(cancel);
        return boxes.Count;
    }

    private LocalText? ProblemOf(BoxView view) => view.Box.OrderUntil < clock.Today() ? new("Hạn đặt của hộp đã qua.", "Its last day is over.")
        : view.Parts.FirstOrDefault(part => !part.IsListed) is { } gone ? new($"Món {gone.Name} không còn bán.", $"{gone.Name} is no longer sold.") : null;

    private static string Until(GiftBox box, string words) => box.OrderUntil is { } day ? words + day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture) : "";
}
