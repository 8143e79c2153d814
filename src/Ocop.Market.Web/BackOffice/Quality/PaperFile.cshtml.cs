using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Library;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Quality;

/// <summary>A paper's form: new, or one that is there. Its file is chosen from the library, or sent along and laid there.</summary>
[RequestSizeLimit(LibraryModel.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LibraryModel.LargestRequest)]
public abstract class PaperFormModel(SavePaper save, AddMedia add, MediaList media, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    internal const string Folder = "Giấy chứng nhận";

    public Certification? Paper { get; protected set; }
    public PaperHolder Holder { get; protected set; } = null!;
    public LibraryFile? Scan { get; protected set; }

    /// <summary>Documents of the library that lie with this producer, and the paper's own.</summary>
    public IReadOnlyList<LibraryFile> Files { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool MayEdit => Person.May(Act.EditQuality, Holder.Scope);

    protected async Task FillAsync(CancellationToken cancel)
    {
        var found = await media.FindAsync(Person, new MediaFilter(Within: Holder.Scope, Kind: MediaKind.Document), cancel);
        Files = [.. found.Items.Select(item => item.AsFile()).Concat(Scan is null ? [] : [Scan]).DistinctBy(file => file.Id)];
    }

    protected async Task<IActionResult> SaveAsync(IFormFile? upload, CancellationToken cancel)
    {
        if (Misread("issuedOn", "validUntil") is { Count: > 0 } misread) return Refuse(misread);
        Guid? file = Guid.TryParse(Field("fileId"), out var chosen) ? chosen : null;
        if (upload is { Length: > 0 } && MayEdit)
        {
            await using var stream = upload.OpenReadStream();
            var taken = await add.HandleAsync(Person, new NewMedia(stream, upload.FileName, Holder.Scope, Folder, MediaKind.Document), cancel);
            if (!taken.Succeeded) return Refuse(taken.Refusals);
            file = taken.Value.Id;
        }

        var outcome = await save.HandleAsync(Person, new PaperWish(Paper?.Id, long.TryParse(Field("version"), out var version) ? version : -1, Holder.ProductId, Holder.ProductId is null ? Holder.Producer.Id : null,
            Enum.TryParse<CertificationKind>(Field("kind"), out var kind) ? kind : null, Field("number"), Field("issuer"), Day("issuedOn"), Day("validUntil"), file, Field("isFilePublic") == "true"), cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = words["Đã lưu.", "Saved."];
        return LocalRedirect(HttpContext.Link($"{PaperListModel.Path}/{outcome.Value.Id}"));
    }

    private string? Field(string name) => Request.Form[name];
}

[Requires(Act.ReadCatalog)]
public sealed class PaperFileModel(DeskPapers papers, SavePaper save, RemovePaper remove, AddMedia add, MediaList media, TimeProvider clock, CurrentPerson current, Words words)
    : PaperFormModel(save, add, media, clock, current, words)
{
    private readonly Words _words = words;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, IFormFile? upload, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (act != "remove") return await SaveAsync(upload, cancel);
        var removed = await remove.HandleAsync(Person, id, cancel);
        if (!removed.Succeeded) return Refuse(removed.Refusals);
        Done = _words["Đã xoá.", "Removed."];
        return LocalRedirect(HttpContext.Link(PaperListModel.Path));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await papers.FindAsync(Person, id, cancel) is not { } found) return false;
        (Paper, Holder, Scan) = (found.Paper, found.Holder, found.File);
        await FillAsync(cancel);
        return true;
    }
}

[Requires(Act.EditQuality)]
public sealed class NewPaperModel(DeskPapers papers, SavePaper save, AddMedia add, MediaList media, TimeProvider clock, CurrentPerson current, Words words)
    : PaperFormModel(save, add, media, clock, current, words)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(IFormFile? upload, CancellationToken cancel) => await ReadAsync(cancel) ? await SaveAsync(upload, cancel) : NotFound();

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await papers.HolderAsync(Person, IdOf("san-pham"), IdOf("chu-the"), cancel) is not { } holder || !Person.May(Act.EditQuality, holder.Scope)) return false;
        Holder = holder;
        await FillAsync(cancel);
        return true;
    }

    private Guid? IdOf(string field) => Guid.TryParse(Asked(field), out var id) ? id : null;
}
