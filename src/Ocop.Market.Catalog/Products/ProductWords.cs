using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>What the name and the description of a product may be, whoever writes them.</summary>
public static class ProductWords
{
    public const int LongestName = 200, LongestDescription = 5000;
    public const string NameField = "name", TextField = "description";

    internal static async Task<List<Refusal>> RefuseAsync(ICatalogDb db, Product product, string name, string? description, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (VietnameseText.Slug(name).Length == 0) refusals.Add(new("NameMissing", NameField, "Sản phẩm cần một cái tên.", "The product needs a name."));
        else if (name.Length > LongestName) refusals.Add(new("NameTooLong", NameField, $"Tên dài quá {LongestName} chữ.", $"The name is longer than {LongestName} letters."));
        // Name and producer together are how an import finds the product again.
        else if (VietnameseText.Fold(name) is var folded && folded != product.FoldedName
            && await db.Products.AnyAsync(it => it.ProducerId == product.ProducerId && it.Id != product.Id && it.FoldedName == folded, cancel))
            refusals.Add(new("NameTaken", NameField, "Chủ thể này đã có một sản phẩm mang tên đó.", "This producer has a product of that name already."));
        if (description?.Length > LongestDescription)
            refusals.Add(new("DescriptionTooLong", TextField, $"Mô tả dài quá {LongestDescription} chữ.", $"The description is longer than {LongestDescription} letters."));
        return refusals;
    }

    /// <summary>The lines of a description are its paragraphs.</summary>
    internal static string? Paragraphs(string? text)
    {
        var lines = (text ?? "").Split('\n').Select(VietnameseText.Normalize);
        return string.Join('\n', lines).Trim('\n') is { Length: > 0 } words ? words : null;
    }
}
