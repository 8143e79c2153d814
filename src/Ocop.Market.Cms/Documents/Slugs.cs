using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>Which addresses are free. The two languages of one text share theirs; types that live at the same place share a room.</summary>
public sealed class Slugs(ICmsDb db, KnownTypes types)
{
    public static readonly Refusal Taken = new("SlugTaken", "slug", "Đã có trang khác ở địa chỉ này.", "Another page has this address.");

    /// <param name="but">A document, with its other language, that may keep it.</param>
    public async Task<bool> IsFreeAsync(DocumentType type, string slug, string language, Document? but, CancellationToken cancel)
    {
        if (type.ReservedSlugs.Contains(slug)) return false;
        var room = types.All.Where(other => other.Alias == type.Alias || (type.Address is not null && other.Address == type.Address)).Select(other => other.Alias).ToList();
        var holders = await db.Documents.Where(document => document.Slug == slug && document.DeletedAt == null && room.Contains(document.Type))
            .Select(document => new { document.Type, document.Slug, document.Language }).ToListAsync(cancel);
        return holders.All(holder => but is not null ? holder.Type == but.Type && holder.Slug == but.Slug : holder.Type == type.Alias && holder.Language != language);
    }

    /// <summary>A free one made of the title: "che-tan-cuong", "che-tan-cuong-2".</summary>
    public async Task<string> NewAsync(DocumentType type, string title, CancellationToken cancel)
    {
        var wish = VietnameseText.Slug(title) is { Length: > 0 } words ? words : type.Alias.ToLowerInvariant();
        if (wish.Length > 80) wish = wish[..80].TrimEnd('-');
        var room = types.All.Where(other => other.Address == type.Address || other.Alias == type.Alias).Select(other => other.Alias).ToList();
        var taken = (await db.Documents.Where(document => document.DeletedAt == null && room.Contains(document.Type) && document.Slug.StartsWith(wish)).Select(document => document.Slug).ToListAsync(cancel)).ToHashSet();
        taken.UnionWith(type.ReservedSlugs);
        return !taken.Contains(wish) ? wish : Enumerable.Range(2, taken.Count + 1).Select(number => FormattableString.Invariant($"{wish}-{number}")).First(slug => !taken.Contains(slug));
    }
}
