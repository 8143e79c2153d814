using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ocop.Market.Data.Mapping;

/// <summary>ProductSet.GroupSlug → product_sets.group_slug: names that need no quotes in psql.</summary>
internal static class SnakeCaseNames
{
    public static void ApplyTo(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (!entity.IsOwned()) entity.SetTableName(Snake(entity.GetTableName()!));
            Rename(entity);
            foreach (var key in entity.GetKeys()) key.SetName(Snake(key.GetName()!));
            foreach (var foreignKey in entity.GetForeignKeys()) foreignKey.SetConstraintName(Snake(foreignKey.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

    private static void Rename(IMutableTypeBase type)
    {
        foreach (var property in type.GetProperties()) property.SetColumnName(Snake(property.GetColumnName()));
        foreach (var complex in type.GetComplexProperties()) Rename(complex.ComplexType);
    }

    private static string Snake(string name)
    {
        var builder = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (char.IsUpper(letter) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                builder.Append('_');
            builder.Append(char.ToLowerInvariant(letter));
        }

        return builder.ToString();
    }
}
