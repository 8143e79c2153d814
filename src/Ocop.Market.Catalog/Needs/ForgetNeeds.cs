using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>For a job: who looked for goods is nobody's business for ever. What was needed, who offered and what came of it stays. The period stands on the page "quyen-rieng-tu".</summary>
public sealed class ForgetNeeds(ICatalogDb db, TimeProvider clock)
{
    /// <summary>After it was closed, or after its last day where nobody closed it.</summary>
    public const int KeptMonths = 12;

    private const int AtOnce = 200;

    /// <returns>How many were forgotten now.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var forgotten = 0;
        int inThisRound;
        do
        {
            inThisRound = (await db.InTransactionAsync<int>(async () => await ForgetSomeAsync(cancel), cancel)).Value;
            forgotten += inThisRound;
        }
        while (inThisRound == AtOnce);

        return forgotten;
    }

    private async Task<int> ForgetSomeAsync(CancellationToken cancel)
    {
        var day = clock.Today().AddMonths(-KeptMonths);
        var before = VietnamTime.StartOf(day);
        var old = await db.Needs.Where(need => need.ForgottenAt == null && (need.ClosedAt != null ? need.ClosedAt < before : need.LastDay < day)).OrderBy(need => need.CreatedAt).Take(AtOnce).ToListAsync(cancel);
        foreach (var need in old)
        {
            need.Forget(clock.UtcNow());
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "job:needs", "NeedForgotten", need.ChangeSubject));
            var key = NeedMails.KeyOf(need.Id) + "%";
            await db.OutboxMessages.Where(mail => EF.Functions.Like(mail.DedupeKey, key)).ExecuteDeleteAsync(cancel);
        }

        await db.SaveChangesAsync(cancel);
        return old.Count;
    }
}
