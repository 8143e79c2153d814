using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Orders;

[Requires(Act.ReadOrders)]
public sealed class OrderListModel(DeskOrders orders, PlaceDirectory places, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/don-hang";

    public ListPage<DeskOrderRow> Found { get; private set; } = null!;
    public PlaceDirectory Places => places;
    public DateTime Now => clock.UtcNow();
    public DateTime SlowSince => orders.SlowSince;
    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadOrders)).Select(province => (province.Code, province.Name))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (order, isDown) = GridOrder.Of(Request);
        Found = await orders.PageAsync(Person, new DeskOrderFilter(Asked(DeskFind.Field), Enum.TryParse<OrderStatus>(Asked("trang-thai"), out var status) ? status : null, Asked("trang-thai") == "gap", Asked("trang-thai") == "tre",
            Asked("tinh"), Guid.TryParse(Asked("chu-the"), out var producer) ? producer : null, order, isDown), PageNumber, cancel);
    }
}
