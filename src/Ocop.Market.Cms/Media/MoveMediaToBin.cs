using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>Takes a photo out of the library that no place shows. It can be taken out of the bin again.</summary>
public sealed class MoveMediaToBin(ICmsDb db, IEnumerable<IMediaUse> uses, TimeProvider clock)
{
    public Task<Outcome<MediaItem>> HandleAsync(Person person, Guid id, CancellationToken cancel) => db.InTransactionAsync<MediaItem>(async () =>
    {
        if (await db.MediaItems.FindAsync([id], cancel) is not { } item || !person.May(Act.ReadMedia, item.Scope)) return MediaRefusals.Unknown;
        if (!MediaRights.MayEdit(person, item)) return MediaRefusals.NotAllowed;
        if (item.DeletedAt is not null) return item;

        var places = new List<MediaPlace>();
        foreach (var use in uses) places.AddRange(await use.PlacesAsync(id, cancel));
        if (places.Count > 0) return MediaRefusals.InUse(places);

        item.MoveToBin(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "MediaMovedToBin", item.ChangeSubject));
        return await db.TrySaveAsync(cancel) ? item : MediaRefusals.Stale;
    }, cancel);
}

public sealed class RestoreMedia(ICmsDb db, TimeProvider clock)
{
    public Task<Outcome<MediaItem>> HandleAsync(Person person, Guid id, CancellationToken cancel) => db.InTransactionAsync<MediaItem>(async () =>
    {
        if (await db.MediaItems.FindAsync([id], cancel) is not { } item || !person.May(Act.ReadMedia, item.Scope)) return MediaRefusals.Unknown;
        if (!MediaRights.MayEdit(person, item)) return MediaRefusals.NotAllowed;
        if (item.DeletedAt is null) return item;

        item.Restore();
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "MediaRestored", item.ChangeSubject));
        return await db.TrySaveAsync(cancel) ? item : MediaRefusals.Stale;
    }, cancel);
}
