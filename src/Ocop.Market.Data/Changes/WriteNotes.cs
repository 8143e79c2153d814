using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data.Mapping;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Changes;

/// <summary>What every save leaves behind: a raised version on each changed entity and one Change row for each subject, in the same transaction.</summary>
internal sealed class WriteNotes(TimeProvider clock) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        AddTo(data.Context!);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData data, InterceptionResult<int> result)
    {
        AddTo(data.Context!);
        return result;
    }

    private void AddTo(DbContext db)
    {
        var now = clock.UtcNow();
        var entries = db.ChangeTracker.Entries().ToList();
        var subjects = entries.Where(IsWritten).Select(entry => entry.Entity).OfType<ITellsChange>().Select(teller => teller.ChangeSubject).ToHashSet();
        foreach (var entry in entries)
        {
            if (entry is { Entity: IOnlyAppended, State: EntityState.Modified or EntityState.Deleted }) throw new InvalidOperationException($"{entry.Metadata.DisplayName()} is only ever appended to.");
            // A product is as new as its variants and decisions.
            if (entry.Entity is Product product && subjects.Contains(product.ChangeSubject)) entry.Property(nameof(Product.UpdatedAt)).CurrentValue = now;
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty(VersionTokens.Property) is not null)
                entry.Property(VersionTokens.Property).CurrentValue = (long)entry.Property(VersionTokens.Property).OriginalValue! + 1;
        }

        db.Set<Change>().AddRange(subjects.Select(subject => new Change(now, subject)));
    }

    private static bool IsWritten(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;
}
