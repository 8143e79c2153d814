using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Version">Of the product as the form showed it.</param>
public sealed record ProductEdit(Guid ProductId, long Version, string? Name, string? Description, IReadOnlyList<VariantPrice> Prices);

/// <summary>The plain words and prices of one product. Stars have use cases of their own, stock is counted, never typed.</summary>
public sealed class EditProduct(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public Task<Outcome<Product>> HandleAsync(Person person, ProductEdit edit, CancellationToken cancel) => db.InTransactionAsync<Product>(async () =>
    {
        // The raised number is the lock as well: of two forms that were opened together one comes too late.
        var isCurrent = await db.Products.Where(it => it.Id == edit.ProductId && it.Version == edit.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var product = await db.Products.Include(it => it.Variants).FirstOrDefaultAsync(it => it.Id == edit.ProductId, cancel);
        if (product is null) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.EditProducts, producer.Scope)) return NoRight.Here;
        if (!isCurrent)
            return new Refusal("Stale", "", "Có người vừa sửa sản phẩm này. Những gì bạn gõ vẫn còn bên dưới; xem lại rồi lưu lần nữa.",
                "Somebody has just changed this product. What you typed is still below; look again and save once more.");

        var (name, description) = (VietnameseText.Normalize(edit.Name ?? ""), ProductWords.Paragraphs(edit.Description));
        var refusals = await ProductWords.RefuseAsync(db, product, name, description, cancel);
        var prices = TypedPrices.Of(product, edit.Prices, refusals);
        if (refusals.Count > 0) return Outcome<Product>.Refused(refusals);

        var before = Told(product);
        product.Rename(name);
        product.Describe(description, product.Source);
        foreach (var variant in product.Variants)
            if (prices.TryGetValue(variant.Id, out var price) && price != variant.Price) variant.Reprice(price);
        var after = Told(product);
        if (after == before) return product;

        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProductEdited", product.ChangeSubject, before, after));
        await searchRows.RefreshAsync([product.Id], cancel);
        return product;
    }, cancel);

    private static string Told(Product product) => string.Join('\n',
        [$"name: {product.Name}", .. product.Variants.OrderBy(variant => variant.Position).Select(variant => $"price {variant.Sku}: {variant.Price.Amount}"), $"description: {product.Description}"]);
}
