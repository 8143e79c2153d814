using System.Globalization;
using System.Xml;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Feeds;

/// <summary>The newest news as RSS 2.0, for readers and for other sites of the programme.</summary>
public static class NewsFeed
{
    public const string Path = "/feeds/tin-tuc.xml";
    private const int Items = 30;
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static void MapNewsFeed(this IEndpointRouteBuilder routes) => routes.MapGet(Path, async (LiveDocuments documents, SiteOptions site, Words words, HttpContext context) =>
    {
        context.TagCache(CacheTags.Documents);
        var news = await documents.NewestAsync(OwnTypes.Article, words.Language, 0, Items, context.RequestAborted);
        context.Response.ContentType = "application/rss+xml; charset=utf-8";
        await using var xml = XmlWriter.Create(context.Response.Body, new XmlWriterSettings { Async = true, CloseOutput = false });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "rss", null);
        await xml.WriteAttributeStringAsync(null, "version", null, "2.0");
        await xml.WriteAttributeStringAsync("xmlns", "atom", null, Atom);
        await xml.WriteStartElementAsync(null, "channel", null);
        await SayAsync("title", $"{words["Tin tức", "News"]} · {site.Name}");
        await SayAsync("link", site.PublicUrl + context.Link("/tin-tuc"));
        await SayAsync("description", words["Tin của chương trình OCOP, của tỉnh, của xã.", "News of the OCOP programme, of provinces and communes."]);
        await SayAsync("language", words.Language);
        await xml.WriteStartElementAsync("atom", "link", Atom);
        await xml.WriteAttributeStringAsync(null, "href", null, site.PublicUrl + context.Link(Path));
        await xml.WriteAttributeStringAsync(null, "rel", null, "self");
        await xml.WriteAttributeStringAsync(null, "type", null, "application/rss+xml");
        await xml.WriteEndElementAsync();
        foreach (var article in news)
        {
            await xml.WriteStartElementAsync(null, "item", null);
            await SayAsync("title", article.Title);
            await SayAsync("link", site.PublicUrl + context.Link($"/tin-tuc/{article.Slug}"));
            await SayAsync("description", article.Summary);
            await SayAsync("pubDate", article.PublishedAt.ToString("R", CultureInfo.InvariantCulture));
            // The document's number stays when its address changes: nobody reads the same news twice.
            await xml.WriteStartElementAsync(null, "guid", null);
            await xml.WriteAttributeStringAsync(null, "isPermaLink", null, "false");
            await xml.WriteStringAsync($"urn:uuid:{article.Id}");
            await xml.WriteEndElementAsync();
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndDocumentAsync();

        async Task SayAsync(string element, string text) => await xml.WriteElementStringAsync(null, element, null, text);
    }).WithMetadata(new CatalogCachedAttribute());
}
