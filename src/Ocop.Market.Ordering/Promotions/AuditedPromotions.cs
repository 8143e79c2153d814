using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>They belong to the whole programme, and so do their entries.</summary>
public sealed class AuditedPromotions(IOrderingDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.PromotionKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes)
    {
        var isWide = scopes.Contains(Scope.Programme);
        return db.Promotions.Where(_ => isWide).Select(promotion => promotion.Id).AsEntryIds();
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Promotions.Where(promotion => wanted.Contains(promotion.Id)).ToDictionaryAsync(promotion => promotion.Id.ToString(), promotion => promotion.Name, cancel);
    }
}
