using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Library;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.KeeperRooms;

/// <summary>Photos of the shop, taken at the counter. By script a photo comes in pieces, otherwise with the form.</summary>
[Requires(Act.OpenKeeperRooms), RequestSizeLimit(LibraryModel.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LibraryModel.LargestRequest)]
public sealed class KeeperPhotosModel(KeptSalesPoints kept, KeepPhotos keep, AddMedia add, LibraryPictures pictures, CurrentPerson current, Words words) : KeeperPageModel(kept, current)
{
    private readonly KeptSalesPoints _kept = kept;

    public IReadOnlyList<LibraryPicture> Photos { get; private set; } = [];

    /// <summary>Sent already, where another field was wrong.</summary>
    public LibraryPicture? Sent { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid point, CancellationToken cancel) => await ReadAsync(point, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid point, string? act, Guid photo, IFormFile? file, string? alt, CancellationToken cancel)
    {
        if (!await ReadAsync(point, cancel)) return NotFound();
        return act switch
        {
            "add" => await TakeAsync(point, photo, file, alt, cancel),
            "off" => await AnswerAsync(await keep.TakeOffAsync(Person, point, photo, cancel), words["Đã bỏ ảnh khỏi trang.", "The photo is off the page."], () => ReadAsync(point, cancel)),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> TakeAsync(Guid point, Guid photo, IFormFile? file, string? alt, CancellationToken cancel)
    {
        if (file is { Length: > 0 })
        {
            await using var stream = file.OpenReadStream();
            var added = await add.HandleAsync(Person, new NewMedia(stream, file.FileName, Point.Scope, Only: MediaKind.Photo), cancel);
            if (!added.Succeeded) return Refuse([.. added.Refusals.Select(refusal => refusal with { Field = "file" })]);
            photo = added.Value.Id;
        }
        else if (photo == default) return Refuse([new Refusal("picture-empty", "file", "Bạn chưa chọn ảnh, hoặc tệp trống.", "No photo was chosen, or the file is empty.")]);

        var outcome = await keep.AddAsync(Person, point, photo, alt, cancel);
        if (!outcome.Succeeded && outcome.Refusals.All(refusal => refusal.Field == "alt")) Sent = (await pictures.FindAsync([photo], cancel)).GetValueOrDefault(photo);
        return await AnswerAsync(outcome, words["Đã thêm ảnh. Khách thấy ngay.", "The photo is added. Visitors see it at once."], () => ReadAsync(point, cancel));
    }

    private async Task<bool> ReadAsync(Guid point, CancellationToken cancel)
    {
        if (!await ReadPointAsync(point, cancel)) return false;
        var ids = await _kept.PhotosAsync(point, cancel);
        var found = await pictures.FindAsync([.. ids], cancel);
        Photos = [.. ids.Select(id => found.GetValueOrDefault(id)).OfType<LibraryPicture>()];
        return true;
    }
}
