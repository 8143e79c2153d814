using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>Whoever writes anything of a need holds its row: the buyer with a code, producers who answer, officers.</summary>
internal static class NeedTurn
{
    public static readonly Refusal Unknown = new("NeedUnknown", "", "Không có nhu cầu này.", "There is no such need.");
    public static readonly Refusal Stale = new("Stale", "", "Có người vừa xử lý nhu cầu này. Xem lại rồi làm tiếp.", "Somebody has just handled this need. Please look again.");
    public static readonly Refusal Over = new("Over", "", "Nhu cầu này đã hết hạn hoặc đã khép.", "This need is over or closed.");

    public static async Task<Need?> LockAsync(ICatalogDb db, Guid id, CancellationToken cancel)
    {
        await db.Needs.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        return await db.Needs.FirstOrDefaultAsync(it => it.Id == id, cancel);
    }

    /// <summary>The need, locked, as the officer saw it.</summary>
    public static async Task<Outcome<Need>> TakeAsync(ICatalogDb db, Person person, Guid id, long version, CancellationToken cancel)
    {
        var isCurrent = await db.Needs.Where(it => it.Id == id && it.Version == version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        if (await db.Needs.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } need || !person.May(Act.ReadNeeds, need.Scope)) return Unknown;
        if (!person.May(Act.HandleNeeds, need.Scope)) return NoRight.Here;
        return isCurrent && need.State != NeedState.Closed ? need : Stale;
    }
}
