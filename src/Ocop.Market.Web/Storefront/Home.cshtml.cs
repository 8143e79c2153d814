using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class HomeModel(FrontPages pages, LiveDocuments documents, PageBodies bodies, Campaigns campaigns, Words words) : PageModel
{
    public FrontPage Front { get; private set; } = null!;

    /// <summary>What the editors say at the door; null where they have said nothing, and the house's own words stand.</summary>
    public LiveDocument? Welcome { get; private set; }
    public PageBody Body { get; private set; } = PageBody.Empty;

    /// <summary>Of today; the first gets the large board.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];

    public LibraryPicture? Picture => Body.PictureOf(Welcome?.Properties["picture"]?["media"]?.ToString());

    public (string Label, string Address)? Action =>
        Welcome?.Properties["action"] is JsonObject link && link["label"]?.ToString() is { Length: > 0 } label && link["url"]?.ToString() is { Length: > 0 } address ? (label, address) : null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Catalogue, CacheTags.Documents);
        Campaigns = await campaigns.RunningAsync(words.Language, cancel);
        Front = await pages.ReadAsync(words.Language, cancel);
        Welcome = (await documents.ListAsync(OwnTypes.HomePage, words.Language, cancel)).FirstOrDefault();
        if (Welcome is not null) Body = await bodies.OfAsync(Welcome.Blocks, cancel, Welcome.Properties["picture"]?["media"]?.ToString());
    }
}
