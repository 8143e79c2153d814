namespace Ocop.Market.Catalog.Editorial;

/// <summary>What a story tells of. The words live once, in Cms; this is the link by which a product, a producer or a place finds them.</summary>
public sealed class StoryLink
{
    private StoryLink() { }

    public StoryLink(Guid documentId, Guid? productId, Guid? producerId, string? provinceCode, string scene, bool isDemo) =>
        (DocumentId, ProductId, ProducerId, ProvinceCode, Scene, IsDemo) = (documentId, productId, producerId, provinceCode, scene, isDemo);

    public Guid DocumentId { get; private set; }
    public Guid? ProductId { get; private set; }
    public Guid? ProducerId { get; private set; }
    public string? ProvinceCode { get; private set; }

    /// <summary>The drawing shown where there is no photo: a name under wwwroot/art.</summary>
    public string Scene { get; private set; } = "";
    public bool IsDemo { get; private set; }

    public void TellOf(Guid? productId, Guid? producerId, string? provinceCode, string scene) =>
        (ProductId, ProducerId, ProvinceCode, Scene) = (productId, producerId, provinceCode, scene);
}
