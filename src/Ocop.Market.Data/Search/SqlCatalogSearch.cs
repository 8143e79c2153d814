using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Search;

/// <summary>
/// What both engines do alike. The index finds the numbers of the rows; facets, order and page come from the shelf in memory.
/// Only then are the best candidates scored, and never more than <see cref="MostScored"/> of them: a common word stands in every story.
/// The score is made of plain steps (exact accents, then the field) instead of the engines' own ranks, which differ from each other
/// and set a product back for having a story.
/// </summary>
internal abstract class SqlCatalogSearch(MarketDb db, Synonyms synonyms, PlaceNames places, LiveShelf live, TimeProvider clock, ISearchDialect dialect) : ICatalogSearch
{
    private const int MostScored = 2_000;
    private const int LargestPage = 100;

    private readonly SearchQueries _rows = new(db, dialect);

    public async Task<CatalogFindings> FindAsync(CatalogQuery query, CancellationToken cancel)
    {
        await using var open = await _rows.OpenAsync(cancel);
        var shelf = await live.NowAsync(db, dialect, cancel);
        var (text, corrected, matches) = await MatchAsync(query, shelf, cancel);

        var today = clock.Today();
        var tally = new FacetTally(query, shelf.Codes, today);
        var passed = shelf.Sift(matches, tally.Add);
        var chosen = shelf.InOrder(query.Sort, today).Where(id => passed[id]).ToList();
        if (text is not null && query.Sort == CatalogSort.Relevance) chosen = await ByScoreAsync(text, chosen, cancel);
        return new CatalogFindings([.. PageOf(chosen, query).Select(id => shelf[id].ProductId)], chosen.Count, tally.Facets(), corrected);
    }

    public async Task<IReadOnlyList<Guid>> NeighboursAsync(Guid productId, int most, CancellationToken cancel)
    {
        await using var open = await _rows.OpenAsync(cancel);
        var shelf = await live.NowAsync(db, dialect, cancel);
        return shelf[await _rows.IdOfAsync(productId, cancel)] is { Id: not 0 } product ? shelf.NeighboursOf(product, most) : [];
    }

    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, int limit, CancellationToken cancel)
    {
        if (SearchText.Parse(text, Synonyms.None) is not { } typed || limit < 1) return [];
        await using var open = await _rows.OpenAsync(cancel);
        var most = Math.Min(limit, SuggestionList.MostSuggestions);
        return await new SuggestionList(db, places).OfAsync(typed, await _rows.NamesBeginningAsync(typed, most, cancel), most, cancel);
    }

    /// <returns>The numbers of the rows with the text, before any facet is applied; null for all rows.</returns>
    private async Task<(SearchText? Text, string? Corrected, IReadOnlyList<int>? Matches)> MatchAsync(CatalogQuery query, CatalogShelf shelf, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(query.Text)) return (null, null, null);
        if (SearchText.Parse(query.Text, synonyms) is not { } text) return (null, null, []);

        var matches = await ListedAsync(text, shelf, cancel);
        if (matches.Count > 0) return (text, null, matches);

        var widened = text.Widened();
        matches = await ListedAsync(widened, shelf, cancel);
        if (matches.Count > 0) return (widened, null, matches);

        foreach (var (mended, words) in await new Mending(_rows).TriesAsync(text, cancel))
        {
            matches = await ListedAsync(mended, shelf, cancel);
            if (matches.Count > 0) return (mended, await _rows.AsWrittenAsync(mended, words, matches, cancel), matches);
        }

        return (text, null, []);
    }

    private async Task<List<int>> ListedAsync(SearchText text, CatalogShelf shelf, CancellationToken cancel) =>
        [.. (await _rows.MatchesAsync(text, namesOnly: false, cancel)).Where(id => shelf[id].Id != 0)];

    /// <summary>Sorting is stable: equal scores keep the order in which the list came.</summary>
    private async Task<List<int>> ByScoreAsync(SearchText text, List<int> chosen, CancellationToken cancel)
    {
        var candidates = chosen;
        if (chosen.Count > MostScored)
        {
            var inName = (await _rows.MatchesAsync(text, namesOnly: true, cancel)).ToHashSet();
            candidates = [.. chosen.OrderByDescending(inName.Contains).Take(MostScored)];
        }

        var scores = await _rows.ScoresAsync(text, candidates, cancel);
        return [.. chosen.OrderByDescending(id => scores.GetValueOrDefault(id))];
    }

    private static IEnumerable<int> PageOf(List<int> chosen, CatalogQuery query)
    {
        var size = Math.Clamp(query.PageSize, 1, LargestPage);
        var skip = (Math.Max(query.Page, 1) - 1L) * size;
        return skip >= chosen.Count ? [] : chosen.Skip((int)skip).Take(size);
    }
}
