namespace Ocop.Market.Catalog.Editorial;

/// <summary>Aliases of the document types in use.</summary>
public static class DocumentTypes
{
    public const string Page = "page";
    public const string Story = "productStory";
}
