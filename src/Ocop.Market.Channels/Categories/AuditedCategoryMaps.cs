using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Categories;

/// <summary>A map is the same for all producers and belongs to no place.</summary>
public sealed class AuditedCategoryMaps(IChannelsDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.CategoryMapKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes)
    {
        var isWide = scopes.Contains(Scope.Programme);
        return db.CategoryMaps.Where(_ => isWide).Select(map => map.Id).AsEntryIds();
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.CategoryMaps.Where(map => wanted.Contains(map.Id)).ToDictionaryAsync(map => map.Id.ToString(), map => $"{map.Channel}: {map.CategoryName}", cancel);
    }
}
