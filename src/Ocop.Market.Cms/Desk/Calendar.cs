using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Desk;

public enum CalendarKind { GoesLive, GoesDown, SetGoesLive, WentLive, SetWentLive }

/// <param name="Revision">When the revision that goes live was written.</param>
/// <param name="MayCancel">By this reader, with <see cref="Publishing.CancelSchedule"/> or <see cref="CancelSet"/>.</param>
public sealed record CalendarEntry(DateTime At, CalendarKind Kind, Guid Id, string Title, string? Type, string? Language, Guid? RevisionId, DateTime? Revision, string? By, string? LastFailure, long Version, bool MayCancel);

/// <summary>All that goes up or down by the clock between two days, and what was published on those that are past.</summary>
public sealed class Calendar(ICmsDb db)
{
    private const int Most = 1000;

    /// <param name="last">The last day, included. Days of Việt Nam.</param>
    public async Task<IReadOnlyList<CalendarEntry>> BetweenAsync(Person by, DateOnly first, DateOnly last, CancellationToken cancel)
    {
        var (start, end) = (VietnamTime.StartOf(first), VietnamTime.StartOf(last.AddDays(1)));
        var visible = db.Documents.AsNoTracking().For(by, Act.ReadContent).Where(document => document.DeletedAt == null);
        // One question for each column, so that each finds its index.
        var moved = visible.Where(document => document.GoLiveAt >= start && document.GoLiveAt < end).Select(document => document.Id)
            .Union(visible.Where(document => document.ExpireAt >= start && document.ExpireAt < end).Select(document => document.Id))
            .Union(visible.Where(document => document.PublishedAt >= start && document.PublishedAt < end).Select(document => document.Id));
        var rows = await (
            from document in db.Documents.AsNoTracking()
            where moved.Contains(document.Id)
            join scheduled in db.Revisions on document.ScheduledRevisionId equals scheduled.Id into pinned
            from revision in pinned.DefaultIfEmpty()
            orderby document.Id
            select new { Document = document, RevisionAt = revision == null ? (DateTime?)null : revision.CreatedAt, RevisionTitle = revision == null ? null : revision.Title }).Take(Most).ToListAsync(cancel);
        // A set reaches over the whole programme, so it is shown to those who shape that.
        var sets = !by.May(Act.ShapeSite, Scope.Programme) && !by.May(Act.ReadAudit, Scope.Programme) ? [] : await db.PublishingSets.AsNoTracking().Where(set => (set.State == SetState.Planned && set.GoLiveAt >= start && set.GoLiveAt < end) || (set.PublishedAt >= start && set.PublishedAt < end)).Take(Most).ToListAsync(cancel);

        var entries = new List<CalendarEntry>();
        foreach (var row in rows)
        {
            var document = row.Document;
            var mayCancel = by.May(Act.ApproveContent, document.Scope);
            if (Within(document.GoLiveAt)) entries.Add(Of(document, document.GoLiveAt!.Value, CalendarKind.GoesLive, mayCancel) with { Title = row.RevisionTitle ?? document.Title, RevisionId = document.ScheduledRevisionId, Revision = row.RevisionAt, By = document.ScheduledBy });
            if (Within(document.ExpireAt)) entries.Add(Of(document, document.ExpireAt!.Value, CalendarKind.GoesDown, mayCancel) with { By = document.ScheduledBy });
            if (document.IsLive && Within(document.PublishedAt)) entries.Add(Of(document, document.PublishedAt!.Value, CalendarKind.WentLive, false) with { RevisionId = document.LiveRevisionId });
        }

        foreach (var set in sets)
        {
            var isPast = set.State == SetState.Published;
            entries.Add(new CalendarEntry(isPast ? set.PublishedAt!.Value : set.GoLiveAt!.Value, isPast ? CalendarKind.SetWentLive : CalendarKind.SetGoesLive, set.Id, set.Name, null, null, null, null, set.PlannedBy, set.LastFailure, set.Version, !isPast && by.May(Act.ShapeSite, Scope.Programme)));
        }

        return [.. entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Title, StringComparer.Ordinal)];

        bool Within(DateTime? at) => at >= start && at < end;
    }

    private static CalendarEntry Of(Document document, DateTime at, CalendarKind kind, bool mayCancel) =>
        new(at, kind, document.Id, document.Title, document.Type, document.Language, null, null, null, kind == CalendarKind.WentLive ? null : document.LastFailure, document.Version, mayCancel);
}
