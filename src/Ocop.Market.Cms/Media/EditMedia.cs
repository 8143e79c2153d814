using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <param name="Version">Of the item as the person saw it.</param>
public sealed record MediaEdit(Guid Id, long Version, string FileName, string Folder, string AltVi, string AltEn, string Credit, double FocalX, double FocalY);

/// <summary>Words and place of a photo or a document, and a photo's focal point. Another focal point is another 4:5 cut under another address.</summary>
public sealed class EditMedia(ICmsDb db, MediaStore media, IEnumerable<IMediaUse> uses, TimeProvider clock)
{
    public async Task<Outcome<MediaItem>> HandleAsync(Person person, MediaEdit wish, CancellationToken cancel)
    {
        if (await db.MediaItems.FindAsync([wish.Id], cancel) is not { } item || !person.May(Act.ReadMedia, item.Scope)) return MediaRefusals.Unknown;
        if (!MediaRights.MayEdit(person, item)) return MediaRefusals.NotAllowed;
        if (item.DeletedAt is not null) return MediaRefusals.InBin;
        if (item.Version != wish.Version) return MediaRefusals.Stale;
        if (Refusals(wish) is { Count: > 0 } refusals) return Outcome<MediaItem>.Refused(refusals);

        var focus = new FocalPoint(wish.FocalX, wish.FocalY);
        if (focus == item.Focus || item.Kind != MediaKind.Photo) return await db.InTransactionAsync<MediaItem>(async () => await WriteAsync(person, item, wish, focus, cancel), cancel);

        var prepared = await media.PrepareCutAsync(item.Key, focus, cancel);
        // Too small for a product's card, so no card shows it.
        if (!prepared.Succeeded && prepared.Refusals[0].Reason != PictureRefusals.TooSmallReason) return Outcome<MediaItem>.Refused(prepared.Refusals);

        using var cut = prepared.Value;
        return await db.InTransactionAsync<MediaItem>(async () =>
        {
            var written = await WriteAsync(person, item, wish, focus, cancel);
            return written.Succeeded && cut is not null ? await uses.FollowAsync(db, item, cut, cancel) : written;
        }, cancel);
    }

    private async Task<Outcome<MediaItem>> WriteAsync(Person person, MediaItem item, MediaEdit wish, FocalPoint focus, CancellationToken cancel)
    {
        var before = Told(item);
        item.Describe(MediaWords.FileName(wish.FileName, item.Facts), MediaWords.Folder(wish.Folder).Value!, VietnameseText.Normalize(wish.AltVi), VietnameseText.Normalize(wish.AltEn), VietnameseText.Normalize(wish.Credit), focus);
        if (Told(item) == before) return item;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "MediaEdited", item.ChangeSubject, before, Told(item)));
        return await db.TrySaveAsync(cancel) ? item : MediaRefusals.Stale;
    }

    internal static List<Refusal> Refusals(MediaEdit wish)
    {
        List<Refusal> all = [.. MediaWords.Folder(wish.Folder).Refusals];
        foreach (var (field, words, most) in new[] { ("altVi", wish.AltVi, MediaItem.LongestAlt), ("altEn", wish.AltEn, MediaItem.LongestAlt), ("credit", wish.Credit, MediaItem.LongestCredit), ("fileName", wish.FileName, MediaItem.LongestName) })
            if (VietnameseText.Normalize(words).Length > most) all.Add(MediaRefusals.TooLong(field, most));
        if (!FocalPoint.IsWithin(wish.FocalX, wish.FocalY)) all.Add(MediaRefusals.FocusOutside);
        return all;
    }

    internal static string Told(MediaItem item) =>
        FormattableString.Invariant($"{item.Folder}/{item.FileName} | {item.AltVi} | {item.AltEn} | {item.Credit} | {item.FocalX:0.00};{item.FocalY:0.00}");
}
