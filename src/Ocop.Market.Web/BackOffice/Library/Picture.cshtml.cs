using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Library;

/// <summary>What the form sends; the focal point in hundredths, as people count.</summary>
public sealed record PictureForm(long Version, string? FileName, string? Folder, string? AltVi, string? AltEn, string? Credit, int FocalX = 50, int FocalY = 50);

/// <summary>One photo or document: words, focal point, file, where it is shown.</summary>
[Requires(Act.ReadMedia), RequestSizeLimit(LibraryModel.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LibraryModel.LargestRequest)]
public sealed class PictureModel(MediaSheets sheets, EditMedia edit, ReplaceMediaFile replace, MoveMediaToBin moveToBin, RestoreMedia restore, CurrentPerson current) : PageModel
{
    public MediaSheet Sheet { get; private set; } = null!;
    public PictureForm Form { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FillAsync(id, null, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, [FromForm] PictureForm form, CancellationToken cancel) => await ShowAsync(id, form, await edit.HandleAsync(current.Somebody,
        new MediaEdit(id, form.Version, form.FileName ?? "", form.Folder ?? "", form.AltVi ?? "", form.AltEn ?? "", form.Credit ?? "", form.FocalX / 100.0, form.FocalY / 100.0), cancel), cancel);

    public async Task<IActionResult> OnPostReplaceAsync(Guid id, IFormFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length == 0)
            return await ShowAsync(id, null, new Refusal("picture-empty", "file", "Bạn chưa chọn tệp, hoặc tệp trống.", "No file was chosen, or it is empty."), cancel);
        await using var stream = file.OpenReadStream();
        return await ShowAsync(id, null, await replace.HandleAsync(current.Somebody, id, stream, file.FileName, cancel), cancel);
    }

    public async Task<IActionResult> OnPostBinAsync(Guid id, CancellationToken cancel) => await ShowAsync(id, null, await moveToBin.HandleAsync(current.Somebody, id, cancel), cancel);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancel) => await ShowAsync(id, null, await restore.HandleAsync(current.Somebody, id, cancel), cancel);

    private async Task<IActionResult> ShowAsync(Guid id, PictureForm? form, Outcome<MediaItem> outcome, CancellationToken cancel)
    {
        if (outcome.Succeeded) return RedirectToPage(new { id });
        if (!await FillAsync(id, form, cancel)) return NotFound();
        Refusals = outcome.Refusals;
        return new PageResult { StatusCode = outcome.Refusals[0].Reason == "not-allowed" ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity };
    }

    private async Task<bool> FillAsync(Guid id, PictureForm? form, CancellationToken cancel)
    {
        if (await sheets.FindAsync(current.Somebody, id, cancel) is not { } sheet) return false;
        var item = sheet.Item;
        Sheet = sheet;
        // What was typed stays; the version is the one now shown, so that whoever has looked may save.
        Form = form is null
            ? new PictureForm(item.Version, item.FileName, item.Folder, item.AltVi, item.AltEn, item.Credit, (int)Math.Round(item.FocalX * 100), (int)Math.Round(item.FocalY * 100))
            : form with { Version = item.Version };
        return true;
    }
}
