using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Data.Seeding;

/// <summary>For a demo market, marked as such: a promotion that runs, so that lists show a reduced price, and batches with a best-before day in the rooms of producers that people sign in for.</summary>
public sealed class DemoOffers(MarketDb db, ReceiveStock receiveStock, TimeProvider clock)
{
    private const string Group = "thu-cong";
    private const int DaysOn = 60;
    private static readonly (string Number, int Quantity, int Days)[] Batches = [("MINH-HOA-1", 12, 75), ("MINH-HOA-2", 24, 240)];

    public Task OpenAsync(CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-offers", "opened", cancel)) return false;
        var (now, today) = (clock.UtcNow(), clock.Today());
        var promotion = new Promotion(new PromotionTerms("Những ngày hàng thủ công (minh hoạ)", "Days of handicrafts (made up)", today, today.AddDays(DaysOn), 10, null, null, Group, null, IsFirstOrder: false,
            NeedsCode: false, PromotionAction.Percent, 10, null, null, null, null, null, null, PromotionBearer.Market), now);
        promotion.Switch(isOn: true, now);
        db.Promotions.Add(promotion);
        db.AuditEntries.Add(new AuditEntry(now, "start", "PromotionDrafted", promotion.ChangeSubject, after: promotion.Name));
        await db.SaveChangesAsync(cancel);
        foreach (var variant in await VariantsAsync(cancel))
        {
            var received = await receiveStock.HandleAsync([.. Batches.Select(batch => new StockReceipt(variant, batch.Quantity) { Batch = batch.Number, BestBefore = today.AddDays(batch.Days) })], "Lô minh hoạ ngày mở chợ", "start", cancel);
            if (!received.Succeeded) return Outcome<bool>.Refused(received.Refusals);
        }

        return true;
    }, cancel);

    /// <summary>The last thing of each producer that somebody signs in for: the first one stays as it is for whoever tries counting.</summary>
    private async Task<IReadOnlyList<Guid>> VariantsAsync(CancellationToken cancel)
    {
        var signedFor = (await db.Grants.Select(grant => grant.ScopePath).ToListAsync(cancel)).Select(path => Scope.Parse(path).ProducerId).OfType<Guid>().Distinct().ToList();
        var rows = await (from variant in db.Variants join product in db.Products on variant.ProductId equals product.Id
            where product.IsDemo && product.IsListed && signedFor.Contains(product.ProducerId) orderby product.FoldedName descending, variant.Position select new { variant.Id, product.ProducerId }).ToListAsync(cancel);
        return [.. rows.DistinctBy(row => row.ProducerId).Select(row => row.Id)];
    }
}
