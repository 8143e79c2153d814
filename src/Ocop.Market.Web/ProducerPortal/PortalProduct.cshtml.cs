using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.BackOffice.Library;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>One thing of one's own: what it costs, what is said of it, what it looks like. Each form has its own word in "act".</summary>
[Requires(Act.OpenPortal), RequestSizeLimit(LibraryModel.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LibraryModel.LargestRequest)]
public sealed class PortalProductModel(OwnProducts products, FactProposals proposals, ProposeFacts propose, RepriceProduct reprice, SetWholesale setWholesale, SetVat setVat, StateAllergens stateAllergens, AddMedia addMedia, AddLibraryPicture addPicture, MoveProductPicture movePicture,
    CurrentPerson current, Words words) : DeskPageModel(current)
{
    private Scope _scope;
    private string? _refused;

    public Product Product { get; private set; } = null!;
    public FactProposal? Last { get; private set; }

    /// <summary>What is being read, so that somebody who goes on writing sees their own words.</summary>
    public FactProposal? Waiting => Last is { State: ProposalState.Waiting } waiting ? waiting : null;

    public bool MayPrice => Person.May(Act.PriceGoods, _scope);

    public IReadOnlyList<Refusal> RefusalsOf(string act) => _refused == act ? Refusals : [];

    public string? TypedIn(string act, string field, string? saved) => _refused == act ? Typed(field, saved) : saved;

    /// <summary>Null where the form shows what is stated.</summary>
    public AllergenForm? TypedAllergens => _refused == AllergenForm.Field ? AllergenFields.Read(Product.Id, Request.Form) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long version, string? name, string? description, Guid image, IFormFile? file, string? alt, string? unit, string? minimum, string? step, string? capacity, string? shelfLife, string? vat, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var done = words["Đã lưu.", "Saved."];
        IReadOnlyList<Refusal>? refusals;
        switch (act)
        {
            case "price":
                refusals = (await reprice.HandleAsync(Person, new PriceEdit(id, version, [.. Product.Variants.Select(variant => new VariantPrice(variant.Id, Request.Form[TypedPrices.Field(variant.Id)]))]), cancel)).Refusals;
                break;
            case "wholesale":
                refusals = (await setWholesale.HandleAsync(Person, new WholesaleForm(id, version, unit, minimum, step, capacity, shelfLife), cancel)).Refusals;
                break;
            case "vat": refusals = (await setVat.HandleAsync(Person, new VatForm(id, version, vat), cancel)).Refusals; break;
            case AllergenForm.Field: refusals = (await stateAllergens.HandleAsync(Person, AllergenFields.Read(id, Request.Form), cancel)).Refusals; break;
            case "words":
                var proposed = await propose.HandleAsync(Person, new FactWish(FactProposal.OfProduct, id, new ProposedFacts(name, description)), cancel);
                (refusals, done) = (proposed.Refusals, proposed is { Succeeded: true, Value.IsLive: false } ? words["Đã gửi cán bộ đọc.", "Sent to the officer."] : done);
                break;
            case "photo": refusals = await TakeAsync(id, file, alt, cancel); break;
            case "front" or "remove": refusals = (await movePicture.HandleAsync(Person, new PictureMove(id, image, act == "front"), cancel)).Refusals; break;
            default: return BadRequest();
        }

        if (refusals.Count == 0) return Again(done);
        _refused = act;
        return Refuse(refusals);
    }

    private async Task<IReadOnlyList<Refusal>> TakeAsync(Guid id, IFormFile? file, string? alt, CancellationToken cancel)
    {
        if (!MayPrice) return [NoRight.Here];
        if (file is null || file.Length == 0) return [new Refusal("picture-empty", "file", "Bạn chưa chọn ảnh, hoặc tệp trống.", "No photo was chosen, or the file is empty.")];
        if (string.IsNullOrWhiteSpace(alt)) return [new Refusal("AltMissing", "alt", "Ghi vài chữ cho người không nhìn thấy ảnh.", "Say in a few words what it shows, for those who cannot see it.")];
        await using var stream = file.OpenReadStream();
        var added = await addMedia.HandleAsync(Person, new NewMedia(stream, file.FileName, _scope), cancel);
        return added.Succeeded ? (await addPicture.HandleAsync(Person, new LibraryPictureChoice(id, added.Value.Id, alt), cancel)).Refusals : [.. added.Refusals.Select(refusal => refusal with { Field = "file" })];
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await products.FindAsync(Person, id, cancel) is not { } found) return false;
        (Product, _scope, Last) = (found.Product, found.Producer.Scope, await proposals.LastOfAsync(FactProposal.OfProduct, id, cancel));
        return true;
    }
}
