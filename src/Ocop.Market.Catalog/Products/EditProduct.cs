using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Price">As typed: "145.000".</param>
public sealed record VariantPrice(Guid VariantId, string? Price);

/// <param name="Version">Of the product as the form showed it.</param>
public sealed record ProductEdit(Guid ProductId, long Version, string? Name, string? Description, IReadOnlyList<VariantPrice> Prices);

/// <summary>The plain words and prices of one product. Stars have use cases of their own, stock is counted, never typed.</summary>
public sealed class EditProduct(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public const int LongestName = 200, LongestDescription = 5000;
    private const long HighestPrice = 1_000_000_000;

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

        var (name, description) = (VietnameseText.Normalize(edit.Name ?? ""), Paragraphs(edit.Description));
        var refusals = await WordsAsync(product, name, description, cancel);
        var prices = Prices(product, edit, refusals);
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

    private async Task<List<Refusal>> WordsAsync(Product product, string name, string? description, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (VietnameseText.Slug(name).Length == 0) refusals.Add(new("NameMissing", "name", "Sản phẩm cần một cái tên.", "The product needs a name."));
        else if (name.Length > LongestName) refusals.Add(new("NameTooLong", "name", $"Tên dài quá {LongestName} chữ.", $"The name is longer than {LongestName} letters."));
        // Name and producer together are how an import finds the product again.
        else if (VietnameseText.Fold(name) is var folded && folded != product.FoldedName
            && await db.Products.AnyAsync(it => it.ProducerId == product.ProducerId && it.Id != product.Id && it.FoldedName == folded, cancel))
            refusals.Add(new("NameTaken", "name", "Chủ thể này đã có một sản phẩm mang tên đó.", "This producer has a product of that name already."));
        if (description?.Length > LongestDescription)
            refusals.Add(new("DescriptionTooLong", "description", $"Mô tả dài quá {LongestDescription} chữ.", $"The description is longer than {LongestDescription} letters."));
        return refusals;
    }

    private static Dictionary<Guid, Money> Prices(Product product, ProductEdit edit, List<Refusal> refusals)
    {
        var prices = new Dictionary<Guid, Money>();
        foreach (var (id, typed) in edit.Prices.Where(price => product.Variants.Any(variant => variant.Id == price.VariantId)))
            if (Read(typed) is { } amount) prices[id] = new Money(amount);
            else refusals.Add(new("PriceWrong", PriceField(id), "Giá là số đồng lớn hơn 0, ví dụ 145.000.", "The price is a number of đồng above 0, for example 145.000."));
        return prices;
    }

    public static string PriceField(Guid variantId) => $"price-{variantId:n}";

    private static long? Read(string? typed)
    {
        var digits = new string([.. (typed ?? "").Where(letter => letter is not (' ' or '.' or '\u00a0' or '₫' or 'đ'))]);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and <= HighestPrice ? amount : null;
    }

    // The lines of a description are its paragraphs.
    private static string? Paragraphs(string? text)
    {
        var lines = (text ?? "").Split('\n').Select(VietnameseText.Normalize);
        return string.Join('\n', lines).Trim('\n') is { Length: > 0 } words ? words : null;
    }

    private static string Told(Product product) => string.Join('\n',
        [$"name: {product.Name}", .. product.Variants.OrderBy(variant => variant.Position).Select(variant => $"price {variant.Sku}: {variant.Price.Amount}"), $"description: {product.Description}"]);
}
