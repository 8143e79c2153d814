using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;

namespace Ocop.Market.Journeys.Buying;

/// <summary>A card in a list of goods.</summary>
internal sealed partial record Shelf(string Product, string Producer, string Path)
{
    /// <summary>Found by its address: two producers may give their goods the same name.</summary>
    public ILocator CardOn(IPage page) => page.Locator($"main .card:has(a[href='{Path}'])");

    /// <summary>What the list on this page offers for the cart.</summary>
    public static async Task<IReadOnlyList<Shelf>> ReadAsync(Visitor visitor)
    {
        var shelves = new List<Shelf>();
        foreach (var card in await visitor.Page.Locator("main .card:has(button)").AllAsync())
        {
            var link = card.Locator("h3 a");
            var producer = (await card.Locator(".card__by").InnerTextAsync()).Split('\n')[0].Trim();
            shelves.Add(new Shelf((await link.TextContentAsync())!.Replace("…", "", StringComparison.Ordinal).Trim(), producer, (await link.GetAttributeAsync("href"))!));
        }

        return shelves;
    }

    /// <summary>Two goods whose makers are known and different, so that one cart becomes two parcels.</summary>
    public static (Shelf First, Shelf Second) OfTwoProducers(IReadOnlyList<Shelf> shelves)
    {
        var known = shelves.Where(shelf => !shelf.Producer.StartsWith("Chủ thể chưa ghi", StringComparison.Ordinal)).DistinctBy(shelf => shelf.Producer).ToList();
        return known.Count >= 2 ? (known[0], known[1]) : throw new InvalidOperationException("The list holds fewer than two producers.");
    }

    /// <summary>How many are left of the packing that the product's page offers first.</summary>
    public static async Task<int> LeftAsync(HttpClient http, string path)
    {
        var page = System.Net.WebUtility.HtmlDecode(await http.GetStringAsync(path));
        return int.Parse(StockLine().Match(page).Groups["left"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<p class=\"stock[^\"]*\">(Còn|Chỉ còn) (?<left>\\d+) ")]
    private static partial Regex StockLine();
}
