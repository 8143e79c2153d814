using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.EventCatalogues;

/// <summary>One event's list: its facts, its goods in their order, and the goods that can be added.</summary>
[Requires(Act.ReadCatalog)]
public sealed class CatalogueFileModel(DeskCatalogues catalogues, DeskProducts products, EditEventCatalogue edit, PublishEventCatalogue publish, FillEventCatalogue fill, ArrangeEventCatalogue arrange,
    CatalogNames names, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public DeskCatalogue Found { get; private set; } = null!;
    public EventCatalogue Catalogue => Found.Catalogue;
    public string Path => $"{CatalogueListModel.Path}/{Catalogue.Id}";
    public bool MayEdit => Person.May(Act.RunFairs, Catalogue.Scope);
    public PlaceDirectory Places => places;
    public FacetNames Names { get; private set; } = null!;
    public IReadOnlyList<(Guid Id, string Title)> Fairs { get; private set; } = [];

    /// <summary>Goods on the market within the person's scopes, to choose from.</summary>
    public ListPage<DeskProductRow> Goods { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, string? title, string? day, string? place, string? note, bool showsPrices, Guid? fair, Guid[]? chon, Guid[]? product, Guid[]? drop, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        IReadOnlyList<ArrangedProduct> rows = [.. (product ?? []).Select(row => new ArrangedProduct(row, Request.Form[NumberOf(row)], drop?.Contains(row) == true))];
        var outcome = act switch
        {
            "facts" => await edit.HandleAsync(Person, id, version ?? -1, new EventCatalogueForm(title, day, place, note, showsPrices), cancel),
            "publish" or "take-down" => await publish.HandleAsync(Person, id, version ?? -1, act == "publish", rows, cancel),
            "add" => await fill.HandleAsync(Person, id, chon ?? [], cancel),
            "fair" => await fill.TakeFromFairAsync(Person, id, fair ?? Guid.Empty, cancel),
            "arrange" => await arrange.HandleAsync(Person, id, version ?? -1, rows, cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        return Again(act switch
        {
            "publish" => words["Đã đăng. Mã QR ở bìa mở trang này được.", "Published. The code on the cover opens its page."],
            "take-down" => words["Đã gỡ. Mã QR ở bìa không mở được nữa.", "Taken down. The code on the cover opens nothing any more."],
            _ => words["Đã lưu.", "Saved."],
        });
    }

    public static string NumberOf(Guid product) => $"number-{product:n}";

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await catalogues.FindAsync(Person, id, cancel) is not { } found) return false;
        Found = found;
        Names = await names.ReadAsync(cancel);
        Fairs = await catalogues.FairsAsync(Person, cancel);
        Goods = await products.PageAsync(Person, new DeskProductFilter { Text = Asked(DeskFind.Field), GroupSlug = Asked("nhom"), IsListed = true }, PageNumber, cancel);
        return true;
    }
}
