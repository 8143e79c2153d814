using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.SalesPoints;

/// <summary>The list of points with its map. What visitors type, and where they are, is in no kept page.</summary>
[CatalogCached(ListFilter.Province, KindField, OpenField, PageLinks.Field, IsOfTheMinute = true)]
public sealed class SalesPointsModel(SalesPointCards cards, PlaceDirectory places, MapOptions map, TimeProvider clock, Words words) : PageModel
{
    public const string Path = "/diem-ban", CommuneField = "xa", KindField = "loai", OpenField = "mo", ProductField = "mon", NearField = "gan", NearThisPlace = "noi-nay";
    private const int LongestWords = 100;

    public SalesPointList Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = null!;
    public IReadOnlyList<Province> Provinces => places.Provinces;
    public Province? Province { get; private set; }
    public string? Commune { get; private set; }
    public string? Kind { get; private set; }
    public string? Product { get; private set; }
    public bool IsOpenNow { get; private set; }

    /// <summary>Of what the distances are: a commune, a province, or the visitor.</summary>
    public string? NearWhat { get; private set; }

    /// <summary>What was not understood, with its field.</summary>
    public Refusal? Problem { get; private set; }

    /// <summary>Communes that the typed name may mean.</summary>
    public IReadOnlyList<CommuneCandidate> Candidates { get; private set; } = [];
    public DateTime Now { get; private set; }

    public bool IsFiltered => Province is not null || Commune is not null || Kind is not null || Product is not null || IsOpenNow || NearWhat is not null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.SalesPoints);
        SecurityHeaders.AllowMap(Response, map.TileHost);
        Now = clock.UtcNow();
        Province = places.Provinces.FirstOrDefault(province => province.Slug == Asked(ListFilter.Province));
        (Commune, Product, Kind, IsOpenNow) = (Asked(CommuneField), Asked(ProductField), SalesPointKinds.Find(Asked(KindField))?.Code, Asked(OpenField) == "1");
        var commune = CommuneMeant();
        Province ??= places.Province(commune?.ProvinceCode);
        var near = NearOf(Asked(NearField), commune);
        var isNear = near is not null;
        Found = await cards.FindAsync(new(isNear ? null : Province?.Code, isNear ? null : commune?.Code, Kind, Product, IsOpenNow, near, new ListFilter(HttpContext).Page), cancel);
        Pages = new PageLinks(HttpContext, Found.Page, Found.Total, Found.PageSize);
    }

    private Commune? CommuneMeant()
    {
        if (Commune is null) return null;
        if (places.Commune(Commune) is { } byCode)
        {
            Commune = byCode.Name;
            return byCode;
        }

        var answer = places.Resolve(Commune, Province?.Code);
        if (answer.Only is { } only) return only;
        Candidates = [.. answer.Candidates.Take(12)];
        Problem = Candidates.Count > 0
            ? new("CommuneUnclear", CommuneField, "Có mấy nơi mang tên này; bạn chọn một.", "Several places bear this name; choose one.")
            : new("CommuneUnknown", CommuneField, "Không thấy xã, phường tên này. Tên cũ cũng được.", "No commune of this name. Old names work too.");
        return null;
    }

    private SpotOnMap? NearOf(string? asked, Commune? commune)
    {
        switch (asked)
        {
            case null: return null;
            case NearThisPlace when commune is not null:
                NearWhat = words.Commune(commune.Name, commune.Kind);
                return new SpotOnMap(commune.Latitude, commune.Longitude);
            case NearThisPlace when Province is not null && Problem is null:
                NearWhat = Province.Name;
                return new SpotOnMap(Province.Latitude, Province.Longitude);
            case NearThisPlace:
                Problem ??= new("PlaceMissing", CommuneField, "Chọn tỉnh hoặc gõ tên xã, phường để xem nơi gần đó.", "Choose a province or type a commune to see what is near.");
                return null;
            default:
                if (asked.Split(',') is not [var north, var east] || Degrees(north) is not { } latitude || Degrees(east) is not { } longitude) return null;
                NearWhat = words["chỗ bạn đứng", "where you are"];
                return new SpotOnMap(latitude, longitude);
        }
    }

    private static double? Degrees(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && degrees <= 180 ? degrees : null;

    private string? Asked(string field) => Request.Query[field].ToString().Trim() is { Length: > 0 } text ? text.Length > LongestWords ? text[..LongestWords] : text : null;
}
