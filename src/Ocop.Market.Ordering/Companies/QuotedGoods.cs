using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Ordering.GiftBoxes;

namespace Ocop.Market.Ordering.Companies;

internal sealed record QuotedGood(Guid ProductId, Guid ProducerId, string? GroupSlug, VatFacts Vat, bool IsDemo)
{
    public bool IsForSale { get; init; }
    public bool IsAlcohol { get; init; }
}

/// <summary>The box as it was agreed, with what the day of the order says of its goods: who made them, how they are taxed.</summary>
/// <param name="Packer">What kind of seller sends the parcels.</param>
internal sealed record QuotedGoods(QuoteLine Box, ProducerKind Packer, IReadOnlyDictionary<Guid, QuotedGood> ByProduct)
{
    public bool IsDemo => ByProduct.Values.Any(good => good.IsDemo);

    public bool HasAlcohol => ByProduct.Values.Any(good => good.IsAlcohol);

    public QuotedGood this[QuotePart part] => ByProduct[part.ProductId];

    public static async Task<QuotedGoods> OfAsync(IOrderingDb db, Quote quote, CancellationToken cancel)
    {
        var box = quote.Offer!.Agreed(quote.Boxes);
        var ids = box.Parts.Select(part => part.ProductId).Distinct().ToList();
        var goods = await (from product in db.Products.AsNoTracking() where ids.Contains(product.Id) join producer in db.Producers on product.ProducerId equals producer.Id
            select new { product.Id, product.ProducerId, product.GroupSlug, product.SetCode, product.Vat, product.IsDemo, product.IsListed, producer.Kind }).ToListAsync(cancel);
        return new QuotedGoods(box, await db.Producers.Where(producer => producer.Id == box.PackerId).Select(producer => producer.Kind).SingleAsync(cancel),
            goods.ToDictionary(good => good.Id, good => new QuotedGood(good.Id, good.ProducerId, good.GroupSlug, new VatFacts(good.Vat, good.Kind, good.GroupSlug, good.SetCode), good.IsDemo) { IsForSale = good.IsListed && good.GroupSlug != Product.TourismGroup, IsAlcohol = BoxRules.IsAlcohol(good.SetCode) }));
    }
}
