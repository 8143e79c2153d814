using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.FakeReports;

/// <summary>For a job: who reported is nobody's business for ever. What was reported of which goods, and what came of it, stays. The period stands on the page "quyen-rieng-tu".</summary>
public sealed class ForgetFakeReports(ICatalogDb db, TimeProvider clock)
{
    /// <summary>After it was closed.</summary>
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
        var before = VietnamTime.StartOf(clock.Today().AddMonths(-KeptMonths));
        var old = await db.FakeReports.Where(report => report.ForgottenAt == null && report.ClosedAt < before).OrderBy(report => report.ClosedAt).Take(AtOnce).ToListAsync(cancel);
        foreach (var report in old)
        {
            report.Forget(clock.UtcNow());
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "job:fake-reports", "FakeReportForgotten", report.ChangeSubject));
        }

        var ids = old.Select(report => report.Id).ToList();
        await db.FakeReportPhotos.Where(photo => ids.Contains(photo.ReportId)).ExecuteDeleteAsync(cancel);
        var mails = old.Select(report => CloseFakeReport.KeyOf(report.Id)).ToList();
        await db.OutboxMessages.Where(mail => mails.Contains(mail.DedupeKey)).ExecuteDeleteAsync(cancel);
        await db.SaveChangesAsync(cancel);
        return old.Count;
    }
}
