using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
        var subjects = new HashSet<ChangeSubject>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Entity is ITellsChange teller) subjects.Add(teller.ChangeSubject);
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty(VersionTokens.Property) is not null)
                entry.Property(VersionTokens.Property).CurrentValue = (long)entry.Property(VersionTokens.Property).OriginalValue! + 1;
        }

        var now = clock.UtcNow();
        db.Set<Change>().AddRange(subjects.Select(subject => new Change(now, subject)));
    }
}
