using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;

namespace Ocop.Market.Data.Seeding;

/// <summary>Two gift boxes for a demo market, of goods that lie on its shelves; open for the Tết to come. Prices are made up like all of the demo's.</summary>
public sealed class DemoBoxes(MarketDb db, ComposeBox compose, TimeProvider clock)
{
    private const int DaysOpen = 60;

    private static readonly (string Slug, string Name, string NameEn, string Lead, string LeadEn, string Size, int Parts, long Most)[] Boxes =
    [
        ("sum-vay", "Hộp quà Sum Vầy", "Gift box Sum Vầy", "Mấy vùng quê trong một hộp, mỗi món kèm thẻ ghi nơi làm.", "Several villages in one box; each part has a card that tells where it is made.", "go", 4, 350_000),
        ("que-nha", "Hộp quà Quê Nhà", "Gift box Quê Nhà", "Ba món nhỏ cho người xa quê.", "Three small things for somebody far from home.", "coi", 3, 150_000),
    ];

    public Task OpenAsync(CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-gift-boxes", "opened", cancel)) return false;
        foreach (var wanted in Boxes)
        {
            var size = BoxSize.Find(wanted.Size)!;
            // One thing of each producer, as long as they go together.
            var parts = new List<BoxPartView>();
            foreach (var offer in (await compose.OffersAsync(null, new Money(wanted.Most), 60, cancel)).Where(offer => !BoxRules.IsAlcohol(offer.SetCode) && offer.WeightGrams < 900).DistinctBy(offer => offer.ProducerId))
                if (parts.Count < wanted.Parts && BoxRules.Together(size, [.. parts, offer]) is null) parts.Add(offer);
            if (parts.Count < wanted.Parts) continue;
            var (goods, now) = (parts.Select(part => part.Price).Sum().Amount, clock.UtcNow());
            var box = new GiftBox(wanted.Slug, isOwn: false, now);
            box.Describe(new GiftBoxTerms(wanted.Name, wanted.NameEn, wanted.Lead, wanted.LeadEn, wanted.Size, new Money(goods * 95 / 100 / 1000 * 1000) + size.Fee, parts[0].ProducerId, clock.Today().AddDays(DaysOpen), null),
                [.. parts.Select(part => new BoxPart(part.VariantId, 1, part.Price))], now);
            box.Switch(GiftBoxState.OnSale, now);
            db.GiftBoxes.Add(box);
        }

        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}
