using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Ocop.Market.Journeys.Markets;

/// <summary>One address for each kind of page, found by looking at the lists as a visitor would.</summary>
public sealed partial class MarketPages
{
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    public string this[string kind] => _found.TryGetValue(kind, out var path) ? path : throw new InvalidOperationException($"The demo market has no {kind}.");

    public IEnumerable<string> All => _found.Values;

    public static async Task<MarketPages> FindAsync(HttpClient http)
    {
        var pages = new MarketPages();
        await pages.FindProductsAsync(http);
        await pages.FindPlacesAsync(http);
        pages.Keep("producer", FirstLink(await http.GetStringAsync("/chu-the"), "/chu-the/"));
        await pages.FindStoryAsync(http);
        pages.Keep("sales point", FirstLink(await http.GetStringAsync("/diem-ban"), "/diem-ban/"));
        return pages;
    }

    // Another journey may just have published one that tells of a producer and names no product.
    private async Task FindStoryAsync(HttpClient http)
    {
        foreach (var path in Links(await http.GetStringAsync("/cau-chuyen"), "/cau-chuyen/"))
            if (Links(await http.GetStringAsync(path), "/san-pham/").FirstOrDefault() is { } product)
            {
                Keep("story", path);
                Keep("product with a story", product);
                return;
            }

        throw new InvalidOperationException("No story of the first page names a product.");
    }

    private async Task FindProductsAsync(HttpClient http)
    {
        string[] kinds = ["product with stars", "lapsed product", "pending product", "service", "sold out product"];
        for (var page = 1; kinds.Any(kind => !_found.ContainsKey(kind)); page++)
        {
            var cards = Card().Matches(await http.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/san-pham?xep=moi&trang={page}")));
            if (cards.Count == 0 || page > 100) throw new InvalidOperationException($"Looked through the whole list for: {string.Join(", ", kinds.Except(_found.Keys))}.");
            foreach (var card in cards.Select(card => WebUtility.HtmlDecode(card.Value)))
                Keep(KindOf(card), FirstLink(card, "/san-pham/"));
        }
    }

    private async Task FindPlacesAsync(HttpClient http)
    {
        Keep("group", FirstLink(await http.GetStringAsync("/"), "/nhom/"));
        var place = FirstLink(await http.GetStringAsync(this["product with stars"]), "/dia-phuong/");
        Keep("province", "/dia-phuong/" + place.Split('/')[2]);
        var communes = Commune().Matches(await http.GetStringAsync(this["province"]));
        Keep("commune with goods", communes.First(commune => commune.Groups["goods"].Success).Groups["path"].Value);
        Keep("commune without goods", communes.First(commune => !commune.Groups["goods"].Success).Groups["path"].Value);
    }

    private static string KindOf(string card) =>
        card.Contains("Hỏi và đặt ngày", StringComparison.Ordinal) ? "service"
        : card.Contains("card--out", StringComparison.Ordinal) ? "sold out product"
        : card.Contains("nay đã hết", StringComparison.Ordinal) ? "lapsed product"
        : card.Contains("Chưa có quyết định trên sàn", StringComparison.Ordinal) ? "pending product"
        : "product with stars";

    private void Keep(string kind, string path) => _found.TryAdd(kind, path);

    private static string FirstLink(string html, string under) => Links(html, under).FirstOrDefault() ?? throw new InvalidOperationException($"No link under {under}.");

    private static IEnumerable<string> Links(string html, string under) => Regex.Matches(html, $"href=\"(?<path>{Regex.Escape(under)}[^\"?#]+)\"").Select(link => link.Groups["path"].Value).Distinct();

    [GeneratedRegex("<li class=\"card.*?</li>", RegexOptions.Singleline)]
    private static partial Regex Card();

    [GeneratedRegex("<a href=\"(?<path>/dia-phuong/[^/\"]+/[^/\"]+)\"><b>[^<]*</b>(?<goods><span>)?")]
    private static partial Regex Commune();
}
