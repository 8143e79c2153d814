using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Crawlers;

/// <summary>
/// Every public address, for search engines. Stars and prices are not in it: it tells where pages are, not what they say. One file may name
/// 50,000 addresses (sitemaps.org); a market with more products has an index of parts: part 0 holds everything else, each other some products.
/// </summary>
public sealed class Sitemap(MarketDb db, KnownTypes types, SiteOptions site, TimeProvider clock)
{
    public const string Part = "phan";
    public const int LastPart = 2_500;
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly string[] Standing = ["/", "/san-pham", "/chu-the", "/dia-phuong", "/cau-chuyen", "/qua-tang", "/tin-tuc", "/van-ban", "/diem-ban", "/hoi-cho", "/phien-live", "/can-hang"];

    /// <summary>In one file.</summary>
    public int MostProducts { get; init; } = 20_000;

    private IQueryable<Product> Listed => db.Products.Where(product => product.IsListed);

    /// <param name="part">Null for the whole, or the index of its parts.</param>
    public async Task WriteAsync(Stream stream, int? part, CancellationToken cancel)
    {
        await using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Async = true, CloseOutput = false });
        await xml.WriteStartDocumentAsync();
        var parts = part is null ? (await Listed.CountAsync(cancel) - 1) / MostProducts : 0;
        await xml.WriteStartElementAsync(null, parts > 0 ? "sitemapindex" : "urlset", Namespace);
        if (parts > 0)
            for (var number = 0; number <= parts + 1; number++) await AddAsync(xml, "sitemap", FormattableString.Invariant($"/sitemap.xml?{Part}={number}"), null);
        else
        {
            if (part is null or 0) await AddAllButProductsAsync(xml, cancel);
            if (part is not 0) await AddProductsAsync(xml, (part ?? 1) - 1, cancel);
        }

        await xml.WriteEndElementAsync();
    }

    private async Task AddAllButProductsAsync(XmlWriter xml, CancellationToken cancel)
    {
        foreach (var path in Standing) await AddAsync(xml, "url", path, null);
        await AddGroupsAndPlacesAsync(xml, cancel);

        var changed = await ChangedAsync("producer", cancel);
        await foreach (var producer in db.Producers.Where(producer => Listed.Any(product => product.ProducerId == producer.Id))
            .OrderBy(producer => producer.Id).Select(producer => new { producer.Id, producer.Slug, producer.CreatedAt }).AsAsyncEnumerable().WithCancellation(cancel))
            await AddAsync(xml, "url", $"/chu-the/{producer.Slug}", changed.GetValueOrDefault(producer.Id.ToString(), producer.CreatedAt));

        await foreach (var fair in db.Fairs.Where(fair => fair.State != FairState.Draft).OrderBy(fair => fair.Id).Select(fair => new { fair.Slug, fair.ToldAt }).AsAsyncEnumerable().WithCancellation(cancel))
            await AddAsync(xml, "url", $"/hoi-cho/{fair.Slug}", fair.ToldAt);

        await foreach (var catalogue in db.EventCatalogues.Where(it => it.IsPublished).OrderBy(it => it.Id).Select(it => it.Slug).AsAsyncEnumerable().WithCancellation(cancel))
            await AddAsync(xml, "url", $"/danh-muc/{catalogue}", null);

        var today = clock.Today();
        await foreach (var need in db.Needs.Where(need => need.State == NeedState.Open && need.LastDay >= today).OrderBy(need => need.Id).Select(need => new { need.Number, need.CheckedAt }).AsAsyncEnumerable().WithCancellation(cancel))
            await AddAsync(xml, "url", $"/can-hang/{need.Number}", need.CheckedAt);

        // A page of its own in each language: a gift is looked for by people abroad.
        await foreach (var box in db.GiftBoxes.Where(box => !box.IsOwn && box.State == GiftBoxState.OnSale && (box.OrderUntil == null || box.OrderUntil >= today)).OrderBy(box => box.Id).Select(box => new { box.Slug, box.UpdatedAt }).AsAsyncEnumerable().WithCancellation(cancel))
            foreach (var language in new[] { "", "/en" }) await AddAsync(xml, "url", $"{language}/hop-qua/{box.Slug}", box.UpdatedAt);

        var points = await ChangedAsync("salespoint", cancel);
        await foreach (var point in db.SalesPoints.Where(point => point.Status != SalesPointStatus.Closed)
            .OrderBy(point => point.Id).Select(point => new { point.Id, point.Slug, point.CreatedAt }).AsAsyncEnumerable().WithCancellation(cancel))
            await AddAsync(xml, "url", $"/diem-ban/{point.Slug}", points.GetValueOrDefault(point.Id.ToString(), point.CreatedAt));

        await foreach (var document in db.Documents.Where(document => document.Language == "vi" && document.LiveRevisionId != null).OrderBy(document => document.Id)
            .Select(document => new { document.Type, document.Slug, document.PublishedAt }).AsAsyncEnumerable().WithCancellation(cancel))
            if (types.Find(document.Type) is { IsSingle: false } type && type.AddressOf(document.Slug) is { } address) await AddAsync(xml, "url", address, document.PublishedAt);
    }

    private async Task AddProductsAsync(XmlWriter xml, int number, CancellationToken cancel)
    {
        var changed = await ChangedAsync("product", cancel);
        await foreach (var product in Listed.OrderBy(product => product.Id).Skip(number * MostProducts).Take(MostProducts)
            .Select(product => new { product.Id, product.Slug, product.CreatedAt }).AsAsyncEnumerable().WithCancellation(cancel))
            await AddAsync(xml, "url", $"/san-pham/{product.Slug}", changed.GetValueOrDefault(product.Id.ToString(), product.CreatedAt));
    }

    private async Task AddGroupsAndPlacesAsync(XmlWriter xml, CancellationToken cancel)
    {
        foreach (var slug in await db.ProductGroups.OrderBy(group => group.Position).Select(group => group.Slug).ToListAsync(cancel)) await AddAsync(xml, "url", $"/nhom/{slug}", null);

        var provinces = await db.Provinces.AsNoTracking().OrderBy(province => province.Code).ToListAsync(cancel);
        foreach (var province in provinces) await AddAsync(xml, "url", $"/dia-phuong/{province.Slug}", null);

        // A page per commune exists for all 3,321; those without a product have nothing a stranger would look for.
        var slugs = provinces.ToDictionary(province => province.Code, province => province.Slug);
        var communes = await db.Communes.Where(commune => db.Products.Any(product => product.IsListed && product.Place.CommuneCode == commune.Code))
            .OrderBy(commune => commune.Code).Select(commune => new { commune.ProvinceCode, commune.Slug }).ToListAsync(cancel);
        foreach (var commune in communes) await AddAsync(xml, "url", $"/dia-phuong/{slugs[commune.ProvinceCode]}/{commune.Slug}", null);
    }

    private async Task<Dictionary<string, DateTime>> ChangedAsync(string kind, CancellationToken cancel) =>
        await db.Changes.Where(change => change.SubjectKind == kind).GroupBy(change => change.SubjectId)
            .Select(changes => new { Id = changes.Key, At = changes.Max(change => change.At) }).ToDictionaryAsync(change => change.Id, change => change.At, cancel);

    private async Task AddAsync(XmlWriter xml, string element, string path, DateTime? changedAt)
    {
        await xml.WriteStartElementAsync(null, element, Namespace);
        await xml.WriteElementStringAsync(null, "loc", Namespace, site.PublicUrl + path);
        if (changedAt is { } at) await xml.WriteElementStringAsync(null, "lastmod", Namespace, VietnamTime.DayOf(at).ToString("O", CultureInfo.InvariantCulture));
        await xml.WriteEndElementAsync();
    }
}

public static class SitemapModule
{
    public static IServiceCollection AddSitemap(this IServiceCollection services) => services.AddScoped<Sitemap>();

    public static void MapSitemap(this IEndpointRouteBuilder routes) => routes.MapGet("/sitemap.xml", async (Sitemap sitemap, HttpContext context, [FromQuery(Name = Sitemap.Part)] int? part) =>
    {
        if (part is < 0 or > Sitemap.LastPart)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.TagCache(CacheTags.Catalogue, CacheTags.Documents, CacheTags.Fairs, CacheTags.SalesPoints, CacheTags.Needs, CacheTags.EventCatalogues, CacheTags.GiftBoxes);
        context.Response.ContentType = "application/xml; charset=utf-8";
        await sitemap.WriteAsync(context.Response.Body, part, context.RequestAborted);
    }).WithMetadata(new CatalogCachedAttribute(Sitemap.Part));
}
