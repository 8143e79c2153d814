using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Cms.Publishing;

/// <param name="Revision">Another one, as soon as anything in it changed.</param>
/// <param name="Place">"header" or "footer".</param>
public sealed record LiveMenu(Guid Revision, string Place, string Slug, string Language, string Title, IReadOnlyList<MenuLink> Links);

/// <param name="Address">Of this site ("/san-pham/…") or another (https).</param>
public sealed record MenuLink(string Label, string Address);

/// <summary>All menus that the public sees, in the order of their addresses.</summary>
public sealed class LiveMenus(ICmsDb db)
{
    public async Task<IReadOnlyList<LiveMenu>> ReadAsync(CancellationToken cancel)
    {
        var rows = await (
            from document in db.Documents.AsNoTracking()
            where document.DeletedAt == null && document.Type == OwnTypes.Menu
            join revision in db.Revisions.AsNoTracking() on document.LiveRevisionId equals revision.Id
            orderby document.Slug, document.Language
            select new { document.Slug, document.Language, Revision = revision }).ToListAsync(cancel);
        return [.. rows.Select(row => (Row: row, Content: DocumentContent.Of(row.Revision))).Select(it => new LiveMenu(
            it.Row.Revision.Id, it.Content.Text("place") ?? "", it.Row.Slug, it.Row.Language, it.Content.Title,
            [.. it.Content.Blocks.OfType<CallToActionBlock>().Select(block => new MenuLink(block.Label, block.Link))]))];
    }
}
