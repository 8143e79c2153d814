using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Ordering.Payments.Test;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront.Cart;
using Ocop.Market.Web.Storefront.Orders;

namespace Ocop.Market.Web.Storefront.Payments;

/// <summary>
/// Where an order is paid, and where gateways send the buyer back to. GET only shows, but for the way back, which asks the gateway; what it answers is
/// booked as a notification would be. Nothing the buyer brings along is believed.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Pay)]
public sealed class PayOrderModel(
    OrderTracking tracking, OrderLinks links, GroupMoney money, StartPayment start, AskGateway ask, BookPayment book, PaymentMethods methods, BankTransfers bank, IOptions<BankTransferOptions> account, CartCookie cart) : PageModel
{
    /// <summary>What our own addresses carry; anything else was added by a gateway on the way back.</summary>
    private static readonly string[] Own = ["k", "di", "xem", "thu"];

    private string _seal = "";

    public OrderGroup Group { get; private set; } = null!;
    public MoneyOfGroup Money { get; private set; } = null!;
    public Refusal? Refusal { get; private set; }

    public bool IsWaiting => Group.Orders.Any(order => order.Status == OrderStatus.AwaitingPayment);
    public Payment? Latest => Money.Latest;
    public IEnumerable<PaymentMethod> Methods => methods.Offered.Where(method => Group.QuoteId is null || method.IsPrepaid());

    /// <summary>The buyer is on the way to the gateway's page.</summary>
    public Uri? GoingTo { get; private set; }

    /// <summary>The demo's own "gateway".</summary>
    public bool IsTestPage { get; private set; }

    public VietQr Qr => bank.Qr(PaymentReference.Of(Group.Number), Money.ToPay);
    public BankTransferOptions Account => account.Value;

    /// <summary>Whether the visitor may see all of the order: by its own link, or as the one whose cart it was. A link that was at a gateway opens this page alone.</summary>
    public bool IsBuyer { get; private set; }
    public string Here => IsBuyer ? links.PaymentPath(Group.Id, Group.Number) : $"/don-hang/{Group.Number}/tra-tien?k={_seal}";

    /// <summary>Whoever came by a gateway's link is asked for the phone there.</summary>
    public string Order => IsBuyer ? links.TrackingPath(Group.Id, Group.Number) : $"/don-hang?code={Group.Number}";

    /// <summary>Whatever became of the parcels since.</summary>
    public bool IsPaid => Group.Orders.Any(order => order.PaymentStatus == PaymentStatus.Paid);

    public static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    public async Task<IActionResult> OnGetAsync(string code, string? k, string? di, string? thu, CancellationToken cancel)
    {
        if (await ReadAsync(code, k, cancel) is { } elsewhere) return elsewhere;
        if (!IsWaiting)
            // A lapsed order has nobody to thank.
            return IsBuyer ? LocalRedirect(HttpContext.Link(Order + (Group.Orders.Any(order => order.Status == OrderStatus.Placed) ? "&moi=1" : ""))) : Page();
        if (Request.Query.Keys.Any(key => !Own.Contains(key)))
        {
            foreach (var open in Money.Payments.Where(payment => payment is { State: PaymentState.Open, Method: not PaymentMethod.BankTransfer }))
                await ask.HandleAsync(open.Id, "buyer", cancel);
            return LocalRedirect(HttpContext.Link(Here + "&xem=1"));
        }

        IsTestPage = thu == "1" && Money.AtGateway is { Method: PaymentMethod.Test };
        if (di == "1" && Money.AtGateway is { SendTo: { } page })
        {
            GoingTo = new Uri(page);
            // Not a redirect: it would be the end of a form that was sent, and forms go nowhere but to us.
            Response.Headers["Refresh"] = $"0; url={page}";
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, string? k, string? payment, string? test, CancellationToken cancel)
    {
        if (await ReadAsync(code, k, cancel) is { } elsewhere) return elsewhere;
        if (test is not null) return await TestAsync(test, cancel);
        if (methods.Read(payment) is not { } method) return BadRequest();
        var outcome = await start.HandleAsync(Group.Id, method, AddressOf(HttpContext), cancel);
        if (outcome.Succeeded || method.IsPrepaid() && outcome.Refusals[0].Reason != "TooLateToPay") return LocalRedirect(HttpContext.Link(Here + "&di=1"));
        Refusal = outcome.Refusals[0];
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<IActionResult> TestAsync(string act, CancellationToken cancel)
    {
        if (Money.AtGateway is not { Method: PaymentMethod.Test } payment || methods.Find(PaymentMethod.Test) is null) return LocalRedirect(HttpContext.Link(Here));
        PaymentNews news = act == "pay" ? TestPayments.PaidBy(payment) : TestPayments.Refused;
        await book.HandleAsync(TestPayments.ProviderName, new PaymentNotice($"test:{payment.Reference}", payment.Reference, null, null, news), "buyer", cancel);
        return LocalRedirect(HttpContext.Link(Here));
    }

    /// <returns>Null where the seal opens the order.</returns>
    private async Task<IActionResult?> ReadAsync(string code, string? k, CancellationToken cancel)
    {
        if (OrderNumber.ReadGroup(code) is not { } number) return NotFound();
        var whole = links.ReadTracking(k);
        if ((whole ?? links.ReadPayment(k)) is not { } groupId || await tracking.FindAsync(groupId, cancel) is not { } group || group.Number != number)
            return LocalRedirect($"~/don-hang?code={number}");
        IsBuyer = whole is not null || cart.Read(Request) == group.CartId;
        (Group, _seal) = (group, k!);
        Money = await money.OfAsync(group, cancel);
        return null;
    }
}
