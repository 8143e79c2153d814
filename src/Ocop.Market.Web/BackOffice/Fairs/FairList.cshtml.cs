using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Storefront.Fairs;

namespace Ocop.Market.Web.BackOffice.Fairs;

[Requires(Act.ReadCatalog)]
public sealed class FairListModel(DeskFairs fairs, PlaceDirectory places, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/hoi-cho", Asking = "cho-xep";

    public ListPage<DeskFairRow> Found { get; private set; } = null!;
    public PlaceDirectory Places => places;
    public bool MayOpen => Person.MayAnywhere(Act.RunFairs);
    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadCatalog)).Select(province => (province.Code, province.Name))];

    public async Task OnGetAsync(CancellationToken cancel) => Found = await fairs.PageAsync(Person, new(Asked(DeskFind.Field), Asked("tinh"),
        Enum.TryParse<FairKind>(Asked("loai"), out var kind) ? kind : null, Enum.TryParse<FairState>(Asked("muc"), out var state) ? state : null, Asked("muc") == Asking), PageNumber, cancel);

    public bool IsOver(DeskFairRow row) => row.Last < clock.Today();

    public string When(DeskFairRow row) => row switch
    {
        { Rule: { } rule } => words[Recurrence.Parse(rule).Words],
        { First: { } first, Last: { } last } => words.Days(first, last),
        _ => words["chưa định ngày", "not dated yet"],
    };
}
