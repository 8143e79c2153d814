using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>When a story goes live, changes or goes down, what it tells of knows it, and search knows its words.</summary>
public sealed class StoryLinks(ICatalogDb db, SearchRows searchRows) : IFollowsPublishing
{
    internal const string AnyScene = "scene-doi-che";

    public async Task FollowAsync(Document document, DocumentContent? live, CancellationToken cancel)
    {
        if (document.Type is not (DocumentTypes.Story or DocumentTypes.ProducerStory)) return;
        var link = await db.StoryLinks.SingleOrDefaultAsync(it => it.DocumentId == document.Id, cancel);
        var before = (link?.ProductId, link?.ProducerId);
        if (live is not null) link = await WriteAsync(document, live, link, cancel);
        // Search rows read the links, so they are written first.
        await db.SaveChangesAsync(cancel);
        await RefreshAsync([before.ProductId, link?.ProductId], [before.ProductId is null ? before.ProducerId : null, link?.ProductId is null ? link?.ProducerId : null], cancel);
    }

    private async Task<StoryLink> WriteAsync(Document document, DocumentContent live, StoryLink? link, CancellationToken cancel)
    {
        // Stories from before they had properties: what they tell of was never asked, so it stays.
        var productId = live.Properties.ContainsKey("product") ? IdOf(live, "product") : link?.ProductId;
        var product = productId is null ? null : await db.Products.AsNoTracking().SingleOrDefaultAsync(it => it.Id == productId, cancel);
        var producerId = product?.ProducerId ?? (live.Properties.ContainsKey("producer") ? IdOf(live, "producer") : link?.ProducerId);
        var producer = producerId is null ? null : await db.Producers.AsNoTracking().SingleOrDefaultAsync(it => it.Id == producerId, cancel);
        var province = live.Text("province") ?? (live.Properties.ContainsKey("province") ? null : link?.ProvinceCode) ?? product?.Place.ProvinceCode ?? producer?.Place.ProvinceCode;
        var scene = live.Text("scene") ?? (link?.Scene is { Length: > 0 } known ? known : AnyScene);
        if (link is null) db.StoryLinks.Add(link = new StoryLink(document.Id, product?.Id, producer?.Id, province, scene, isDemo: false));
        else link.TellOf(product?.Id, producer?.Id, province, scene);
        return link;
    }

    private async Task RefreshAsync(IEnumerable<Guid?> products, IEnumerable<Guid?> producers, CancellationToken cancel)
    {
        await searchRows.RefreshAsync([.. products.OfType<Guid>().Distinct()], cancel);
        foreach (var producer in producers.OfType<Guid>().Distinct()) await searchRows.RefreshOfProducerAsync(producer, cancel);
    }

    private static Guid? IdOf(DocumentContent content, string alias) => Guid.TryParse(content.Text(alias), out var id) ? id : null;
}
