using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>A story becomes the story of its product or producer: so both must lie where its writers and approvers have their rights.</summary>
public sealed class StoriesStayAtHome(ICatalogDb db) : IContentGuard
{
    public async Task<IReadOnlyList<Refusal>> RefuseAsync(Document document, DocumentContent content, CancellationToken cancel)
    {
        if (document.Type is not (DocumentTypes.Story or DocumentTypes.ProducerStory)) return [];
        var field = document.Type == DocumentTypes.Story ? "product" : "producer";
        if (!Guid.TryParse(content.Text(field), out var id)) return [];
        var producer = await db.Producers.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id || db.Products.Any(product => product.Id == id && product.ProducerId == it.Id), cancel);
        return producer is null || document.Scope.Holds(producer.Scope) ? []
            : [new Refusal("SubjectElsewhere", $"properties.{field}", "Bài này thuộc nơi khác, không kể thay cho chủ thể đó được.", "This text belongs elsewhere and cannot tell that producer’s story.")];
    }
}
