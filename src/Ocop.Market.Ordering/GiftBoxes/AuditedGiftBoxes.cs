using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>They belong to the whole programme, and so do their entries.</summary>
public sealed class AuditedGiftBoxes(IOrderingDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.GiftBoxKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes)
    {
        var isWide = scopes.Contains(Scope.Programme);
        return db.GiftBoxes.Where(_ => isWide).Select(box => box.Id).AsEntryIds();
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.GiftBoxes.Where(box => wanted.Contains(box.Id)).ToDictionaryAsync(box => box.Id.ToString(), box => box.Name, cancel);
    }
}
