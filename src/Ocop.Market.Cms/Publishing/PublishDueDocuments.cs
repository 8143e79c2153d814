using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Publishing;

/// <summary>
/// For a job: what the clock has reached goes up or comes down. Each by itself and in a transaction of its own: one that fails is noted on
/// the desk and tried again later, and the others go on. Safe to repeat, to kill, and to run on two nodes at once.
/// </summary>
public sealed partial class PublishDueDocuments(ICmsDb db, PublicPages pages, SetPublication sets, TimeProvider clock, ILogger<PublishDueDocuments> log)
{
    public const string Actor = "job:publish-due";
    private const int Portion = 200;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(5);

    /// <returns>How many went up or down; a set counts as one.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var resting = now - PauseAfterFailure;
        var up = await db.Documents.Where(it => it.GoLiveAt <= now && it.ScheduledRevisionId != null && (it.LastFailureAt == null || it.LastFailureAt <= resting))
            .OrderBy(it => it.GoLiveAt).ThenBy(it => it.Id).Select(it => it.Id).Take(Portion).ToListAsync(cancel);
        var together = await db.PublishingSets.Where(it => it.State == SetState.Planned && it.GoLiveAt <= now && (it.LastFailureAt == null || it.LastFailureAt <= resting))
            .OrderBy(it => it.GoLiveAt).ThenBy(it => it.Id).Select(it => it.Id).Take(Portion).ToListAsync(cancel);

        var done = 0;
        foreach (var id in up) done += await OneAsync(id, () => PutUpAsync(id, now, cancel), cancel);
        foreach (var id in together) done += await OneSetAsync(id, now, cancel);
        // Asked after the others: what should have gone up and down while no server ran does both.
        var down = await db.Documents.Where(it => it.ExpireAt <= now && it.LiveRevisionId != null && (it.LastFailureAt == null || it.LastFailureAt <= resting))
            .OrderBy(it => it.ExpireAt).ThenBy(it => it.Id).Select(it => it.Id).Take(Portion).ToListAsync(cancel);
        foreach (var id in down) done += await OneAsync(id, () => TakeDownAsync(id, now, cancel), cancel);
        return done;
    }

    private async Task<bool> PutUpAsync(Guid id, DateTime now, CancellationToken cancel)
    {
        if (await LockedAsync(id, cancel) is not { ScheduledRevisionId: { } revisionId, DeletedAt: null } document || document.GoLiveAt > now) return false;
        var revision = await db.Revisions.SingleAsync(it => it.Id == revisionId, cancel);
        await pages.PutUpAsync(document, revision, Actor, cancel);
        return true;
    }

    private async Task<bool> TakeDownAsync(Guid id, DateTime now, CancellationToken cancel)
    {
        // What was to come down before a later revision goes up again has been answered by that one.
        if (await LockedAsync(id, cancel) is not { IsLive: true } document || document.ExpireAt is not { } expires || expires > now) return false;
        await pages.TakeDownAsync(document, Actor, cancel);
        return true;
    }

    private async Task<Document?> LockedAsync(Guid id, CancellationToken cancel) =>
        await db.Documents.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel) == 0 ? null : await db.Documents.SingleAsync(it => it.Id == id, cancel);

    private async Task<int> OneAsync(Guid id, Func<Task<bool>> act, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        try
        {
            var outcome = await db.InTransactionAsync<bool>(async () =>
            {
                var acted = await act();
                await db.SaveChangesAsync(cancel);
                return acted;
            }, cancel);
            return outcome.Value ? 1 : 0;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            Failed(failure, id);
            var (words, at) = (Told(failure), clock.UtcNow());
            await db.Documents.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.LastFailure, words).SetProperty(it => it.LastFailureAt, at), cancel);
            return 0;
        }
    }

    private async Task<int> OneSetAsync(Guid id, DateTime now, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        string words;
        try
        {
            var outcome = await sets.PublishAsync(id, set => set.State == SetState.Planned && set.GoLiveAt <= now, Actor, cancel);
            if (outcome.Succeeded) return outcome.Value ? 1 : 0;
            words = string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message.Vi));
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            SetFailed(failure, id);
            words = Told(failure);
        }

        db.ChangeTracker.Clear();
        var at = clock.UtcNow();
        await db.PublishingSets.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.LastFailure, words).SetProperty(it => it.LastFailureAt, at), cancel);
        return 0;
    }

    private static string Told(Exception failure) => $"{failure.GetType().Name}: {failure.Message}" is var words && words.Length > 500 ? words[..500] : words;

    [LoggerMessage(Level = LogLevel.Error, Message = "Document {Id} could not go up or down; it is tried again in some minutes")]
    private partial void Failed(Exception failure, Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Set {Id} could not go live; it is tried again in some minutes")]
    private partial void SetFailed(Exception failure, Guid id);
}
