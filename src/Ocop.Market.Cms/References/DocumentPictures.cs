using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Cms.References;

/// <summary>Documents that show a photo of the library, or offer a document of it. They keep its id alone, so a replaced file shows by itself.</summary>
internal sealed class DocumentPictures(ICmsDb db, Documents.KnownTypes types) : IMediaUse
{
    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel)
    {
        var key = mediaId.ToString();
        var lines = await (
            from line in db.DocumentReferences.AsNoTracking()
            join document in db.Documents.AsNoTracking() on line.DocumentId equals document.Id
            where line.Kind == Reference.MediaKind && line.Key == key && document.DeletedAt == null
            orderby document.Title, line.Id
            select new { document.Type, document.Title, document.Slug, line.Path, document.LiveRevisionId }).ToListAsync(cancel);
        return [.. lines.Select(line => (Type: types.Find(line.Type), Line: line)).Where(it => it.Type is not null)
            .Select(it => new MediaPlace(it.Type!.Name, $"{it.Line.Title} ({it.Line.Path})", it.Line.LiveRevisionId is null ? null : it.Type.AddressOf(it.Line.Slug)))];
    }

    public async Task<IReadOnlyDictionary<Guid, int>> CountsAsync(IReadOnlyCollection<Guid> mediaIds, CancellationToken cancel)
    {
        var keys = mediaIds.Select(id => id.ToString()).ToList();
        var lines = await (
            from line in db.DocumentReferences.AsNoTracking()
            join document in db.Documents.AsNoTracking() on line.DocumentId equals document.Id
            where line.Kind == Reference.MediaKind && keys.Contains(line.Key) && document.DeletedAt == null
            group line by line.Key into byKey
            select new { byKey.Key, Count = byKey.Count() }).ToListAsync(cancel);
        return lines.ToDictionary(line => Guid.Parse(line.Key), line => line.Count);
    }

    public Task<bool> IsPublicAsync(Guid mediaId, CancellationToken cancel)
    {
        var key = mediaId.ToString();
        return (
            from line in db.DocumentReferences
            join document in db.Documents on line.DocumentId equals document.Id
            where line.Kind == Reference.MediaKind && line.Key == key && line.IsLive && document.LiveRevisionId != null && document.DeletedAt == null
            select line.Id).AnyAsync(cancel);
    }
}
