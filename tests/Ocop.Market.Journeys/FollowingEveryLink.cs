using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>
/// From the front door through every link, in both languages: all of them answer, and each page keeps the rules of pages.
/// Of the 3,321 communes and of filtered lists only so many are opened as a suite has time for; their links are of one making.
/// </summary>
public sealed partial class FollowingEveryLink(OpenMarkets markets)
{
    private const int MostCommunes = 200, MostQueries = 120;

    private readonly ConcurrentQueue<string> _faults = new();

    [Fact]
    public async Task No_link_is_dead_and_every_page_is_in_order()
    {
        var http = (await markets.MarketAsync()).Http;
        HashSet<string> seen = ["/", "/en"];
        List<string> next = [.. seen];
        var (communes, queries) = (0, 0);
        while (next.Count > 0)
        {
            var found = new ConcurrentDictionary<string, bool>();
            await Parallel.ForEachAsync(next, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (path, cancel) =>
            {
                foreach (var link in await ReadAsync(http, path, cancel)) found.TryAdd(link, true);
            });
            next = [.. found.Keys.Order(StringComparer.Ordinal).Where(IsWanted).Where(seen.Add)];
        }

        Assert.True(_faults.IsEmpty, $"{_faults.Count} faults:\n{string.Join('\n', _faults.Take(40))}");
        Assert.True(seen.Count > 1500, $"Only {seen.Count} pages were found: the market has more.");

        bool IsWanted(string path) =>
            seen.Contains(path) || (path.Contains('?', StringComparison.Ordinal) ? ++queries <= MostQueries : !CommunePage().IsMatch(path) || ++communes <= MostCommunes);
    }

    /// <returns>The internal links of the page.</returns>
    private async Task<IEnumerable<string>> ReadAsync(HttpClient http, string path, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(path, cancel);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            _faults.Enqueue($"{path} answers {(int)answer.StatusCode}");
            return [];
        }

        if (answer.Content.Headers.ContentType?.MediaType != "text/html") return [];
        var html = await answer.Content.ReadAsStringAsync(cancel);
        Inspect(path, html);
        return Link().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups["path"].Value)).Where(link => link.Length > 0);
    }

    private void Inspect(string path, string html)
    {
        var seen = Unseen().Replace(html, "");
        if (Heading().Count(seen) != 1) _faults.Enqueue($"{path} has {Heading().Count(seen)} h1");
        if (!Title().IsMatch(html)) _faults.Enqueue($"{path} has no title");
        if (DisabledLink().Match(seen) is { Success: true } disabled) _faults.Enqueue($"{path} links to a disabled thing: {disabled.Value}");
        var words = WebUtility.HtmlDecode(Tag().Replace(seen, " "));
        if (words.Contains("lorem", StringComparison.OrdinalIgnoreCase)) _faults.Enqueue($"{path} says lorem");
        if (RawPrice().Match(words) is { Success: true } price) _faults.Enqueue($"{path} shows “{price.Value}”");
        foreach (var id in Fragment().Matches(seen).Select(link => link.Groups["id"].Value).Distinct())
            if (!seen.Contains($"id=\"{id}\"", StringComparison.Ordinal)) _faults.Enqueue($"{path} has no #{id}");
    }

    [GeneratedRegex("href=\"(?<path>/(?!dist/|icons/|art/|media/)[^\"#]*)")]
    private static partial Regex Link();

    [GeneratedRegex("<a [^>]*href=\"#(?<id>[^\"]+)\"")]
    private static partial Regex Fragment();

    [GeneratedRegex("^(/en)?/dia-phuong/[^/]+/[^/]+$")]
    private static partial Regex CommunePage();

    [GeneratedRegex("<script.*?</script>|<style.*?</style>|<head>.*?</head>", RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex Heading();

    [GeneratedRegex(@"<title>\s*[^<\s][^<]*</title>")]
    private static partial Regex Title();

    [GeneratedRegex("<a [^>]*(aria-disabled|disabled)[^>]*>")]
    private static partial Regex DisabledLink();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    // 145000 ₫, 145,000 ₫, 145.000₫ and 145.000 with a space that may break are not how this market writes money.
    [GeneratedRegex(@"(\d{4,}|\d,\d{3})\s?(₫|đồng|VND)|\d₫|\d (₫)")]
    private static partial Regex RawPrice();
}
