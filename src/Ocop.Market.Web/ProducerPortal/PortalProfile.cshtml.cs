using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.BackOffice.Library;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>What a producer tells of itself, and where its orders come. Somebody who works for several chooses one.</summary>
[Requires(Act.OpenPortal), RequestSizeLimit(LibraryModel.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LibraryModel.LargestRequest)]
public sealed class PortalProfileModel(WritersGoods goods, FactProposals proposals, ProposeFacts propose, EditContact contact, AddMedia addMedia, LibraryPictures pictures, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/ho-so";

    private string? _refused;

    public Producer Producer { get; private set; } = null!;
    public IReadOnlyList<Producer> Others { get; private set; } = [];
    public FactProposal? Last { get; private set; }
    public LibraryPicture? Banner { get; private set; }
    public FactProposal? Waiting => Last is { State: ProposalState.Waiting } waiting ? waiting : null;
    public bool MayContact => Person.May(Act.EditContacts, Producer.Scope);

    public IReadOnlyList<Refusal> RefusalsOf(string act) => _refused == act ? Refusals : [];

    public string? TypedIn(string act, string field, string? saved) => _refused == act ? Typed(field, saved) : saved;

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid? id, string? act, long version, string? description, bool noBanner, IFormFile? file, string? email, string? phone, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var (refusals, done) = act switch
        {
            "words" => (await ProposeAsync(description, noBanner, file, cancel), words["Đã gửi cán bộ đọc.", "Sent to the officer."]),
            "contact" => ((await contact.HandleAsync(Person, new ContactEdit(Producer.Id, version, email, phone), cancel)).Refusals, words["Đã lưu.", "Saved."]),
            _ => (null, ""),
        };
        if (refusals is null) return BadRequest();
        if (refusals.Count == 0) return Again(done);
        _refused = act;
        return Refuse(refusals);
    }

    private async Task<IReadOnlyList<Refusal>> ProposeAsync(string? about, bool noBanner, IFormFile? file, CancellationToken cancel)
    {
        var banner = noBanner ? null : Waiting is { } waiting ? waiting.MediaItemId : Producer.BannerId;
        if (file is { Length: > 0 })
        {
            await using var stream = file.OpenReadStream();
            var added = await addMedia.HandleAsync(Person, new NewMedia(stream, file.FileName, Producer.Scope), cancel);
            if (!added.Succeeded) return [.. added.Refusals.Select(refusal => refusal with { Field = "banner" })];
            banner = added.Value.Id;
        }

        return (await propose.HandleAsync(Person, new FactWish(FactProposal.OfProducer, Producer.Id, new ProposedFacts(null, about, banner)), cancel)).Refusals;
    }

    private async Task<bool> ReadAsync(Guid? id, CancellationToken cancel)
    {
        var own = await goods.OwnAsync(Person, cancel);
        if ((id is { } wanted ? own.FirstOrDefault(producer => producer.Id == wanted) : own.FirstOrDefault()) is not { } producer) return false;
        (Producer, Others) = (producer, [.. own.Where(other => other.Id != producer.Id)]);
        Last = await proposals.LastOfAsync(FactProposal.OfProducer, producer.Id, cancel);
        if ((Waiting is { } waiting ? waiting.MediaItemId : producer.BannerId) is { } shown) Banner = (await pictures.FindAsync([shown], cancel)).GetValueOrDefault(shown);
        return true;
    }
}
