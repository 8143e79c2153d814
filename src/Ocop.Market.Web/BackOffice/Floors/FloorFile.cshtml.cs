using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Floors;

/// <summary>One floor: which products stand how on it, and the packages that were made for it.</summary>
[Requires(Act.ReadFloors)]
public sealed class FloorFileModel(DeskFloors floors, FloorGoods goods, OrderFloorPackage order, CatalogNames names, PlaceDirectory places, JobBoard jobs, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public Floor Floor { get; private set; } = null!;
    public ListPage<FloorGoodRow> Found { get; private set; } = null!;
    public IReadOnlyList<FloorPackage> Packages { get; private set; } = [];
    public FacetNames Names { get; private set; } = null!;
    public PlaceDirectory Places => places;
    public bool MayExport => Floor.IsFor(Person, Act.ExportToFloors);
    public bool MayMap => Person.May(Act.ExportToFloors, Floor.Scope);
    public string Path => $"{FloorListModel.Path}/{Floor.Id}";

    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadFloors)).Select(province => (province.Code, province.Name))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    /// <param name="chon">Products ticked on this page.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, string? act, Guid[]? chon, bool onlyChanged, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (act is not ("chosen" or "all")) return BadRequest();
        var outcome = await order.HandleAsync(Person, new PackageWish(id, Filter(), act == "chosen" ? chon ?? [] : null, onlyChanged), cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        await jobs.RunSoonAsync(JobNames.FloorPackages, cancel);
        Done = words["Đã đặt gói.", "The package is asked for."];
        return LocalRedirect(HttpContext.Link($"{Path}/goi/{outcome.Value.Id}"));
    }

    private FloorFilter Filter() => new(Asked(DeskFind.Field), Asked("tinh"), Asked("nhom"), Asked("sao") switch { "3" => 3, "4" => 4, "5" => 5, _ => null },
        Enum.TryParse<ListingState>(Asked("muc"), out var state) && Enum.IsDefined(state) ? state : null, Asked("muc") == "moi");

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await floors.FindAsync(Person, id, cancel) is not { } floor) return false;
        Floor = floor;
        Found = await goods.PageAsync(Person, id, Filter(), PageNumber, cancel);
        Packages = await floors.PackagesAsync(Person, id, cancel);
        Names = await names.ReadAsync(cancel);
        return true;
    }
}
