using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

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
