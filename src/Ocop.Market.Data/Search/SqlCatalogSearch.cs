using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Search;

/// <summary>
/// What both engines do alike. One query reads a few small columns of every match; facets, order and page come from those in memory.
/// Only then are the best candidates scored, and never more than <see cref="MostScored"/> of them: a common word stands in every story.
/// The score is made of plain steps (exact accents, then the field) instead of the engines' own ranks, which differ from each other
/// and set a product back for having a story.
/// </summary>
internal abstract class SqlCatalogSearch(MarketDb db, Synonyms synonyms, PlaceNames places, TimeProvider clock, ISearchDialect dialect) : ICatalogSearch
{
    private const int MostScored = 2_000;
    private const int LargestPage = 100;

    private readonly SearchQueries _rows = new(db, dialect);

    public async Task<CatalogFindings> FindAsync(CatalogQuery query, CancellationToken cancel)
    {
        await using var open = await _rows.OpenAsync(cancel);
        var (text, corrected, matches) = await MatchAsync(query, cancel);

        var tally = new FacetTally(query);
        var chosen = matches.Where(match => tally.Add(match)).ToList();
        chosen.Sort(CatalogOrder.Of(query.Sort));
        if (text is not null && query.Sort == CatalogSort.Relevance) chosen = await ByScoreAsync(text, chosen, cancel);

        var page = PageOf(chosen, query);
        return new CatalogFindings(await _rows.ProductIdsAsync(page, cancel), chosen.Count, tally.Facets(), corrected);
    }

    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, int limit, CancellationToken cancel)
    {
        if (SearchText.Parse(text, Synonyms.None) is not { } typed || limit < 1) return [];
        await using var open = await _rows.OpenAsync(cancel);
        var most = Math.Min(limit, SuggestionList.MostSuggestions);
        return await new SuggestionList(db, places).OfAsync(typed, await _rows.NamesBeginningAsync(typed, most, cancel), most, cancel);
    }

    private async Task<(SearchText? Text, string? Corrected, List<CatalogMatch> Matches)> MatchAsync(CatalogQuery query, CancellationToken cancel)
    {
        var today = clock.Today();
        if (string.IsNullOrWhiteSpace(query.Text)) return (null, null, await _rows.MatchesAsync(null, query, today, cancel));
        if (SearchText.Parse(query.Text, synonyms) is not { } text) return (null, null, []);

        var matches = await _rows.MatchesAsync(text, query, today, cancel);
        if (matches.Count > 0) return (text, null, matches);

        var widened = text.Widened();
        matches = await _rows.MatchesAsync(widened, query, today, cancel);
        if (matches.Count > 0) return (widened, null, matches);

        foreach (var (mended, words) in await new Mending(_rows).TriesAsync(text, cancel))
        {
            matches = await _rows.MatchesAsync(mended, query, today, cancel);
            if (matches.Count > 0) return (mended, await _rows.AsWrittenAsync(mended, words, matches, cancel), matches);
        }

        return (text, null, []);
    }

    /// <summary>Sorting is stable: equal scores keep the order in which the list came.</summary>
    private async Task<List<CatalogMatch>> ByScoreAsync(SearchText text, List<CatalogMatch> chosen, CancellationToken cancel)
    {
        var candidates = chosen;
        if (chosen.Count > MostScored)
        {
            var inName = await _rows.NameMatchesAsync(text, cancel);
            candidates = [.. chosen.OrderByDescending(match => inName.Contains(match.Id)).Take(MostScored)];
        }

        var scores = await _rows.ScoresAsync(text, [.. candidates.Select(match => match.Id)], cancel);
        return [.. chosen.OrderByDescending(match => scores.GetValueOrDefault(match.Id))];
    }

    private static List<int> PageOf(List<CatalogMatch> chosen, CatalogQuery query)
    {
        var size = Math.Clamp(query.PageSize, 1, LargestPage);
        var skip = (Math.Max(query.Page, 1) - 1L) * size;
        return skip >= chosen.Count ? [] : [.. chosen.Skip((int)skip).Take(size).Select(match => match.Id)];
    }
}
