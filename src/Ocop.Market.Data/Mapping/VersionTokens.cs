using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Data.Mapping;

/// <summary>Every entity with a <c>long Version</c> refuses a save made from a stale copy. The save interceptor raises the number.</summary>
internal static class VersionTokens
{
    public const string Property = "Version";

    public static void ApplyTo(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
            if (entity.FindProperty(Property) is { ClrType: var type } version && type == typeof(long))
                version.IsConcurrencyToken = true;
    }
}
