using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Search;

/// <summary>
/// The shelf as it is now. Before anyone looks at it, the changes that were committed since the last look are read, of this process or
/// another, so it is never behind the database. The day is no part of it: who asks brings it.
/// </summary>
internal sealed class LiveShelf(IChangeFeed feed)
{
    /// <summary>More than an order or a form can tell: an import, or a long time in which nobody looked. Reading all is quicker then.</summary>
    private const int MostNews = 2_000;

    /// <param name="Position">All before it has been read for certain.</param>
    /// <param name="Ahead">Read already, though on PostgreSQL an older transaction, still running, may come before them.</param>
    private sealed record Stand(CatalogShelf Shelf, ChangePosition Position, IReadOnlySet<long> Ahead)
    {
        public static Stand After(IReadOnlyList<ShelfNews> news, ChangePosition position, CatalogShelf shelf) => new(
            shelf, news.TakeWhile(one => one.IsSettled).Select(one => one.Position).LastOrDefault(position),
            news.SkipWhile(one => one.IsSettled).Select(one => one.Position.Id).ToHashSet());
    }

    private readonly SemaphoreSlim _gate = new(1);
    private volatile Stand? _stand;

    public async Task<CatalogShelf> NowAsync(MarketDb db, ISearchDialect dialect, CancellationToken cancel)
    {
        // What a transaction wrote may yet be taken back, and the shelf is everybody's.
        if (db.Database.CurrentTransaction is not null) throw new InvalidOperationException("The catalogue is looked through outside of transactions.");

        var queries = new ShelfQueries(db, dialect);
        if (_stand is { } stand && await IsNowAsync(stand, queries, cancel)) return stand.Shelf;

        await _gate.WaitAsync(cancel);
        try
        {
            _stand = _stand is null ? await LoadAsync(queries, new FacetCodes(), cancel) : await CatchUpAsync(_stand, queries, cancel);
            return _stand.Shelf;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<bool> IsNowAsync(Stand stand, ShelfQueries queries, CancellationToken cancel) =>
        (await queries.NewsAsync(stand.Position, MostOf(stand), cancel)).All(news => !news.IsSettled && stand.Ahead.Contains(news.Position.Id));

    // Where the news end first: what is written in between is read twice, never missed. Only what an older transaction, still running, holds open lies behind it.
    private async Task<Stand> LoadAsync(ShelfQueries queries, FacetCodes codes, CancellationToken cancel)
    {
        var position = await feed.EndAsync(cancel);
        var news = await queries.NewsAsync(position, int.MaxValue, cancel);
        return Stand.After(news, position, CatalogShelf.Empty(codes).With(await queries.RowsAsync(null, codes, cancel)));
    }

    private async Task<Stand> CatchUpAsync(Stand stand, ShelfQueries queries, CancellationToken cancel)
    {
        var news = await queries.NewsAsync(stand.Position, MostOf(stand), cancel);
        if (news.Count == MostOf(stand)) return await LoadAsync(queries, stand.Shelf.Codes, cancel);
        var changed = news.Where(one => one.Subject.Kind == ChangeSubject.ProductKind && !stand.Ahead.Contains(one.Position.Id))
            .Select(one => Guid.Parse(one.Subject.Id)).Distinct().ToList();
        return Stand.After(news, stand.Position, await RefreshedAsync(stand.Shelf, changed, queries, cancel));
    }

    // What was read ahead comes again until it is settled.
    private static int MostOf(Stand stand) => stand.Ahead.Count + MostNews + 1;

    private static async Task<CatalogShelf> RefreshedAsync(CatalogShelf shelf, List<Guid> products, ShelfQueries queries, CancellationToken cancel)
    {
        if (products.Count == 0) return shelf;
        var places = await queries.RowsAsync(products, shelf.Codes, cancel);
        // A product that was deleted has no row any more that would tell its number.
        var known = places.Select(place => place.Id).ToHashSet();
        var asked = products.ToHashSet();
        places.AddRange(shelf.Rows.Where(row => asked.Contains(row.ProductId) && !known.Contains(row.Id)).Select(row => (row.Id, default(CatalogRow))));
        return shelf.With(places);
    }
}
