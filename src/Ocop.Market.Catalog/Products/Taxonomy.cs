namespace Ocop.Market.Catalog.Products;

/// <summary>One of the six product groups of Decision 148/QĐ-TTg. The slug is its address: /nhom/{slug}.</summary>
public sealed class ProductGroup
{
    private ProductGroup() { }

    public ProductGroup(string slug, string name, string nameEn, int position) => (Slug, Name, NameEn, Position) = (slug, name, nameEn, position);

    public string Slug { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public int Position { get; private set; }
}

/// <summary>A bộ sản phẩm: the set whose criteria a product is scored by. A new decision adds sets under its own version; old ones stay.</summary>
public sealed class ProductSet
{
    private ProductSet() { }

    public ProductSet(string version, int number, string groupSlug, string subgroup, string name) =>
        (Code, Version, Number, GroupSlug, Subgroup, Name) = ($"{version}-{number:00}", version, number, groupSlug, subgroup, name);

    /// <summary>"148-11": the taxonomy's version and the set's number in it.</summary>
    public string Code { get; private set; } = "";
    public string Version { get; private set; } = "";
    public int Number { get; private set; }
    public string GroupSlug { get; private set; } = "";
    public string Subgroup { get; private set; } = "";
    public string Name { get; private set; } = "";
}
