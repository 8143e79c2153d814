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
        var ids = old.Select(claim => claim.Id).ToList();
        foreach (var claim in old) claim.Forget(clock.UtcNow());
        await db.ClaimPhotos.Where(photo => ids.Contains(photo.ClaimId)).ExecuteDeleteAsync(cancel);
        await db.SaveChangesAsync(cancel);
        return old.Count;
    }, cancel)).Value;
}
