using System.Collections;
using System.Collections.Concurrent;

namespace Ocop.Market.Catalog.Search;

/// <summary>
/// All listed products as they stood at one moment, each in the place of its row's number. A change makes another shelf that shares what
/// stayed the same, so whoever looks through this one is never disturbed.
/// </summary>
public sealed class CatalogShelf
{
    private const int ChunkSize = 1024;

    private readonly CatalogRow[]?[] _chunks;
    private readonly ConcurrentDictionary<(CatalogSort, DateOnly), int[]> _orders = [];

    private CatalogShelf(CatalogRow[]?[] chunks, FacetCodes codes) => (_chunks, Codes) = (chunks, codes);

    public FacetCodes Codes { get; }

    public static CatalogShelf Empty(FacetCodes codes) => new([], codes);

    /// <summary>Above every row's number.</summary>
    public int Limit => _chunks.Length * ChunkSize;

    /// <summary>The row with this number; one whose number is 0 where there is none.</summary>
    public CatalogRow this[int id] => id > 0 && id < Limit && _chunks[id / ChunkSize] is { } chunk ? chunk[id % ChunkSize] : default;

    public IEnumerable<CatalogRow> Rows => _chunks.OfType<CatalogRow[]>().SelectMany(chunk => chunk).Where(row => row.Id != 0);

    /// <summary>The numbers of the rows that pass.</summary>
    public BitArray Sift(IReadOnlyList<int>? among, CatalogSieve passes)
    {
        var chosen = new BitArray(Limit);
        if (among is not null)
        {
            foreach (var id in among)
                if (this[id] is { Id: not 0 } row && passes(row)) chosen[id] = true;
            return chosen;
        }

        foreach (var chunk in _chunks)
            foreach (ref readonly var row in chunk.AsSpan())
                if (row.Id != 0 && passes(row)) chosen[row.Id] = true;
        return chosen;
    }

    /// <summary>The numbers of all rows, sorted when first asked for.</summary>
    public IReadOnlyList<int> InOrder(CatalogSort sort, DateOnly today) => _orders.GetOrAdd((sort, today), _ =>
    {
        var rows = Rows.ToArray();
        Array.Sort(rows, CatalogOrder.Of(sort, today));
        return Array.ConvertAll(rows, row => row.Id);
    });

    /// <summary>Of the same set, the nearest in the eyes of a buyer: from the same province first, and of other makers.</summary>
    public IReadOnlyList<Guid> NeighboursOf(CatalogRow product, int most)
    {
        var byNearness = new List<Guid>[] { [], [], [], [] };
        foreach (var chunk in _chunks)
            foreach (ref readonly var row in chunk.AsSpan())
                if (row.Group == product.Group && row.Set == product.Set && row.Id != product.Id && row.Id != 0)
                    byNearness[(row.Province == product.Province && row.Province != 0 ? 0 : 2) + (row.ProducerId == product.ProducerId ? 1 : 0)].Add(row.ProductId);
        return [.. byNearness.SelectMany(products => products.Order().Take(most)).Take(most)];
    }

    /// <summary>The shelf with other rows in these places, or with none where the row is an empty one; itself where that changes nothing.</summary>
    public CatalogShelf With(IReadOnlyCollection<(int Id, CatalogRow Row)> places)
    {
        var changed = places.Where(place => this[place.Id] != place.Row).ToLookup(place => place.Id / ChunkSize);
        if (changed.Count == 0) return this;

        var chunks = new CatalogRow[]?[Math.Max(_chunks.Length, changed.Max(part => part.Key) + 1)];
        _chunks.CopyTo(chunks, 0);
        foreach (var part in changed)
        {
            var chunk = chunks[part.Key] = [.. chunks[part.Key] ?? new CatalogRow[ChunkSize]];
            foreach (var (id, row) in part) chunk[id % ChunkSize] = row;
        }

        return new CatalogShelf(chunks, Codes);
    }
}

public delegate bool CatalogSieve(in CatalogRow row);
