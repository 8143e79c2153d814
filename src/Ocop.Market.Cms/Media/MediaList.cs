using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <param name="Words">Found in names, descriptions and credits, with or without marks.</param>
/// <param name="Folder">Null: all folders.</param>
/// <param name="Within">Only of this part of the programme; null: of every part the person may see.</param>
/// <param name="Page">From 1.</param>
public sealed record MediaFilter(string Words = "", string? Folder = null, Scope? Within = null, bool InBin = false, int Page = 1, MediaKind? Kind = null, FileKind? Document = null);

public sealed record MediaFolder(string Path, int Count);

public sealed record MediaPage(IReadOnlyList<MediaItem> Items, int Total, int Page, int Pages);

/// <summary>The library as one person sees it: filtered and cut into pages in the database.</summary>
public sealed class MediaList(ICmsDb db, IEnumerable<IMediaUse> uses)
{
    public const int PageSize = 48;

    public async Task<MediaPage> FindAsync(Person person, MediaFilter filter, CancellationToken cancel)
    {
        var items = Seen(person, filter);
        if (filter.Folder is { } folder) items = items.Where(item => item.Folder == folder);
        foreach (var word in VietnameseText.Fold(filter.Words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8)) items = items.Where(item => item.Folded.Contains(word));

        var total = await items.CountAsync(cancel);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var rows = await items.OrderByDescending(item => item.At).ThenByDescending(item => item.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return new MediaPage(rows, total, page, pages);
    }

    public async Task<IReadOnlyList<MediaFolder>> FoldersAsync(Person person, MediaFilter filter, CancellationToken cancel) =>
        await Seen(person, filter).GroupBy(item => item.Folder).OrderBy(group => group.Key).Select(group => new MediaFolder(group.Key, group.Count())).ToListAsync(cancel);

    /// <summary>In how many places each is shown; what is nowhere is not named.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> UsesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var counts = new Dictionary<Guid, int>();
        if (ids.Count == 0) return counts;
        foreach (var use in uses)
            foreach (var (id, count) in await use.CountsAsync(ids, cancel)) counts[id] = counts.GetValueOrDefault(id) + count;
        return counts;
    }

    private IQueryable<MediaItem> Seen(Person person, MediaFilter filter)
    {
        var items = db.MediaItems.AsNoTracking().Within(item => item.ScopePath, person.ScopesFor(Act.ReadMedia));
        if (filter.Within is { } scope)
        {
            var path = scope.Path;
            items = items.Where(item => item.ScopePath.StartsWith(path));
        }

        if (filter.Kind is { } kind) items = items.Where(item => item.Kind == kind);
        if (filter.Document is { Mime: var mime }) items = items.Where(item => item.Mime == mime);
        return filter.InBin ? items.Where(item => item.DeletedAt != null) : items.Where(item => item.DeletedAt == null);
    }
}
