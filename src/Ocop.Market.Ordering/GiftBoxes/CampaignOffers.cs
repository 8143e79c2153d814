using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;

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

/// <summary>Prices of a campaign: promotions that go on with its pages. No price is overwritten, so after the last day each product costs what it did before.</summary>
public sealed class CampaignPrices(IOrderingDb db, TimeProvider clock) : ICampaignPart
{
    public string Kind => "promotion";

    public async Task<IReadOnlyList<DryRunLine>> DescribeAsync(Guid setId, CancellationToken cancel)
    {
        var codes = await db.PromotionCodes.Where(code => db.Promotions.Any(it => it.Id == code.PromotionId && it.SetId == setId)).Select(code => code.PromotionId).Distinct().ToListAsync(cancel);
        return [.. (await db.Promotions.AsNoTracking().Where(it => it.SetId == setId).OrderBy(it => it.Name).ToListAsync(cancel)).Select(it => new DryRunLine(Kind, it.Name,
            it.State == PromotionState.On ? new("Khuyến mãi này đang bật rồi; không có gì thay đổi.", "This promotion is on already; nothing changes.")
                : it.Until is { } last ? new($"Bật; sau ngày {Day(last)} giá trở về như cũ.", $"Goes on; after {Day(last)} prices are what they were.") : new("Bật, không có ngày cuối.", "Goes on, without a last day."),
            it.Until < clock.Today() ? new("Ngày cuối đã qua.", "Its last day is over.") : it.NeedsCode && !codes.Contains(it.Id) ? new("Cần mã mà chưa có mã nào.", "It needs a code, and there is none yet.") : null))];
    }

    public async Task<Outcome<int>> ApplyAsync(Guid setId, string actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var promotions = await db.Promotions.Where(it => it.SetId == setId && it.State != PromotionState.On).OrderBy(it => it.Id).ToListAsync(cancel);
        foreach (var promotion in promotions)
        {
            db.AuditEntries.Add(new AuditEntry(now, actor, "PromotionSwitchedOn", promotion.ChangeSubject, promotion.State.ToString(), nameof(PromotionState.On)));
            promotion.Switch(true, now);
        }

        await db.SaveChangesAsync(cancel);
        return promotions.Count;
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
