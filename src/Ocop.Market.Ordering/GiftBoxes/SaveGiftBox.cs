using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>What was typed, as typed. Field names of refusals are these names in lower camel case; a part's is "part-3".</summary>
public sealed record GiftBoxForm
{
    public string? Name { get; init; }
    public string? NameEn { get; init; }
    public string? Lead { get; init; }
    public string? LeadEn { get; init; }
    public string? Size { get; init; }
    public string? Price { get; init; }

    /// <summary>The packer's address on the market.</summary>
    public string? Packer { get; init; }
    public string? OrderUntil { get; init; }
    public string? SetId { get; init; }

    /// <summary>A photo of the library, or empty.</summary>
    public string? PhotoId { get; init; }

    /// <summary>Goods as <see cref="NamedGoods"/> reads them, row by row; an empty row is none. Null to begin with: a list that is there already is not filled from a sent form.</summary>
    public IReadOnlyList<string?>? Skus { get; init; }
    public IReadOnlyList<string?>? Quantities { get; init; }
}

/// <summary>Makes a gift box, as a draft, or changes it. Orders keep the copies that they were placed with.</summary>
public sealed class SaveGiftBox(IOrderingDb db, BoxShelf shelf, NamedGoods goods, TimeProvider clock)
{
    public static string PartField(int row) => $"part-{row}";

    /// <param name="id">Null makes a new one.</param>
    public Task<Outcome<GiftBox>> HandleAsync(Person person, Guid? id, long version, GiftBoxForm form, CancellationToken cancel) => db.InTurnAsync<GiftBox>(async () =>
    {
        if (!person.May(Act.RunPromotions, Scope.Programme)) return NoRight.Here;
        var box = id is null ? null : await db.GiftBoxes.Include(it => it.Parts).SingleOrDefaultAsync(it => it.Id == id && !it.IsOwn, cancel);
        if (id is not null && box is null) return PutBox.Unknown;
        if (box is not null && box.Version != version) return Stale;
        var refusals = new List<Refusal>();
        var (name, nameEn) = (Typed.Words(form.Name, "name", 2, GiftBox.LongestName, refusals), Typed.Words(form.NameEn, "nameEn", 2, GiftBox.LongestName, refusals));
        var (lead, leadEn) = (Typed.Words(form.Lead, "lead", 0, GiftBox.LongestLead, refusals), Typed.Words(form.LeadEn, "leadEn", 0, GiftBox.LongestLead, refusals));
        var size = BoxSize.Find(form.Size);
        if (size is null) refusals.Add(new("SizeUnknown", "size", "Chọn cỡ hộp.", "Choose a size."));
        var price = Money.Read(form.Price);
        if (price is null || price <= (size?.Fee ?? Money.Zero)) refusals.Add(new("PriceMisread", "price", $"Điền giá một hộp, lớn hơn tiền hộp và thiệp ({size?.Fee ?? Money.Zero}).", $"Enter the price of one box, more than its packaging ({size?.Fee ?? Money.Zero})."));
        var until = Typed.Day(form.OrderUntil, "orderUntil", refusals);
        var packerSlug = (form.Packer ?? "").Trim().TrimEnd('/') is var typed ? typed[(typed.LastIndexOf('/') + 1)..] : "";
        var packer = await db.Producers.Where(producer => producer.Slug == packerSlug).Select(producer => (Guid?)producer.Id).FirstOrDefaultAsync(cancel);
        if (packer is null) refusals.Add(new("PackerUnknown", "packer", "Điền địa chỉ trang của chủ thể nhận đóng hộp.", "Enter the page address of the producer who packs it."));
        var setId = Guid.TryParse(form.SetId, out var set) ? set : (Guid?)null;
        if (setId is not null && !await db.PublishingSets.AnyAsync(it => it.Id == setId, cancel)) refusals.Add(new("SetUnknown", "setId", "Chọn lại bộ đăng.", "Choose the set again."));
        Guid? photoId = Guid.TryParse(form.PhotoId, out var photo) ? photo : null;
        if (photoId is null ? !string.IsNullOrEmpty(form.PhotoId) : box?.PhotoId != photoId && !await db.MediaItems.AnyAsync(item => item.Id == photoId && item.Kind == MediaKind.Photo && item.DeletedAt == null, cancel))
            refusals.Add(new("PhotoUnknown", "photoId", "Ảnh này không còn trong thư viện: chọn ảnh khác.", "This photo is not in the library any more: choose another."));
        var parts = await PartsAsync(form, size, refusals, cancel);
        if (refusals.Count > 0) return Outcome<GiftBox>.Refused(refusals);

        var (now, before) = (clock.UtcNow(), box is null ? null : Told(box));
        if (box is null) box = new GiftBox(await SlugAsync(name, cancel), isOwn: false, now);
        else
        {
            // The old rows go first: their keys are positions, which the new ones take.
            db.GiftBoxParts.RemoveRange(box.Parts);
            await db.SaveChangesAsync(cancel);
        }

        box.Describe(new GiftBoxTerms(name, nameEn, lead, leadEn, size!.Key, price!.Value, packer!.Value, until, setId, photoId), [.. parts.Select(part => new BoxPart(part.VariantId, part.Quantity, part.Price))], now);
        if (before is null) db.GiftBoxes.Add(box);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, before is null ? "GiftBoxDrafted" : "GiftBoxEdited", box.ChangeSubject, before, Told(box)));
        await db.SaveChangesAsync(cancel);
        return box;
    }, cancel);

    internal static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa hộp này. Mở lại trang rồi sửa tiếp.", "Somebody has just changed this box. Open the page again.");

    private async Task<IReadOnlyList<BoxPartView>> PartsAsync(GiftBoxForm form, BoxSize? size, List<Refusal> refusals, CancellationToken cancel)
    {
        var quantities = form.Quantities ?? [];
        var rows = (form.Skus ?? []).Take(GiftBox.MostParts).Select((sku, row) => (Row: row, Sku: VietnameseText.Normalize(sku ?? ""), Quantity: (row < quantities.Count ? quantities[row] : null) ?? "")).Where(row => row.Sku.Length > 0).ToList();
        var named = await goods.FindAsync([.. rows.Select(row => row.Sku)], cancel);
        var known = await shelf.PartsAsync([.. named.Values.Select(good => good.VariantId).OfType<Guid>().Distinct()], null, cancel);
        var parts = new List<BoxPartView>();
        foreach (var row in rows)
        {
            var quantity = int.TryParse(row.Quantity.Trim() is "" ? "1" : row.Quantity.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1 and <= 12 ? read : 0;
            if (quantity == 0) refusals.Add(new("QuantityWrong", PartField(row.Row), "Số lượng là một số từ 1 đến 12.", "A quantity is a number from 1 to 12."));
            else if (named.GetValueOrDefault(row.Sku)?.VariantId is not { } id) refusals.Add(NamedGoods.Unknown(row.Sku, PartField(row.Row)));
            else if (parts.Exists(part => part.VariantId == id)) refusals.Add(new("PartTwice", PartField(row.Row), "Món này đã có ở dòng trên: sửa số lượng ở đó.", "This stands above already: change its quantity there."));
            else if (known[id].Price <= Money.Zero) refusals.Add(new("PriceMissing", PartField(row.Row), "Món này chưa có giá bán lẻ.", "It has no retail price yet."));
            else parts.Add(known[id] with { Quantity = quantity });
        }

        if (size is not null && refusals.Count == 0 && BoxRules.Together(size, parts) is { } no) refusals.Add(no);
        return parts;
    }

    private async Task<string> SlugAsync(string name, CancellationToken cancel)
    {
        var stem = VietnameseText.Slug(name);
        for (var number = 1; ; number++)
        {
            var slug = number == 1 ? stem : $"{stem}-{number}";
            if (!await db.GiftBoxes.AnyAsync(box => box.Slug == slug, cancel)) return slug;
        }
    }

    private static string Told(GiftBox box) => FormattableString.Invariant($"{box.Name}: {box.Price.Amount} đ, {box.Parts.Count} parts, until {box.OrderUntil}{(box.PhotoId is { } photo ? $", photo {photo}" : "")}\n{string.Join('\n', box.Parts.OrderBy(part => part.Position).Select(part => $"{part.VariantId} x{part.Quantity} {part.UnitShare.Amount} đ"))}");
}
