using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Cms.Desk;

public sealed class AuditedDocuments(ICmsDb db) : IAuditedSubjects
{
    public string Kind => "document";

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Documents.Within(document => document.ScopePath, scopes).Select(document => document.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Documents.Where(document => wanted.Contains(document.Id)).ToDictionaryAsync(document => document.Id.ToString(), document => document.Title, cancel);
    }
}

public sealed class AuditedMedia(ICmsDb db) : IAuditedSubjects
{
    public string Kind => "media";

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.MediaItems.Within(item => item.ScopePath, scopes).Select(item => item.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.MediaItems.Where(item => wanted.Contains(item.Id)).ToDictionaryAsync(item => item.Id.ToString(), item => item.FileName, cancel);
    }
}
