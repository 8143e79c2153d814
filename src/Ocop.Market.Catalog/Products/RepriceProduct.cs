using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Version">Of the product as the form showed it.</param>
public sealed record PriceEdit(Guid ProductId, long Version, IReadOnlyList<VariantPrice> Prices);

/// <summary>The producer's own business: what it costs. Orders that are placed keep the price they were placed at.</summary>
public sealed class RepriceProduct(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public Task<Outcome<Product>> HandleAsync(Person person, PriceEdit edit, CancellationToken cancel) => db.InTransactionAsync<Product>(async () =>
    {
        var isCurrent = await db.Products.Where(it => it.Id == edit.ProductId && it.Version == edit.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var product = await db.Products.Include(it => it.Variants).FirstOrDefaultAsync(it => it.Id == edit.ProductId, cancel);
        if (product is null) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.PriceGoods, producer.Scope)) return NoRight.Here;
        var refusals = new List<Refusal>();
        var prices = TypedPrices.Of(product, edit.Prices, refusals);
        if (refusals.Count > 0) return Outcome<Product>.Refused(refusals);
        var changed = product.Variants.Where(variant => prices.TryGetValue(variant.Id, out var price) && price != variant.Price).ToList();
        // Sent twice over a weak line: the second finds the prices as it wishes them.
        if (changed.Count == 0) return product;
        if (!isCurrent)
            return new Refusal("Stale", "", "Có người vừa sửa sản phẩm này. Những gì bạn gõ vẫn còn bên dưới; xem lại rồi lưu lần nữa.", "Somebody has just changed this product. What you typed is still below; look again and save once more.");

        var before = Told(product);
        foreach (var variant in changed) variant.Reprice(prices[variant.Id]);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProductRepriced", product.ChangeSubject, before, Told(product)));
        await db.SaveChangesAsync(cancel);
        await searchRows.RefreshAsync([product.Id], cancel);
        return product;
    }, cancel);

    private static string Told(Product product) => string.Join('\n', product.Variants.OrderBy(variant => variant.Position).Select(variant => $"price {variant.Sku}: {variant.Price.Amount}"));
}
