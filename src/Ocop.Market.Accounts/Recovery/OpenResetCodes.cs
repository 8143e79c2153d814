using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Accounts.Recovery;

/// <summary>Codes that still open an account. They end with whatever changes the ways into it.</summary>
internal static class OpenResetCodes
{
    public static Task<int> EndResetCodesAsync(this IAccountsDb db, Guid userId, DateTime now, CancellationToken cancel) =>
        db.ResetCodes.Where(code => code.UserId == userId && code.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(code => code.UsedAt, now), cancel);
}
