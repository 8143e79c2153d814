using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <param name="Size">A key of <see cref="BoxSize.All"/>.</param>
/// <param name="Parts">The same variant twice is two of it.</param>
/// <param name="Budget">What one box may cost; null for no matter.</param>
public sealed record OwnBox(string? Size, IReadOnlyList<Guid> Parts, Money? Budget);

/// <param name="Problem">Why it cannot be kept as it stands; null when it can.</param>
/// <param name="Gone">What was chosen and is not for sale any more.</param>
public sealed record OwnBoxView(BoxSize Size, IReadOnlyList<BoxPartView> Parts, Money Price, Refusal? Problem, int Gone)
{
    public SharedAllergens Allergens => SharedAllergens.Of([.. Parts.Select(part => (part.Name, part.Allergens))]);

    public int Pieces => Parts.Sum(part => part.Quantity);
}

/// <summary>
/// Boxes that buyers put together. Each is packed where the oldest ready-made box on sale is packed: whoever packs for the market packs these too.
/// Without such a packer the market offers none.
/// </summary>
public sealed class ComposeBox(IOrderingDb db, BoxShelf shelf, TimeProvider clock)
{
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int SlugLength = 12;

    public Task<Guid?> PackerAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        return db.GiftBoxes.Where(box => !box.IsOwn && box.State == GiftBoxState.OnSale && (box.OrderUntil == null || box.OrderUntil >= today)).OrderBy(box => box.CreatedAt).ThenBy(box => box.Id).Select(box => (Guid?)box.PackerId).FirstOrDefaultAsync(cancel);
    }

    /// <summary>What fits into a box and can be had, the stars of the day first: the cheapest packing of each product.</summary>
    /// <param name="most">What one part may cost; null for no matter.</param>
    public async Task<IReadOnlyList<BoxPartView>> OffersAsync(string? groupSlug, Money? most, int count, CancellationToken cancel)
    {
        var (today, ceiling) = (clock.Today(), most?.Amount ?? long.MaxValue);
        var found = await db.SearchRows.AsNoTracking().Where(row => row.IsListed && row.InStock && row.Price > 0 && row.Price <= ceiling && row.GroupSlug != "sinh-vat-canh" && row.GroupSlug != "du-lich")
            .Where(row => groupSlug == null || row.GroupSlug == groupSlug)
            .OrderByDescending(row => row.StarsFrom <= today && today <= row.StarsUntil ? row.Stars : 0).ThenBy(row => row.Name).ThenBy(row => row.ProductId)
            .Select(row => row.ProductId).Take(3 * count).ToListAsync(cancel);
        var variants = await db.Variants.Where(variant => found.Contains(variant.ProductId)).Select(variant => new { variant.Id, variant.ProductId, variant.Price }).ToListAsync(cancel);
        var cheapest = variants.GroupBy(variant => variant.ProductId).ToDictionary(same => same.Key, same => same.MinBy(variant => variant.Price)!.Id);
        var parts = await shelf.PartsAsync([.. cheapest.Values], null, cancel);
        return [.. found.Where(cheapest.ContainsKey).Select(id => parts[cheapest[id]]).Where(part => BoxRules.Unfit(part.GroupSlug, part.SetCode) is null && part.Available > 0).Take(count)];
    }

    /// <summary>What the box would be, without keeping it.</summary>
    public async Task<OwnBoxView> ShowAsync(OwnBox wanted, CancellationToken cancel)
    {
        var size = BoxSize.Find(wanted.Size) ?? BoxSize.All[1];
        var known = await shelf.PartsAsync([.. wanted.Parts.Distinct()], null, cancel);
        var chosen = wanted.Parts.GroupBy(id => id).Where(same => known.TryGetValue(same.Key, out var part) && part.IsListed).Select(same => known[same.Key] with { Quantity = same.Count() }).ToList();
        var price = size.Fee + chosen.Select(part => part.Price * part.Quantity).Sum();
        var problem = BoxRules.Together(size, chosen)
            ?? (chosen.FirstOrDefault(part => part.Quantity > part.Available) is { } scarce ? new Refusal("BoxShort", "parts", $"{scarce.Name}: chỉ còn {Math.Max(0, scarce.Available)}.", $"{scarce.Name}: {Math.Max(0, scarce.Available)} left.") : null)
            ?? (price > wanted.Budget ? new Refusal("OverBudget", "budget", $"Hộp này {price}, quá mức bạn định {price - wanted.Budget.Value}.", $"This box costs {price}, {price - wanted.Budget.Value} more than you meant to spend.") : null);
        return new OwnBoxView(size, chosen, price, problem, wanted.Parts.Distinct().Count() - chosen.Count);
    }

    /// <returns>The box, under an address that nobody guesses.</returns>
    public async Task<Outcome<GiftBox>> HandleAsync(OwnBox wanted, CancellationToken cancel)
    {
        if (BoxSize.Find(wanted.Size) is null) return new Refusal("SizeUnknown", "size", "Chọn cỡ hộp.", "Choose a size.");
        var shown = await ShowAsync(wanted, cancel);
        if (shown.Problem is { } problem) return problem;
        return await db.InTransactionAsync<GiftBox>(async () =>
        {
            if (await PackerAsync(cancel) is not { } packer) return new Refusal("NoPacker", "", "Hiện chưa có ai nhận đóng hộp tự ghép.", "Nobody packs such boxes at present.");
            var now = clock.UtcNow();
            var box = new GiftBox(RandomNumberGenerator.GetString(Letters, SlugLength), isOwn: true, now);
            box.Describe(new GiftBoxTerms("Hộp quà tự ghép", "A box of one's own", "", "", shown.Size.Key, shown.Price, packer, null, null), [.. shown.Parts.Select(part => new BoxPart(part.VariantId, part.Quantity, part.Price))], now);
            db.GiftBoxes.Add(box);
            await db.SaveChangesAsync(cancel);
            return box;
        }, cancel);
    }
}
