using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Products;

/// <summary>One product: its words and prices, its decisions, what else is kept of it. Each form has its own word in "act".</summary>
[Requires(Act.ReadCatalog)]
public sealed class ProductFileModel(DeskProductPages pages, EditProduct edit, EditProducts editMany, StateAllergens stateAllergens, RecordDecision record, RevokeDecision revoke, CatalogNames names,
    DeskPapers papers, DeskMarks marks, PlaceDirectory places, JobBoard jobs, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public DeskProductPage Found { get; private set; } = null!;
    public FacetNames Names { get; private set; } = null!;
    public PlaceDirectory Places => places;
    public DateOnly Today => clock.Today();

    /// <summary>The form that comes back with refusals.</summary>
    public string? Refused { get; private set; }

    public IReadOnlyList<DeskPaperRow> Papers { get; private set; } = [];
    public IReadOnlyList<DeskMarkRow> Marks { get; private set; } = [];
    public bool MayKeepPapers => Person.May(Act.EditQuality, Found.Producer.Scope);
    public bool MayEdit => Person.May(Act.EditProducts, Found.Producer.Scope);
    public bool MayDecide => Person.May(Act.RecordRecognition, Found.Producer.Scope);

    public IReadOnlyList<RecognitionDecision> Decisions => [.. Found.Product.Decisions.OrderByDescending(decision => decision.DecidedOn).ThenByDescending(decision => decision.Id)];

    public IReadOnlyList<Refusal> RefusalsOf(string act) => Refused == act ? Refusals : [];

    public string? TypedIn(string act, string field, string? saved) => Refused == act ? Typed(field, saved) : saved;

    /// <summary>Null where the form shows what is stated.</summary>
    public AllergenForm? TypedAllergens => Refused == AllergenForm.Field ? AllergenFields.Read(Found.Product.Id, Request.Form) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var refusals = act switch
        {
            "save" => (await edit.HandleAsync(Person, Edit(), cancel)).Refusals,
            "show" or "hide" => (await editMany.HandleAsync(Person, new([id], IsListed: act == "show"), cancel)).Refusals,
            AllergenForm.Field => (await stateAllergens.HandleAsync(Person, AllergenFields.Read(id, Request.Form), cancel)).Refusals,
            "decide" => (await record.HandleAsync(Person, Paper(), cancel)).Refusals,
            "revoke" => (await revoke.HandleAsync(Person, Guid.TryParse(Field("decision"), out var decision) ? decision : default, Day("on"), Field("reason"), cancel)).Refusals,
            _ => null,
        };
        if (refusals is null) return BadRequest();
        if (refusals.Count == 0)
        {
            if (act is "show" or "hide")
                foreach (var feed in JobNames.Feeds) await jobs.RunSoonAsync(feed, cancel);
            return Again(words["Đã lưu.", "Saved."]);
        }

        Refused = act;
        return Refuse(refusals);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await pages.FindAsync(Person, id, cancel) is not { } file) return false;
        (Found, Names) = (file, await names.ReadAsync(cancel));
        Papers = (await papers.PageAsync(Person, new(ProductId: id), 1, cancel)).Rows;
        Marks = await marks.OfAsync(id, file.Producer.Id, cancel);
        return true;
    }

    private ProductEdit Edit() => new(Found.Product.Id, long.TryParse(Field("version"), out var version) ? version : -1, Field("name"), Field("description"),
        [.. Found.Product.Variants.Select(variant => new VariantPrice(variant.Id, Field(TypedPrices.Field(variant.Id))))]);

    private NewDecision Paper() => new(Found.Product.Id, int.TryParse(Field("stars"), out var stars) ? stars : null, Field("number"), Field("authority"), Day("decidedOn"));

    private string? Field(string name) => Request.Form[name];
}
