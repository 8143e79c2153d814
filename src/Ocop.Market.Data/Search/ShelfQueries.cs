using System.Data.Common;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Search;

/// <param name="IsSettled">Nothing that commits later can come before it.</param>
internal readonly record struct ShelfNews(ChangePosition Position, bool IsSettled, ChangeSubject Subject);

/// <summary>What the shelf in memory reads, and how it learns of what was written since.</summary>
internal sealed class ShelfQueries(MarketDb db, ISearchDialect dialect)
{
    public async Task<List<ShelfNews>> NewsAsync(ChangePosition after, int most, CancellationToken cancel)
    {
        await using var command = db.Command(dialect.News);
        command.Add("transaction", after.Transaction);
        command.Add("id", after.Id);
        command.Add("most", most);
        return await command.ReadAsync(reader => new ShelfNews(
            new ChangePosition(reader.GetInt64(0), reader.GetInt64(1)), reader.GetBoolean(2), new ChangeSubject(reader.GetString(3), reader.GetString(4))), cancel);
    }

    /// <param name="products">Null for all.</param>
    /// <returns>An empty row where the product is not listed.</returns>
    public async Task<List<(int Id, CatalogRow Row)>> RowsAsync(IReadOnlyList<Guid>? products, FacetCodes codes, CancellationToken cancel)
    {
        await using var command = db.Command(
            $"""
             SELECT r.id, r.product_id, r.producer_id, r.group_slug, r.set_code, r.province_code, r.stars, r.stars_from, r.stars_until,
               r.certification_days, r.price, r.in_stock, r.created_at, r.is_listed
             FROM search_rows r {(products is null ? "" : $"WHERE {dialect.IsAmongProducts}")}
             """);
        if (products is not null) dialect.AddIds(command, products);
        return await command.ReadAsync(reader => (reader.GetInt32(0), reader.GetBoolean(13) ? RowOf(reader, codes) : default), cancel);
    }

    private static CatalogRow RowOf(DbDataReader reader, FacetCodes codes)
    {
        long? price = reader.IsDBNull(10) ? null : reader.GetInt64(10);
        return new CatalogRow(
            reader.GetInt32(0), reader.GetGuid(1), reader.GetGuid(2),
            codes.Groups.Give(Text(reader, 3)), codes.Sets.Give(Text(reader, 4)), codes.Provinces.Give(Text(reader, 5)),
            reader.IsDBNull(6) ? (byte)0 : (byte)reader.GetInt32(6), Day(reader, 7), Day(reader, 8),
            CertificationDays.Read(reader.GetString(9)), price, CatalogRow.BandOf(price), reader.GetBoolean(11), reader.GetInt64(12));
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateOnly Day(DbDataReader reader, int column) => reader.IsDBNull(column) ? DateOnly.MinValue : reader.GetFieldValue<DateOnly>(column);
}
