using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Claims;

/// <summary>For a job: photos of somebody's kitchen table and their words are not kept for ever. The period stands on the page "quyen-rieng-tu".</summary>
public sealed class ForgetClaims(IOrderingDb db, TimeProvider clock)
{
    /// <summary>After it was closed.</summary>
    public const int KeptMonths = 12;

    /// <returns>How many were forgotten now.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel) => (await db.InTransactionAsync<int>(async () =>
    {
        var before = VietnamTime.StartOf(clock.Today().AddMonths(-KeptMonths));
        var old = await db.Claims.Where(claim => claim.ForgottenAt == null && claim.ClosedAt < before).OrderBy(claim => claim.ClosedAt).Take(200).ToListAsync(cancel);
        await ForgetAsync(db, old, clock.UtcNow(), cancel);
        await db.SaveChangesAsync(cancel);
        return old.Count;
    }, cancel)).Value;

    /// <summary>The caller saves.</summary>
    internal static async Task ForgetAsync(IOrderingDb db, IReadOnlyCollection<Claim> claims, DateTime now, CancellationToken cancel)
    {
        var ids = claims.Select(claim => claim.Id).ToList();
        foreach (var claim in claims) claim.Forget(now);
        await db.ClaimPhotos.Where(photo => ids.Contains(photo.ClaimId)).ExecuteDeleteAsync(cancel);
    }
}
