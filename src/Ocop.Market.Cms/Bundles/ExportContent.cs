using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Bundles;

/// <param name="PicturesWithoutFile">Known to the library, but their files are gone; a market that lacks them will say so.</param>
public sealed record ExportedContent(int Documents, int Redirects, int Pictures, int PicturesWithoutFile);

/// <summary>Writes content as a <see cref="ContentBundle"/>: live and, where it is newer, latest content, the old addresses, and the pictures that are shown in it.</summary>
public sealed class ExportContent(ICmsDb db, KnownTypes types, MediaStore media, TimeProvider clock)
{
    /// <param name="chosen">Aliases of types; empty takes all.</param>
    /// <param name="actor">Where it is not a person: "command:content".</param>
    public async Task<Outcome<ExportedContent>> HandleAsync(Person by, IReadOnlyCollection<string> chosen, Stream output, CancellationToken cancel, string? actor = null)
    {
        if (!by.May(Act.ExchangeContent, Scope.Programme)) return DocumentTurn.NotAllowed;
        if (chosen.FirstOrDefault(alias => types.Find(alias) is null) is { } unknown) return new Refusal("TypeUnknown", "types", $"Không có loại bài “{unknown}”.", $"There is no document type “{unknown}”.");

        var documents = await DocumentsAsync(chosen, cancel);
        var redirects = await RedirectsAsync(documents, isAll: chosen.Count == 0, cancel);
        var pictures = await PicturesAsync(documents, cancel);
        if (documents.Count > ContentBundle.MostDocuments || pictures.Count > ContentBundle.MostPictures)
            return new Refusal("BundleTooLarge", "types", $"Quá {ContentBundle.MostDocuments} bài hoặc {ContentBundle.MostPictures} ảnh trong một bản sao. Hãy chọn ít loại bài hơn.", $"More than {ContentBundle.MostDocuments} documents or {ContentBundle.MostPictures} pictures in one bundle. Please choose fewer types.");

        var now = clock.UtcNow();
        var bundle = new ContentBundle(ContentBundle.CurrentFormat, new BundleMaking(actor ?? by.Actor, now), documents, redirects, pictures);
        var missing = await WriteAsync(bundle, output, cancel);
        db.AuditEntries.Add(new AuditEntry(now, actor ?? by.Actor, "ContentExported", new ChangeSubject("market", "content"), after: $"documents: {documents.Count}\nredirects: {redirects.Count}\npictures: {pictures.Count}"));
        await db.SaveChangesAsync(cancel);
        return new ExportedContent(documents.Count, redirects.Count, pictures.Count, missing);
    }

    private async Task<List<BundleDocument>> DocumentsAsync(IReadOnlyCollection<string> chosen, CancellationToken cancel)
    {
        var aliases = chosen.Count > 0 ? chosen : [.. types.All.Select(type => type.Alias)];
        var rows = await (
            from document in db.Documents.AsNoTracking()
            where document.DeletedAt == null && document.LatestRevisionId != null && aliases.Contains(document.Type)
            join latest in db.Revisions.AsNoTracking() on document.LatestRevisionId equals latest.Id
            join live in db.Revisions.AsNoTracking() on document.LiveRevisionId equals live.Id into lives
            from live in lives.DefaultIfEmpty()
            orderby document.Type, document.Slug, document.Language
            select new { document, latest, live }).ToListAsync(cancel);
        return [.. rows.Select(row => new BundleDocument(row.document.Id, row.document.Type, row.document.Slug, row.document.Language, row.document.ScopePath, row.document.ParentId,
            row.live is null ? null : DocumentContent.Of(row.live), row.live?.Id == row.latest.Id ? null : DocumentContent.Of(row.latest)))];
    }

    /// <summary>With chosen types only their own; what somebody wrote by hand belongs to the whole.</summary>
    private async Task<List<BundleRedirect>> RedirectsAsync(IReadOnlyList<BundleDocument> documents, bool isAll, CancellationToken cancel)
    {
        var ids = documents.Select(document => document.Id).ToHashSet();
        var all = await db.Redirects.AsNoTracking().OrderBy(redirect => redirect.FromPath).ToListAsync(cancel);
        return [.. all.Where(redirect => redirect.DocumentId is { } id ? ids.Contains(id) : isAll).Select(redirect => new BundleRedirect(redirect.FromPath, redirect.ToPath, redirect.DocumentId))];
    }

    private async Task<List<BundlePicture>> PicturesAsync(IReadOnlyList<BundleDocument> documents, CancellationToken cancel)
    {
        var shown = documents.SelectMany(document => new[] { document.Live, document.Latest }.OfType<DocumentContent>().SelectMany(content => types.Find(document.Type)!.ReferencesOf(content)))
            .Where(line => line.Reference.Kind == Reference.MediaKind).Select(line => Guid.TryParse(line.Reference.Key, out var id) ? id : Guid.Empty).ToHashSet();
        var items = new List<MediaItem>();
        foreach (var portion in shown.Chunk(500)) items.AddRange(await db.MediaItems.AsNoTracking().Where(item => portion.Contains(item.Id) && item.DeletedAt == null).ToListAsync(cancel));
        return [.. items.OrderBy(item => item.Id).Select(item => new BundlePicture(item.Id, item.Key, item.FileName, item.Folder, item.ScopePath, item.AltVi, item.AltEn, item.Credit, item.FocalX, item.FocalY, item.Kind == MediaKind.Document ? item.Mime : null))];
    }

    private async Task<int> WriteAsync(ContentBundle bundle, Stream output, CancellationToken cancel)
    {
        var missing = 0;
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (var json = await NewEntry(ContentBundle.JsonName, CompressionLevel.Optimal).OpenAsync(cancel)) await JsonSerializer.SerializeAsync(json, bundle, ContentBundle.Json, cancel);
        foreach (var picture in bundle.Pictures)
        {
            await using var master = picture.Document is { } kind ? await media.OpenFileAsync(picture.Key, kind, cancel) : await media.OpenMasterAsync(picture.Key, cancel);
            if (master is null)
            {
                missing++;
                continue;
            }

            await using var file = await NewEntry(picture.EntryName, CompressionLevel.NoCompression).OpenAsync(cancel);
            await master.Content.CopyToAsync(file, cancel);
        }

        return missing;

        ZipArchiveEntry NewEntry(string name, CompressionLevel level)
        {
            var entry = zip.CreateEntry(name, level);
            entry.LastWriteTime = bundle.Made.At;
            return entry;
        }
    }
}
