using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Recognition;

/// <summary>
/// Notes the decisions that have ended. Nothing waits for it: stars vanish at midnight by their dates alone. It keeps reports and
/// history true, tells caches and feeds, and may run as often as it likes.
/// </summary>
public sealed class ScanRecognitions(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <returns>How many decisions were marked.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var marked = 0;
        int inThisRound;
        do
        {
            inThisRound = (await db.InTransactionAsync<int>(async () => await MarkSomeAsync(cancel), cancel)).Value;
            marked += inThisRound;
        }
        while (inThisRound == AtOnce);

        return marked;
    }

    private async Task<int> MarkSomeAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        var ended = await db.RecognitionDecisions
            .Where(decision => decision.ValidUntil < today && decision.State != RecognitionState.Lapsed && decision.State != RecognitionState.Revoked)
            .OrderBy(decision => decision.ValidUntil).ThenBy(decision => decision.Id)
            .Take(AtOnce).ToListAsync(cancel);
        if (ended.Count == 0) return 0;

        foreach (var decision in ended)
        {
            var before = string.Create(CultureInfo.InvariantCulture, $"{decision.State}, {decision.Stars} stars until {decision.ValidUntil:yyyy-MM-dd}");
            decision.MarkLapsed();
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "job:recognitions", "RecognitionLapsed", decision.ChangeSubject, before, nameof(RecognitionState.Lapsed)));
        }

        await db.SaveChangesAsync(cancel);
        await searchRows.RefreshAsync([.. ended.Select(decision => decision.ProductId).Distinct()], cancel);
        await db.SaveChangesAsync(cancel);
        return ended.Count;
    }
}
