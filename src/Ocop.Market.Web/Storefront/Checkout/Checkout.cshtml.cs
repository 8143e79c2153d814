using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Storefront.Buyers;
using Ocop.Market.Web.Storefront.Cart;
using Ocop.Market.Web.Storefront.Orders;
using Ocop.Market.Web.Storefront.Payments;

namespace Ocop.Market.Web.Storefront.Checkout;

/// <summary>One page from cart to order. Every reload keeps every field, and so does the way back; nothing here needs a script.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Checkout)]
public sealed class CheckoutModel(
    CheckoutSummary summary, CheckoutRequirements requirements, PlaceDirectory places, ReserveStock reserve, PlaceOrder placeOrder, StartPayment startPayment, PaymentMethods methods, OrderTracking tracking,
    CartCookie cookie, CheckoutDraft draft, OrderLinks links, CurrentBuyer current, BuyerAddresses addresses, Words words) : PageModel
{
    public const string Address = "/thanh-toan";

    /// <summary>The fields in the order in which they stand on the page.</summary>
    private static readonly string[] Fields = ["name", "phone", "province", "commune", "street", "email", "note", "invoiceName", "invoiceTaxCode", "invoiceAddress", "invoiceEmail", "wishedDay", "payment", "isAdult", "agreedTotal", "consent", ""];

    public CheckoutForm Form { get; private set; } = new();
    public CheckoutView Checkout { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public IReadOnlyList<Province> Provinces => places.Provinces;
    public IReadOnlyList<Commune> Communes { get; private set; } = [];

    /// <summary>Where a typed name may mean several of today's communes.</summary>
    public IReadOnlyList<Commune> Candidates { get; private set; } = [];

    public bool IsGuest { get; private set; } = true;

    /// <summary>What a signed-in buyer keeps to choose from.</summary>
    public IReadOnlyList<BuyerAddress> Kept { get; private set; } = [];

    public IReadOnlyList<PaymentMethod> Methods => methods.Offered;
    public PaymentMethod Chosen => methods.Read(Form.Payment) ?? PaymentMethod.CashOnDelivery;

    public Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    /// <param name="kept">A kept address to fill in, in place of what was typed.</param>
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "dia-chi")] Guid? kept, CancellationToken cancel)
    {
        if (cookie.Read(Request) is not { } cartId) return LocalRedirect("~/gio-hang");
        if (!(await reserve.HandleAsync(cartId, cancel)).Succeeded)
            // The way back from the thanks leads to the order; what is short is told beside its line, in the cart.
            return LocalRedirect(await tracking.FindByCartAsync(cartId, cancel) is { } placed ? "~" + links.TrackingPath(placed.Id, placed.Number) : "~/gio-hang");

        var (sent, isSent) = draft.Read(Request, cartId) ?? new(new(), false);
        Form = await FilledInAsync(sent, kept, cancel);
        await FillAsync(cartId, cancel);
        if (isSent) Show(RefusalsNow(sent));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CheckoutForm? form, string? step, CancellationToken cancel)
    {
        if (cookie.Read(Request) is not { } cartId) return LocalRedirect("~/gio-hang");
        // Null where the body could not be read as a form.
        Form = (form ?? new()) with { Language = words.Language };
        var isKept = draft.TryWrite(HttpContext, cartId, new(Form, IsSent: step != "communes"));
        if (step == "communes")
        {
            if (isKept) return LocalRedirect("~" + Address);
            // Too many words for the cookie: the page comes at once, and still the buyer is at work on it.
            await reserve.ExtendAsync(cartId, cancel);
            await FillAsync(cartId, cancel);
            return Checkout.Parcels.Count == 0 ? LocalRedirect("~/gio-hang") : Page();
        }

        var outcome = await placeOrder.HandleAsync(cartId, Form, (await current.FindAsync(Request, cancel))?.Id, cancel);
        if (outcome.Succeeded)
        {
            draft.Forget(HttpContext);
            var placed = outcome.Value;
            if (!placed.Payment.IsPrepaid()) return LocalRedirect("~" + links.TrackingPath(placed.GroupId, placed.Number) + "&moi=1");
            // What the gateway says no to is told on the page where another way can be chosen; the order is there.
            await startPayment.HandleAsync(placed.GroupId, placed.Payment, PayOrderModel.AddressOf(HttpContext), cancel);
            return LocalRedirect("~" + links.PaymentPath(placed.GroupId, placed.Number) + "&di=1");
        }

        if (outcome.Refusals.Any(refusal => refusal.Reason == "CartEmpty")) return LocalRedirect("~/gio-hang");
        if (isKept) return LocalRedirect("~" + Address);
        Show(outcome.Refusals);
        // No redirect that would open the checkout anew.
        await reserve.ExtendAsync(cartId, cancel);
        await FillAsync(cartId, cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    /// <summary>A buyer's first choice fills an empty form; a chosen address goes before what was typed.</summary>
    private async Task<CheckoutForm> FilledInAsync(CheckoutForm form, Guid? kept, CancellationToken cancel)
    {
        if (await current.FindAsync(Request, cancel) is not { } buyer) return form;
        (IsGuest, Kept) = (false, await addresses.OfAsync(buyer.Id, cancel));
        var chosen = kept is null ? form.Province is null && form.Name is null ? Kept.FirstOrDefault() : null : Kept.FirstOrDefault(address => address.Id == kept);
        var filled = chosen is null ? form : BuyerAddressPageModel.FormOf(chosen, places) with { Email = form.Email, Note = form.Note, WishedDay = form.WishedDay, Payment = form.Payment };
        return filled with { Email = filled.Email ?? buyer.Mailbox };
    }

    /// <summary>What the form that was sent is refused for as things stand at this moment: the page may be looked at again much later.</summary>
    private IReadOnlyList<Refusal> RefusalsNow(CheckoutForm sent)
    {
        var delivery = requirements.Meet(sent);
        IReadOnlyList<Refusal> refusals = delivery.Succeeded ? Checkout.WishedDays?.Refuse(delivery.Value.WishedDay) is { } day ? [day] : Checkout.ProblemsAt(sent.AgreedTotal) : [.. delivery.Refusals, .. Checkout.Problems];
        return refusals.Count > 0 ? refusals :
        [
            new("NotPlacedYet", "", "Lần bấm trước chưa thành đơn; lúc này thì đặt được. Bấm Đặt hàng lần nữa.", "The last press did not become an order; now it can. Press Place order once more."),
        ];
    }

    private void Show(IReadOnlyList<Refusal> refusals) => Refusals = [.. refusals.OrderBy(refusal => Array.IndexOf(Fields, refusal.Field))];

    private async Task FillAsync(Guid cartId, CancellationToken cancel)
    {
        Communes = Form.Province is { } chosen ? places.CommunesOf(chosen) : [];
        // A commune left over from another province is no choice any more.
        if (Communes.All(commune => commune.Code != Form.Commune)) Form = Form with { Commune = null };
        if (Form is { Commune: null, Province: { } province, CommuneName: { Length: > 0 } typed })
        {
            var answer = places.Resolve(typed, province);
            if (answer.Only is { } only) Form = Form with { Commune = only.Code };
            else Candidates = [.. answer.Candidates.Select(candidate => candidate.Commune)];
        }

        Checkout = await summary.FindAsync(cartId, Communes.Count == 0 ? null : Form.Province, Form.Commune, Form.Phone, cancel);
    }
}
