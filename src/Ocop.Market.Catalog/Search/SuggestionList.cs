using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Catalog.Search;

/// <summary>
/// What the box under the search field offers. Products lead; a few seats are kept for groups, producers and places, and whatever is named
/// exactly as typed goes to the top.
/// </summary>
public sealed class SuggestionList(ICatalogDb db, PlaceNames places)
{
    public const int MostSuggestions = 20;

    private const int SeatsForOthers = 2;

    private sealed record Ranked(Suggestion Suggestion, int Rank);

    /// <param name="productIds">Products whose names begin with the typed words, best first.</param>
    public async Task<IReadOnlyList<Suggestion>> OfAsync(SearchText typed, IReadOnlyList<Guid> productIds, int limit, CancellationToken cancel)
    {
        var products = await ProductsAsync(typed, productIds, cancel);
        var others = await GroupsAsync(typed, cancel);
        others.AddRange(await ProducersAsync(typed, cancel));
        others.AddRange(Places(typed));

        // Half of the list at most goes to the others, unless there are too few products.
        var seats = Math.Max(limit / 2, limit - products.Count);
        var all = products.Take(Math.Max(limit - others.Count, limit - seats)).Concat(others.OrderBy(other => other.Rank).Take(seats));
        return [.. all.OrderBy(one => one.Rank == 0 ? 0 : 1).Select(one => one.Suggestion).DistinctBy(one => one.Text).Take(limit)];
    }

    private async Task<List<Ranked>> ProductsAsync(SearchText typed, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var products = await db.Products.Where(product => ids.Contains(product.Id)).Select(product => new { product.Id, product.Name, product.Slug }).ToDictionaryAsync(product => product.Id, cancel);
        return [.. ids.Where(products.ContainsKey).Select(id => products[id])
            .Select(product => new Ranked(new Suggestion(product.Name, SuggestionKind.Product, $"/san-pham/{product.Slug}"), RankOf(typed, product.Name) ?? 3))];
    }

    private async Task<List<Ranked>> GroupsAsync(SearchText typed, CancellationToken cancel)
    {
        var groups = await db.ProductGroups.AsNoTracking().OrderBy(group => group.Position).ToListAsync(cancel);
        return [.. groups.Select(group => RankOf(typed, group.Name) is { } rank ? new Ranked(new Suggestion(group.Name, SuggestionKind.Group, $"/nhom/{group.Slug}"), rank) : null)
            .OfType<Ranked>().Take(SeatsForOthers)];
    }

    private async Task<List<Ranked>> ProducersAsync(SearchText typed, CancellationToken cancel)
    {
        var beginning = typed.Phrase.TrimEnd();
        var producers = await db.Producers
            .Where(producer => (" " + producer.FoldedName).Contains(beginning) && db.SearchRows.Any(row => row.ProducerId == producer.Id && row.IsListed))
            .OrderBy(producer => producer.FoldedName).ThenBy(producer => producer.Id)
            .Select(producer => new { producer.Name, producer.Slug }).Take(MostSuggestions).ToListAsync(cancel);
        return [.. producers.Select(producer => new Ranked(new Suggestion(producer.Name, SuggestionKind.Producer, $"/chu-the/{producer.Slug}"), RankOf(typed, producer.Name) ?? 3))
            .OrderBy(producer => producer.Rank).Take(SeatsForOthers)];
    }

    private IEnumerable<Ranked> Places(SearchText typed)
    {
        var beginning = typed.Phrase.TrimEnd();
        var exact = SearchWord.Padded(typed.Words.Select(word => word.Exact)).TrimEnd();
        return places.All
            .Where(place => place.Folded.StartsWith(beginning, StringComparison.Ordinal))
            .OrderBy(place => place.Folded.Length == beginning.Length + 1 ? 0 : 1)
            .ThenBy(place => place.Exact.StartsWith(exact, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(place => place.OldName is not null)
            .GroupBy(place => place.Kind)
            .SelectMany(kind => kind.DistinctBy(place => place.Path).Take(SeatsForOthers))
            .Select(place => new Ranked(new Suggestion(place.Text, place.Kind, place.Path), RankOf(beginning, place.Folded) ?? 3));
    }

    private static int? RankOf(SearchText typed, string name) => RankOf(typed.Phrase.TrimEnd(), SearchWord.Padded(SearchWord.Split(name).Select(word => word.Folded)));

    /// <summary>0: the whole name, 1: its beginning, 2: the beginning of a later word.</summary>
    private static int? RankOf(string beginning, string folded) => folded.IndexOf(beginning, StringComparison.Ordinal) switch
    {
        0 => folded.Length == beginning.Length + 1 ? 0 : 1,
        > 0 => 2,
        _ => null,
    };
}
