using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Products;

[Requires(Act.ReadCatalog)]
public sealed class ProductListModel(DeskProducts products, EditProducts edit, CatalogNames names, PlaceDirectory places, JobBoard jobs, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-pham";

    public ListPage<DeskProductRow> Found { get; private set; } = null!;
    public FacetNames Names { get; private set; } = null!;
    public PlaceDirectory Places => places;

    public bool MayEdit => Person.MayAnywhere(Act.EditProducts);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Names = await names.ReadAsync(cancel);
        Found = await products.PageAsync(Person, Filter(), PageNumber, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid[]? chon, string? act, [FromForm(Name = "nhom-moi")] string? group, CancellationToken cancel)
    {
        var chosen = chon ?? [];
        ProductsEdit? wish = act switch
        {
            "show" => new(chosen, IsListed: true),
            "hide" => new(chosen, IsListed: false),
            "group" when !string.IsNullOrEmpty(group) => new(chosen, GroupSlug: group),
            _ => null,
        };
        if (wish is null) return BadRequest();

        var outcome = await edit.HandleAsync(Person, wish, cancel);
        if (outcome.Succeeded)
        {
            if (wish.IsListed is not null && outcome.Value > 0)
                foreach (var feed in JobNames.Feeds) await jobs.RunSoonAsync(feed, cancel);
            return Again(words[$"Đã đổi {outcome.Value} sản phẩm.", outcome.Value == 1 ? "1 product changed." : $"{outcome.Value} products changed."]);
        }

        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    private DeskProductFilter Filter()
    {
        var (order, isDown) = GridOrder.Of(Request);
        return new DeskProductFilter
        {
            Text = Asked(DeskFind.Field),
            GroupSlug = Asked("nhom"),
            ProvinceCode = Asked("tinh"),
            ProducerId = Guid.TryParse(Asked("chu-the"), out var producer) ? producer : null,
            Standing = Enum.TryParse<Standing>(Asked("hang"), out var standing) ? standing : null,
            IsListed = Asked("hien") switch { "1" => true, "0" => false, _ => null },
            IsInStock = Asked("kho") switch { "1" => true, "0" => false, _ => null },
            Order = order switch { "sua" => DeskProductOrder.Updated, "han" => DeskProductOrder.ValidUntil, _ => DeskProductOrder.Name },
            IsDown = isDown,
        };
    }

    /// <summary>Those that the person's grants reach; a single one needs no choice.</summary>
    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadCatalog)).Select(province => (province.Code, province.Name))];
}
