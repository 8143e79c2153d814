using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Needs;

/// <summary>What buyers look for in the person's provinces.</summary>
[Requires(Act.ReadNeeds)]
public sealed class NeedListModel(DeskNeeds needs, PlaceDirectory places, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/can-hang";

    public ListPage<DeskNeedRow> Found { get; private set; } = null!;
    public DateOnly Today => clock.Today();
    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadNeeds)).Select(province => (province.Code, province.Name))];

    public string ProvinceOf(DeskNeedRow row) => places.Province(row.ProvinceCode)?.Name ?? row.ProvinceCode;

    public async Task OnGetAsync(CancellationToken cancel) => Found = await needs.PageAsync(Person, new(Asked(DeskFind.Field), Asked("tinh"), Enum.TryParse<NeedShelf>(Asked("muc"), out var shelf) ? shelf : null), PageNumber, cancel);
}

internal static class NeedShelfWords
{
    public static LocalText Words(this NeedShelf shelf) => shelf switch
    {
        NeedShelf.Unchecked => new("chờ kiểm tra", "to be checked"),
        NeedShelf.Open => new("đang mở", "open"),
        NeedShelf.Ended => new("hết hạn, chưa khép", "ended, not closed"),
        NeedShelf.Closed => new("đã khép", "closed"),
    };

    public static string LookOf(this NeedShelf shelf) => shelf switch { NeedShelf.Unchecked => "tag tag--warn", NeedShelf.Open => "tag tag--good", _ => "tag" };
}
