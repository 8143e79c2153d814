using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Bulk;

/// <summary>New rows by the thousand: the change tracker would take a millisecond for what takes some microseconds.</summary>
internal static class BulkRows
{
    private const int AtOnce = 1000;

    /// <summary>Rows of one table; one that stands there under the same key is written over.</summary>
    public static async Task OverwriteAsync<T>(this MarketDb db, IAsyncEnumerable<T> rows, CancellationToken cancel) where T : class
    {
        var table = db.TableOf(typeof(T));
        await foreach (var some in rows.Chunk(AtOnce).WithCancellation(cancel)) await db.WriteRowsAsync(table, some, overwrite: true, cancel);
    }

    /// <summary>Rows of several tables in any order: what others point at is written first. Leaves the Change rows that a save would.</summary>
    public static async Task InsertAsync(MarketDb db, IReadOnlyCollection<object> rows, DateTime now, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Rows are inserted in bulk inside a transaction.");
        var changes = rows.OfType<ITellsChange>().Select(row => row.ChangeSubject).Distinct().Select(subject => new Change(now, subject));
        var byType = rows.Concat(changes).ToLookup(row => row.GetType());
        foreach (var type in byType.OrderBy(type => db.Depth(type.Key, byType)))
        {
            var table = db.TableOf(type.Key);
            foreach (var some in type.Chunk(AtOnce)) await db.WriteRowsAsync(table, some, overwrite: false, cancel);
        }
    }

    private static int Depth(this MarketDb db, Type type, ILookup<Type, object> written) =>
        db.Model.FindEntityType(type)!.GetForeignKeys().Select(key => key.PrincipalEntityType.ClrType)
            .Where(principal => principal != type && written.Contains(principal))
            .Select(principal => 1 + db.Depth(principal, written)).DefaultIfEmpty().Max();

    private static BulkTable TableOf(this MarketDb db, Type type) =>
        new(db.Model.FindEntityType(type) ?? throw new ArgumentException($"{type.Name} has no table.", nameof(type)));
}
