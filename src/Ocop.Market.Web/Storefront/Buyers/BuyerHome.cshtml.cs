using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>All that a buyer ordered, the newest first.</summary>
public sealed class BuyerHomeModel(BuyerOrders orders, SignOutBuyerEverywhere signOutEverywhere, CurrentBuyer current) : BuyerPageModel(current)
{
    private readonly CurrentBuyer _current = current;

    public ListPage<OrderGroup> Found { get; private set; } = null!;

    /// <summary>Of those among them that a company ordered.</summary>
    public IReadOnlyDictionary<Guid, CompanyOrder> Companies { get; private set; } = new Dictionary<Guid, CompanyOrder>();

    public PageLinks Pages => new(HttpContext, Found.Page, Found.Total, Found.Size);

    public async Task OnGetAsync(int? trang, CancellationToken cancel)
    {
        Found = await orders.PageAsync(Buyer, Math.Clamp(trang ?? 1, 1, 10_000), cancel);
        Companies = await orders.CompaniesAsync(Found.Rows, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel)
    {
        if (act == "everywhere") await signOutEverywhere.HandleAsync(Buyer.Id, cancel);
        _current.SignOut(HttpContext);
        return LocalRedirect("~" + SignInPath);
    }
}
