using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <param name="Price">At retail, today.</param>
/// <param name="UnitShare">What of the box's price is for one piece.</param>
/// <param name="Stars">As of today; null where none is in force.</param>
/// <param name="HadStars">Whether there ever were any: what lapsed is shown to the people who keep the box.</param>
/// <param name="Available">How many can be had now.</param>
public sealed record BoxPartView(
    Guid VariantId, string Sku, Guid ProductId, Guid ProducerId, string Producer, string Name, string Slug, string? GroupSlug, string? SetCode, string Pack, string Net, int WeightGrams,
    Money Price, Money UnitShare, int Quantity, ShownStars? Stars, bool HadStars, string? ProvinceCode, string? Province, int Available, bool IsListed, bool IsDemo)
{
    public VatFacts Vat { get; init; }
    /// <summary>The nearest last day of what can be sold; null where some of it lies in no batch.</summary>
    public DateOnly? BestBefore { get; init; }

    /// <summary>The nearest last day among its batches, whatever else lies in none.</summary>
    public DateOnly? FirstBatchEnds { get; init; }

    /// <summary>Null where its producer stated nothing.</summary>
    public Allergens? Allergens { get; init; }
}

/// <param name="Price">What one box costs today.</param>
public sealed record BoxView(GiftBox Box, BoxSize Size, string Packer, string PackerSlug, string? PackerProvinceCode, string? PackerProvince, ProducerKind PackerKind, Money Price, IReadOnlyList<BoxPartView> Parts, bool IsOpen)
{
    public Money Packaging => Price - Parts.Select(part => part.UnitShare * part.Quantity).Sum();

    /// <summary>Bought one by one, with the same packaging.</summary>
    public Money Retail => Parts.Select(part => part.Price * part.Quantity).Sum();

    public Money Saving => Retail > Price ? Retail - Price : Money.Zero;

    public int WeightGrams => Size.OwnGrams + Parts.Sum(part => part.WeightGrams * part.Quantity);

    public bool HasAlcohol => Parts.Any(part => BoxRules.IsAlcohol(part.SetCode));

    public bool IsDemo => Parts.Any(part => part.IsDemo);

    /// <summary>Until when all parts keep at least; null where nobody knows that of one of them.</summary>
    public DateOnly? BestBefore => Parts.All(part => part.BestBefore is not null) ? Parts.Min(part => part.BestBefore) : null;

    /// <summary>The last day of the part that keeps shortest, of those of which it is known.</summary>
    public BoxPartView? EndsFirst => Parts.Where(part => part.FirstBatchEnds is not null).MinBy(part => part.FirstBatchEnds);

    /// <summary>Days until all of it lies at the packer's, ready to leave.</summary>
    public int PackingDays => Parts.Any(part => part.ProducerId != Box.PackerId) ? GiftBox.BringDays : 1;

    public SharedAllergens Allergens => SharedAllergens.Of([.. Parts.Select(part => (part.Name, part.Allergens))]);

    /// <summary>A photo of the library; null draws a basket.</summary>
    public LibraryPicture? Photo { get; init; }

    /// <summary>What is said of it, without its promise of stars from the day on which a part does not keep it.</summary>
    public LocalText Leads => BoxRules.PromisedStars(Box.Lead, Box.LeadEn) is var promised && Parts.All(part => (part.Stars?.Count ?? 0) >= promised) ? Box.Leads : new(BoxRules.WithoutStars(Box.Lead), BoxRules.WithoutStars(Box.LeadEn));

    /// <summary>As many as the scarcest part allows; none where a part is not sold any more, or the time to order is over.</summary>
    public int Available => AvailableBeside(new Dictionary<Guid, int>());

    /// <param name="taken">By variant: what the same cart wants besides.</param>
    public int AvailableBeside(IReadOnlyDictionary<Guid, int> taken) => !IsOpen || Parts.Count == 0 || Parts.Any(part => !part.IsListed) ? 0
        : Parts.GroupBy(part => part.VariantId).Min(same => Math.Max(0, same.First().Available - taken.GetValueOrDefault(same.Key)) / same.Sum(part => part.Quantity));
}

/// <summary>Boxes with what is true of their parts today: stars, stock, retail prices.</summary>
public sealed class BoxShelf(IOrderingDb db, Availability availability, LibraryPictures pictures, PlaceDirectory places, TimeProvider clock)
{
    private sealed record Row(Guid VariantId, string Sku, Guid ProductId, Guid ProducerId, string Producer, string Name, string Slug, string? GroupSlug, string? SetCode, VatRate? Vat, ProducerKind Seller, Allergens? Allergens, Variant Variant, string? ProvinceCode, bool IsListed, bool IsDemo);

    /// <summary>Ready-made boxes that can be ordered, the first to close on top.</summary>
    public async Task<IReadOnlyList<BoxView>> OnSaleAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        return await ViewsAsync(await db.GiftBoxes.AsNoTracking().Include(box => box.Parts.OrderBy(part => part.Position))
            .Where(box => !box.IsOwn && box.State == GiftBoxState.OnSale && (box.OrderUntil == null || box.OrderUntil >= today))
            .OrderBy(box => box.OrderUntil == null).ThenBy(box => box.OrderUntil).ThenBy(box => box.Id).Take(100).ToListAsync(cancel), null, cancel);
    }

    /// <summary>Also one that cannot be ordered any more; a draft only for whoever works on it.</summary>
    public async Task<BoxView?> FindAsync(string slug, CancellationToken cancel) =>
        (await ViewsAsync(await db.GiftBoxes.AsNoTracking().Include(box => box.Parts.OrderBy(part => part.Position)).Where(box => box.Slug == slug && box.State != GiftBoxState.Draft).ToListAsync(cancel), null, cancel)).FirstOrDefault();

    /// <param name="cartId">Whose own hold does not stand in its way.</param>
    internal async Task<IReadOnlyDictionary<Guid, BoxView>> OfAsync(IReadOnlyCollection<Guid> boxIds, Guid? cartId, CancellationToken cancel) => boxIds.Count == 0 ? new Dictionary<Guid, BoxView>() :
        (await ViewsAsync(await db.GiftBoxes.AsNoTracking().Include(box => box.Parts.OrderBy(part => part.Position)).Where(box => boxIds.Contains(box.Id)).ToListAsync(cancel), cartId, cancel)).ToDictionary(view => view.Box.Id);

    internal async Task<IReadOnlyList<BoxView>> ViewsAsync(IReadOnlyList<GiftBox> boxes, Guid? cartId, CancellationToken cancel)
    {
        if (boxes.Count == 0) return [];
        var parts = await PartsAsync([.. boxes.SelectMany(box => box.Parts).Select(part => part.VariantId).Distinct()], cartId, cancel);
        var packerIds = boxes.Select(box => box.PackerId).Distinct().ToArray();
        var packers = await db.Producers.AsNoTracking().Where(producer => packerIds.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, cancel);
        var photos = await pictures.FindAsync([.. boxes.Select(box => box.PhotoId).OfType<Guid>().Distinct()], cancel);
        var today = clock.Today();
        return [.. boxes.Select(box =>
        {
            var (size, packer) = (BoxSize.Find(box.Size)!, packers[box.PackerId]);
            var views = box.Parts.Select(part => parts[part.VariantId] with { Quantity = part.Quantity, UnitShare = box.IsOwn ? parts[part.VariantId].Price : part.UnitShare }).ToList();
            var price = box.IsOwn ? size.Fee + views.Select(part => part.Price * part.Quantity).Sum() : box.Price;
            return new BoxView(box, size, packer.Name, packer.Slug, packer.Place.ProvinceCode, places.Province(packer.Place.ProvinceCode)?.Name, packer.Kind, price, views, box.IsOpenOn(today)) { Photo = box.PhotoId is { } photo ? photos.GetValueOrDefault(photo) : null };
        })];
    }

    /// <summary>One of each, by variant; what does not exist is left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, BoxPartView>> PartsAsync(Guid[] variantIds, Guid? cartId, CancellationToken cancel)
    {
        var rows = await (from variant in db.Variants.AsNoTracking() where variantIds.Contains(variant.Id) join product in db.Products on variant.ProductId equals product.Id
            join producer in db.Producers on product.ProducerId equals producer.Id
            select new Row(variant.Id, variant.Sku, product.Id, producer.Id, producer.Name, product.Name, product.Slug, product.GroupSlug, product.SetCode, product.Vat, producer.Kind, product.Allergens, variant,
                product.Place.ProvinceCode ?? producer.Place.ProvinceCode, product.IsListed, product.IsDemo)).ToListAsync(cancel);
        var productIds = rows.Select(row => row.ProductId).Distinct().ToArray();
        var decisions = (await db.RecognitionDecisions.AsNoTracking().Where(decision => productIds.Contains(decision.ProductId)).ToListAsync(cancel)).ToLookup(decision => decision.ProductId);
        var free = await availability.ForCartAsync(cartId, variantIds, cancel);
        var today = clock.Today();
        var batches = (await db.StockBatches.AsNoTracking().Where(batch => variantIds.Contains(batch.VariantId) && batch.Quantity > 0).ToListAsync(cancel)).ToLookup(batch => batch.VariantId);
        var onHand = batches.Count == 0 ? [] : await db.StockLevels.Where(level => variantIds.Contains(level.VariantId)).ToDictionaryAsync(level => level.VariantId, level => level.OnHand, cancel);
        return rows.ToDictionary(row => row.VariantId, row => new BoxPartView(row.VariantId, row.Sku, row.ProductId, row.ProducerId, row.Producer, row.Name, row.Slug, row.GroupSlug, row.SetCode, row.Variant.Pack, row.Variant.NetWords,
            row.Variant.WeightGrams, row.Variant.Price, row.Variant.Price, 1, ShownStars.Of(decisions[row.ProductId], today), decisions[row.ProductId].Any(), row.ProvinceCode, places.Province(row.ProvinceCode)?.Name,
            free.GetValueOrDefault(row.VariantId), row.IsListed, row.IsDemo) { Vat = new VatFacts(row.Vat, row.Seller, row.GroupSlug, row.SetCode), BestBefore = BestBefore(row.VariantId), FirstBatchEnds = FirstEnd(row.VariantId), Allergens = row.Allergens });

        DateOnly? BestBefore(Guid variantId) => batches[variantId].Sum(batch => batch.Quantity) < onHand.GetValueOrDefault(variantId) ? null : FirstEnd(variantId);

        DateOnly? FirstEnd(Guid variantId) => batches[variantId].Where(batch => !batch.IsPastOn(today)).Select(batch => (DateOnly?)batch.BestBefore).Min();
    }
}
