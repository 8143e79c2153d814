namespace Ocop.Market.Catalog.Products;

/// <summary>What a page needs to show a photo; Width and Height are those of the largest size.</summary>
public sealed record ProductPicture(string Key, string Alt, int Width, int Height);
