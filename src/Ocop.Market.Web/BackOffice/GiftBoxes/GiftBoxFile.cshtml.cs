using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.BackOffice.Documents;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.GiftBoxes;

/// <summary>Its form, and what both pages that draw the form need.</summary>
public abstract class GiftBoxPage(OpenSets sets, MediaList media, LibraryPictures pictures, CurrentPerson current, Words words) : DeskPageModel(current)
{
    protected Words Words => words;

    /// <summary>Null for a new one.</summary>
    public DeskBoxRow? Found { get; protected set; }

    public IReadOnlyList<(string Value, string Label)> Sets { get; private set; } = [];

    public IReadOnlyList<(string Value, string Label)> Sizes => [.. BoxSize.All.Select(size => (size.Key, words[$"{size.Name.Vi}, {size.Slots} ô, {size.Fee}", $"{size.Name.En}, {size.Slots} slots, {size.Fee}"]))];

    public IReadOnlyList<(string Value, string Label)> Photos { get; private set; } = [];
    public string? PhotoThumb { get; private set; }
    public bool MayChoosePhotos => Person.MayAnywhere(Act.ReadMedia);

    protected async Task ReadChoicesAsync(CancellationToken cancel)
    {
        Sets = await sets.ChoicesAsync(Found?.View.Box.SetId, cancel);
        Photos = [.. (await media.FindAsync(Person, new MediaFilter(Asked("anh") ?? "", Kind: MediaKind.Photo), cancel)).Items.Select(item => (item.Id.ToString(), item.FileName))];
        var used = Found?.View.Box.PhotoId;
        // The one in use stays among them, so that no save loses it; what the dialog chose may not be there either, when the form comes back.
        foreach (var kept in new[] { Request.HasFormContentType ? Request.Form["photoId"].ToString() : null, used?.ToString() })
            if (Guid.TryParse(kept, out var id) && Photos.All(photo => photo.Value != kept) && (await pictures.FindAsync([id], cancel)).ContainsKey(id)) Photos = [(kept, id == used ? words["ảnh đang dùng", "the present photo"] : words["ảnh vừa chọn", "the chosen photo"]), .. Photos];
        if (Found?.View.Photo is { } shown) PhotoThumb = Renditions.Path(shown.Key, PhotoSizes.WidthsOf(shown.Width)[0], "webp");
    }
}

[Requires(Act.RunPromotions)]
public sealed class NewGiftBoxModel(SaveGiftBox save, OpenSets sets, MediaList media, LibraryPictures pictures, CurrentPerson current, Words words) : GiftBoxPage(sets, media, pictures, current, words)
{
    public Task OnGetAsync(CancellationToken cancel) => ReadChoicesAsync(cancel);

    public async Task<IActionResult> OnPostAsync(GiftBoxForm? form, CancellationToken cancel)
    {
        await ReadChoicesAsync(cancel);
        var outcome = await save.HandleAsync(Person, null, 0, form ?? new(), cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = Words["Đã lưu bản nháp. Xem lại rồi mở bán.", "The draft is saved. Look it over, then put it on sale."];
        return LocalRedirect(HttpContext.Link($"{GiftBoxListModel.Path}/{outcome.Value.Id}"));
    }
}

[Requires(Act.RunPromotions)]
public sealed class GiftBoxFileModel(DeskGiftBoxes boxes, SaveGiftBox save, SwitchGiftBox switchIt, OpenSets sets, MediaList media, LibraryPictures pictures, CurrentPerson current, Words words) : GiftBoxPage(sets, media, pictures, current, words)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, long? version, GiftBoxForm? form, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = await save.HandleAsync(Person, id, version ?? -1, form ?? new(), cancel);
        return outcome.Succeeded ? Again(Words["Đã lưu.", "Saved."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostSwitchAsync(Guid id, string? act, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = await switchIt.HandleAsync(Person, id, act == "on", cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = act == "on" ? Words["Đã mở bán.", "It is on sale."] : Words["Đã ngừng bán. Đơn đã đặt vẫn giữ.", "It has ended. What was ordered stays ordered."];
        return LocalRedirect(HttpContext.Link($"{GiftBoxListModel.Path}/{id}"));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        Found = await boxes.FindAsync(Person, id, cancel);
        await ReadChoicesAsync(cancel);
        return Found is not null;
    }
}
