using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>Aliases of the document types that pages ask for.</summary>
public static class DocumentTypes
{
    public const string Page = OwnTypes.Page;
    public const string Story = "productStory";
    public const string ProducerStory = "producerStory";
    public const string Campaign = "campaign";
}
