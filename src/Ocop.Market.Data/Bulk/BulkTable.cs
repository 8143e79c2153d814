using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ocop.Market.Data.Bulk;

/// <param name="Type">As the database driver takes it, null allowed.</param>
internal sealed record BulkColumn(string Name, Type Type, Func<object, object?> ValueIn);

/// <summary>How the rows of one entity are written without the change tracker: its table and columns, as the model has them.</summary>
internal sealed class BulkTable(IEntityType entity)
{
    public string Name { get; } = entity.GetTableName()!;

    /// <summary>All but those that the database fills in.</summary>
    public IReadOnlyList<BulkColumn> Columns { get; } = [.. ColumnsOf(entity, row => row)];

    public string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>The end of an INSERT that overwrites the row of the same key. Both databases read the same words.</summary>
    public string OrOverwrite =>
        $" ON CONFLICT ({string.Join(", ", entity.FindPrimaryKey()!.Properties.Select(key => key.GetColumnName()))}) DO UPDATE SET {string.Join(", ", Columns.Select(column => $"{column.Name} = excluded.{column.Name}"))}";

    private static IEnumerable<BulkColumn> ColumnsOf(ITypeBase type, Func<object, object?> owner)
    {
        foreach (var property in type.GetProperties())
            if (property.ValueGenerated == ValueGenerated.Never) yield return Column(property, owner);
        foreach (var complex in type.GetComplexProperties())
            foreach (var column in ColumnsOf(complex.ComplexType, row => owner(row) is { } part ? complex.PropertyInfo!.GetValue(part) : null)) yield return column;
    }

    private static BulkColumn Column(IProperty property, Func<object, object?> owner)
    {
        var converter = property.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        if (type.IsValueType && Nullable.GetUnderlyingType(type) is null) type = typeof(Nullable<>).MakeGenericType(type);
        object? Value(object row) => owner(row) is { } part ? property.PropertyInfo!.GetValue(part) : null;
        return new BulkColumn(property.GetColumnName(), type, converter is null ? Value : row => converter.ConvertToProvider(Value(row)));
    }
}
