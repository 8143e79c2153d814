using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>A photo of the product. Without one the page draws the pack.</summary>
public sealed class ProductImage : ITellsChange
{
    private ProductImage() { }

    /// <param name="key">Name of the stored picture, without size and ending.</param>
    public ProductImage(Guid productId, string key, string alt, int width, int height, int position, Guid? mediaItemId = null) =>
        (Id, ProductId, Key, Alt, Width, Height, Position, MediaItemId) = (Guid.CreateVersion7(), productId, key, alt, width, height, position, mediaItemId);

    public Guid Id { get; private set; }
    public Guid ProductId { get; private set; }
    public string Key { get; private set; } = "";
    public string Alt { get; private set; } = "";
    public int Width { get; private set; }
    public int Height { get; private set; }
    public int Position { get; private set; }

    /// <summary>The photo of the library whose 4:5 cut this is; null for one that was imported for the product alone.</summary>
    public Guid? MediaItemId { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Product(ProductId);

    public ProductPicture AsPicture() => new(Key, Alt, Width, Height);

    public void Follow(string key, int width, int height) => (Key, Width, Height) = (key, width, height);

    public void Describe(string alt, int position) => (Alt, Position) = (alt, position);
}
