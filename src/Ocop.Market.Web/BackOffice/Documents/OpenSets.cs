using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>Sets that have not gone live: what boxes and promotions can be tied to.</summary>
public sealed class OpenSets(ICmsDb db, Words words)
{
    private const int Most = 50;

    /// <param name="chosen">Offered even where it has gone live since.</param>
    public async Task<IReadOnlyList<(string Value, string Label)>> ChoicesAsync(Guid? chosen, CancellationToken cancel)
    {
        var sets = await db.PublishingSets.AsNoTracking().Where(set => set.State != SetState.Published || set.Id == chosen).OrderBy(set => set.Name).Take(Most).Select(set => new { set.Id, set.Name }).ToListAsync(cancel);
        return [("", words["Không theo bộ nào", "No set"]), .. sets.Select(set => (set.Id.ToString(), set.Name))];
    }
}
