using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Audit;

/// <param name="From">First local day.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Actor">As an entry names it, or the beginning of it: "job:".</param>
public sealed record AuditFilter(DateOnly? From = null, DateOnly? Until = null, string? Act = null, string? Kind = null, string? SubjectId = null, string? Actor = null);

/// <param name="SubjectName">Null where nobody knows it by name, or it is gone.</param>
public sealed record AuditLine(AuditEntry Entry, string? SubjectName);

/// <summary>
/// Who did what, the latest first. Whoever may read it for the whole programme reads everything; others read what is about the things in
/// their scopes, and nothing about accounts, imports or the market itself.
/// </summary>
public sealed class AuditLog(IAccountsDb db, IEnumerable<IAuditedSubjects> subjects)
{
    public const int PageSize = 50;

    /// <summary>Lines of one export. More is a question for the database's keeper.</summary>
    public const int MostExported = 50_000;

    private const int Portion = 1_000;

    public async Task<ListPage<AuditLine>> PageAsync(Person person, AuditFilter filter, int page, CancellationToken cancel)
    {
        var found = await Entries(person, filter).OrderByDescending(entry => entry.Id).PageAsync(page, PageSize, cancel);
        return new ListPage<AuditLine>(await NamedAsync(found.Rows, cancel), found.Total, found.Page, found.Size);
    }

    /// <summary>The same lines for a file, read in portions so that the whole never stands in memory; ends after <see cref="MostExported"/>.</summary>
    public async IAsyncEnumerable<AuditLine> ReadAsync(Person person, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        var entries = Entries(person, filter);
        var before = long.MaxValue;
        for (var read = 0; read < MostExported; read += Portion)
        {
            var portion = await entries.Where(entry => entry.Id < before).OrderByDescending(entry => entry.Id).Take(Portion).ToListAsync(cancel);
            foreach (var line in await NamedAsync(portion, cancel)) yield return line;
            if (portion.Count < Portion) yield break;
            before = portion[^1].Id;
        }
    }

    private IQueryable<AuditEntry> Entries(Person person, AuditFilter filter)
    {
        var entries = Readable(db.AuditEntries.AsNoTracking(), person.ScopesFor(Act.ReadAudit));
        if (filter.From is { } from)
        {
            var start = VietnamTime.StartOf(from);
            entries = entries.Where(entry => entry.At >= start);
        }

        if (filter.Until is { } until)
        {
            var end = VietnamTime.StartOf(until.AddDays(1));
            entries = entries.Where(entry => entry.At < end);
        }

        if (filter.Act is { } act) entries = entries.Where(entry => entry.Act == act);
        if (filter.Kind is { } kind) entries = entries.Where(entry => entry.SubjectKind == kind);
        if (filter.SubjectId is { } id) entries = entries.Where(entry => entry.SubjectId == id);
        if (filter.Actor is { } actor) entries = actor.EndsWith(':') ? entries.Where(entry => entry.Actor.StartsWith(actor)) : entries.Where(entry => entry.Actor == actor);
        return entries;
    }

    private IQueryable<AuditEntry> Readable(IQueryable<AuditEntry> entries, IReadOnlyList<Scope> scopes)
    {
        if (scopes.Contains(Scope.Programme)) return entries;
        Expression<Func<AuditEntry, bool>> readable = _ => false;
        if (scopes.Count > 0)
            foreach (var kind in subjects)
            {
                var (name, ids) = (kind.Kind, kind.IdsWithin(scopes));
                readable = readable.Or(entry => entry.SubjectKind == name && ids.Contains(entry.SubjectId));
            }

        return entries.Where(readable);
    }

    private async Task<IReadOnlyList<AuditLine>> NamedAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancel)
    {
        var names = new Dictionary<(string, string), string>();
        foreach (var kind in subjects)
        {
            var ids = entries.Where(entry => entry.SubjectKind == kind.Kind).Select(entry => entry.SubjectId).Distinct().ToList();
            if (ids.Count == 0) continue;
            foreach (var (id, name) in await kind.NamesAsync(ids, cancel)) names[(kind.Kind, id)] = name;
        }

        return [.. entries.Select(entry => new AuditLine(entry, names.GetValueOrDefault((entry.SubjectKind, entry.SubjectId))))];
    }
}
