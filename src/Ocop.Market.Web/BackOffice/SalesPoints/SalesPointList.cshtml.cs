using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.SalesPoints;

[Requires(Act.ReadSalesPoints)]
public sealed class SalesPointListModel(DeskSalesPoints points, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/diem-ban";

    public ListPage<DeskSalesPointRow> Found { get; private set; } = null!;
    public PlaceDirectory Places => places;
    public bool MayAdd => Person.MayAnywhere(Act.EditSalesPoints);
    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadSalesPoints)).Select(province => (province.Code, province.Name))];

    /// <summary>Of the one province that is looked at; none while there are several.</summary>
    public IReadOnlyList<(string Value, string Label)> Communes =>
        (Asked("tinh") ?? (Provinces.Count == 2 ? Provinces[1].Value : null)) is { } province
            ? [("", words["Mọi xã, phường", "Every commune"]), .. places.CommunesOf(province).Select(commune => (commune.Code, commune.Name))]
            : [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var status = Enum.TryParse<SalesPointStatus>(Asked("tinh-trang"), out var asked) && Enum.IsDefined(asked) ? asked : (SalesPointStatus?)null;
        var checks = Asked("tieu-chi") switch { "chua" => CheckStanding.Nothing, "co" => CheckStanding.Some, "khong-dat" => CheckStanding.Failed, _ => (CheckStanding?)null };
        Found = await points.PageAsync(Person, new(Asked(DeskFind.Field), Asked("tinh"), Asked("xa"), Asked("loai"), status, checks, GridOrder.Of(Request) is ("ten", true)), PageNumber, cancel);
    }
}
