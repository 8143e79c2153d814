using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Buyers;

/// <summary>Buyers belong to no province, and their entries tell nobody who they are.</summary>
public sealed class AuditedBuyers(IOrderingDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.BuyerKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes)
    {
        var isWide = scopes.Contains(Scope.Programme);
        return db.Buyers.Where(_ => isWide).Select(buyer => buyer.Id).AsEntryIds();
    }

    public Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(ids.ToDictionary(id => id, id => id[^8..]));
}
