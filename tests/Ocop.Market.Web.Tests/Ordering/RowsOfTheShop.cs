using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Web.Tests.Ordering;

/// <summary>Every row of what is bought, held, paid and owed, and of what tells of it. What is refused leaves all of them as they were.</summary>
internal static class RowsOfTheShop
{
    public static Task<IReadOnlyList<string>> RowsAsync(this MarketSite site) => site.InScopeAsync<IReadOnlyList<string>>(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var rows = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Where(IsOfTheShop).Select(type => type.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) rows.Add($"{table}: {string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column))))}");
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    });

    /// <summary>Messages in the name of a gateway are kept, believed or not: they are no part of it.</summary>
    private static bool IsOfTheShop(IEntityType type) => type.ClrType != typeof(KeptMessage)
        && (type.ClrType.Namespace!.StartsWith("Ocop.Market.Ordering", StringComparison.Ordinal) || type.ClrType == typeof(Variant) || type.ClrType == typeof(OutboxMessage) || type.ClrType == typeof(AuditEntry));

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
