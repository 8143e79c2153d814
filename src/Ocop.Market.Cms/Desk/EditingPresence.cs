using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Desk;

/// <summary>"X is editing": true as long as their window says so at least once a minute. Nobody is locked out by it.</summary>
public sealed class EditingPresence
{
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);

    private EditingPresence() { }

    public EditingPresence(Guid documentId, Guid personId, string personName, DateTime now) => (DocumentId, PersonId, PersonName, SeenAt) = (documentId, personId, personName, now);

    public Guid DocumentId { get; private set; }
    public Guid PersonId { get; private set; }
    public string PersonName { get; private set; } = "";
    public DateTime SeenAt { get; private set; }
}

public sealed record OtherEditor(Guid PersonId, string Name, DateTime SeenAt);

/// <param name="Others">Who else has the document open.</param>
/// <param name="LatestRevisionId">When it is another than the editor began with, somebody has saved.</param>
public sealed record EditingNews(IReadOnlyList<OtherEditor> Others, Guid? LatestRevisionId, long Version);

/// <summary>The window's heartbeat, answered with what else goes on.</summary>
public sealed class NoteEditing(ICmsDb db, TimeProvider clock)
{
    public async Task<Outcome<EditingNews>> HandleAsync(Person by, Guid documentId, CancellationToken cancel)
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId, cancel);
        if (document is null || !by.May(Act.ReadContent, document.Scope)) return DocumentTurn.Unknown;
        var now = clock.UtcNow();
        var outcome = await db.InTransactionAsync<bool>(async () =>
        {
            var known = await db.EditingPresences.Where(it => it.DocumentId == documentId && it.PersonId == by.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(it => it.SeenAt, now).SetProperty(it => it.PersonName, by.Name), cancel);
            if (known > 0) return true;
            await db.InsertAsync([new EditingPresence(documentId, by.Id, by.Name, now)], now, cancel);
            return true;
        }, cancel);
        var others = await OthersAsync(db, documentId, by.Id, now, cancel);
        return outcome.Succeeded ? new EditingNews(others, document.LatestRevisionId, document.Version) : Outcome<EditingNews>.Refused(outcome.Refusals);
    }

    internal static async Task<IReadOnlyList<OtherEditor>> OthersAsync(ICmsDb db, Guid documentId, Guid personId, DateTime now, CancellationToken cancel)
    {
        var since = now - EditingPresence.Lasts;
        return await db.EditingPresences.AsNoTracking().Where(it => it.DocumentId == documentId && it.PersonId != personId && it.SeenAt > since)
            .OrderBy(it => it.PersonName).Select(it => new OtherEditor(it.PersonId, it.PersonName, it.SeenAt)).ToListAsync(cancel);
    }
}

/// <summary>The window was closed.</summary>
public sealed class StopEditing(ICmsDb db)
{
    public Task<int> HandleAsync(Person by, Guid documentId, CancellationToken cancel) =>
        db.EditingPresences.Where(it => it.DocumentId == documentId && it.PersonId == by.Id).ExecuteDeleteAsync(cancel);
}
