using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>A producer's orders in the four heaps in which they are worked through.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalOrdersModel(ProducerOrders orders, TimeProvider clock, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/don-hang", ToSend = "dang-giao";

    private static readonly (string Key, LocalText Name, OrderStatus[] Of)[] All =
    [
        ("cho-nhan", new("Chờ nhận", "To accept"), [OrderStatus.Placed]),
        (ToSend, new("Phải gửi", "To send"), [OrderStatus.Accepted]),
        ("tren-duong", new("Trên đường", "On the way"), [OrderStatus.Shipped, OrderStatus.Failed]),
        ("da-xong", new("Đã xong", "Done"), [OrderStatus.Delivered, OrderStatus.Returned, OrderStatus.Refused, OrderStatus.Expired, OrderStatus.Cancelled]),
    ];

    public string Part { get; private set; } = "";
    public IReadOnlyList<(string Key, LocalText Name, int Count)> Parts { get; private set; } = [];
    public ListPage<ProducerOrder> Found { get; private set; } = null!;
    public DateTime Now => clock.UtcNow();

    public async Task OnGetAsync(string? muc, CancellationToken cancel)
    {
        var counts = await orders.CountsAsync(Person, cancel);
        var part = All.FirstOrDefault(it => it.Key == muc, All[0]);
        (Part, Parts) = (part.Key, [.. All.Select(it => (it.Key, it.Name, it.Of.Sum(status => counts.GetValueOrDefault(status))))]);
        Found = await orders.PageAsync(Person, part.Of, PageNumber, cancel);
    }
}
