using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Cms.Media;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.BackOffice.Library;
using Ocop.Market.Web.BackOffice.Quality;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>A paper as its producer enters it: new, in place of one that is there, or one that was sent. Its scan comes by script in pieces, or with the form.</summary>
[RequestSizeLimit(LibraryModel.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LibraryModel.LargestRequest)]
public abstract class PortalPaperFormModel(ProposePaper propose, AddMedia add, LibraryFiles files, CurrentPerson current, Words words) : DeskPageModel(current)
{
    protected const string Maker = "m";

    public Producer Producer { get; protected set; } = null!;
    public ProposedPaper? Paper { get; protected set; }

    /// <summary>The accepted paper that is to say something else.</summary>
    public Certification? Old { get; protected set; }

    /// <summary>Whose the paper is, where that is settled.</summary>
    public string? HolderName { get; protected set; }

    /// <summary>"m" for the producer, "p" and the id of a product.</summary>
    public IReadOnlyList<(string Value, string Label)> Holders { get; protected set; } = [];
    public LibraryFile? Scan { get; protected set; }
    public PaperFacts? Said => Paper?.Facts ?? Old?.Facts;

    protected async Task<IActionResult> SaveAsync(IFormFile? upload, CancellationToken cancel)
    {
        Guid? file = Guid.TryParse(Field("fileId"), out var sent) ? sent : null;
        if (Misread("issuedOn", "validUntil") is { Count: > 0 } misread)
        {
            await ShowScanAsync(file, cancel);
            return Refuse(misread);
        }

        if (upload is { Length: > 0 })
        {
            await using var stream = upload.OpenReadStream();
            var taken = await add.HandleAsync(Person, new NewMedia(stream, upload.FileName, Producer.Scope, PaperFormModel.Folder, MediaKind.Document), cancel);
            if (!taken.Succeeded) return Refuse(taken.Refusals);
            file = taken.Value.Id;
        }

        var holder = Field("holder");
        var outcome = await propose.HandleAsync(Person, new PaperWish(Paper?.Id, long.TryParse(Field("version"), out var version) ? version : -1,
            holder is ['p', ..] && Guid.TryParse(holder.AsSpan(1), out var product) ? product : null, holder == Maker ? Producer.Id : null,
            Enum.TryParse<CertificationKind>(Field("kind"), out var kind) ? kind : null, Field("number"), Field("issuer"), Day("issuedOn"), Day("validUntil"), file, Field("isFilePublic") == "true"), Paper is null ? Old?.Id : null, cancel);
        if (outcome.Succeeded)
        {
            Done = words["Đã gửi. Cán bộ kiểm xong, giấy hiện trên trang của bạn.", "Sent. Once an officer has checked it, it stands on your page."];
            return LocalRedirect(HttpContext.Link(PortalPapersModel.Path));
        }

        if (outcome.Refusals.All(refusal => refusal.Field != "file")) await ShowScanAsync(file, cancel);
        return Refuse(outcome.Refusals);
    }

    // What was sent once need not be sent again because another field was wrong. The paper's own was found with it.
    private async Task ShowScanAsync(Guid? file, CancellationToken cancel)
    {
        if (file is { } kept && kept != Scan?.Id) Scan = await files.FindInAsync(Producer.Scope, kept, cancel);
    }

    private string? Field(string name) => Request.Form[name];
}

[Requires(Act.OpenPortal)]
public sealed class NewPortalPaperModel(ProposedPapers papers, ProposePaper propose, AddMedia add, LibraryFiles files, CurrentPerson current, Words words) : PortalPaperFormModel(propose, add, files, current, words)
{
    private readonly LibraryFiles _files = files;
    private readonly Words _words = words;

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "chu-the")] Guid? producer, [FromQuery(Name = "thay")] Guid? replaces, CancellationToken cancel) => await ReadAsync(producer, replaces, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "chu-the")] Guid? producer, [FromQuery(Name = "thay")] Guid? replaces, IFormFile? upload, CancellationToken cancel) =>
        await ReadAsync(producer, replaces, cancel) ? await SaveAsync(upload, cancel) : NotFound();

    private async Task<bool> ReadAsync(Guid? producerId, Guid? replaces, CancellationToken cancel)
    {
        if (replaces is { } old)
        {
            if (await papers.FindOwnAsync(Person, old, cancel) is not var (paper, holder)) return false;
            (Old, Producer, HolderName) = (paper, holder.Producer, holder.Name);
            if (paper.FileId is { } file) Scan = (await _files.FindAsync([file], cancel)).GetValueOrDefault(file);
            return true;
        }

        var own = await papers.ProducersAsync(Person, cancel);
        if ((producerId is { } wanted ? own.FirstOrDefault(it => it.Id == wanted) : own.FirstOrDefault()) is not { } producer) return false;
        Producer = producer;
        Holders = [("", _words["Chọn…", "Choose…"]), (Maker, _words[$"{producer.Name}, mọi sản phẩm", $"{producer.Name}, all products"]), .. (await papers.GoodsAsync(producer.Id, cancel)).Select(product => ($"p{product.Id}", product.Name))];
        return true;
    }
}

[Requires(Act.OpenPortal)]
public sealed class PortalPaperModel(ProposedPapers papers, ProposePaper propose, TakeBackPaper takeBack, AddMedia add, LibraryFiles files, CurrentPerson current, Words words) : PortalPaperFormModel(propose, add, files, current, words)
{
    private readonly Words _words = words;

    public bool IsReturned => Paper!.State == ProposalState.Returned;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, IFormFile? upload, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (act != "take-back") return await SaveAsync(upload, cancel);
        var taken = await takeBack.HandleAsync(Person, id, cancel);
        if (!taken.Succeeded) return Refuse(taken.Refusals);
        Done = _words["Đã rút giấy này.", "The paper is taken back."];
        return LocalRedirect(HttpContext.Link(PortalPapersModel.Path));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await papers.FindAsync(Person, id, Act.ProposeFacts, cancel) is not { Paper.IsOpen: true } found) return false;
        (Paper, Old, Producer, HolderName, Scan) = (found.Paper, found.Old, found.Holder.Producer, found.Holder.Name, found.File);
        return true;
    }
}
