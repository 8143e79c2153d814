using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Cms.Desk;

public sealed class AuditedDocuments(ICmsDb db) : IAuditedSubjects
{
    public string Kind => "document";

    // Entries write ids in small letters, SQLite keeps them in large ones; the banned word is about cultures, and this one becomes SQL.
#pragma warning disable RS0030, CA1304, CA1311
    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Documents.Within(document => document.ScopePath, scopes).Select(document => document.Id.ToString().ToLower());
#pragma warning restore RS0030, CA1304, CA1311

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Documents.Where(document => wanted.Contains(document.Id)).ToDictionaryAsync(document => document.Id.ToString(), document => document.Title, cancel);
    }
}

public sealed class AuditedMedia(ICmsDb db) : IAuditedSubjects
{
    public string Kind => "media";

#pragma warning disable RS0030, CA1304, CA1311
    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.MediaItems.Within(item => item.ScopePath, scopes).Select(item => item.Id.ToString().ToLower());
#pragma warning restore RS0030, CA1304, CA1311

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.MediaItems.Where(item => wanted.Contains(item.Id)).ToDictionaryAsync(item => item.Id.ToString(), item => item.FileName, cancel);
    }
}
