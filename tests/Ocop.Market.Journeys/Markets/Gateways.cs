using Ocop.Market.Doubles.Bank;
using Ocop.Market.Doubles.MoMo;
using Ocop.Market.Doubles.Stripe;
using Ocop.Market.Doubles.VnPay;

namespace Ocop.Market.Journeys.Markets;

/// <summary>Whoever takes money for a market: gateways on ports of their own and a bank. None knows more of it than what it is sent.</summary>
public sealed class Gateways : IAsyncDisposable
{
    private const string Account = "1017595600", SePayKey = "sepay-key-of-a-journey", MoMoAccess = "MOMOACCESS", MoMoSecret = "MOMOSECRETMOMOSECRETMOMOSECRET01", VnPaySecret = "VNPAYSECRETVNPAYSECRETVNPAYSECR1", StripeKey = "sk_test_journey";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Uri _notifier;

    private Gateways(Uri market, StripeDouble stripe, VnPayDouble vnPay, MoMoDouble moMo)
    {
        (Stripe, VnPay, MoMo, Bank) = (stripe, vnPay, moMo, new BankDouble(_http, Account, TimeProvider.System));
        _notifier = new Uri(market, "/webhooks/sepay");
        stripe.Endpoint = new Uri(market, "/webhooks/stripe");
        // VNPay tells before the buyer is back, the others when a journey has them tell.
        (vnPay.Ipn, vnPay.TellsAtOnce) = (new Uri(market, "/webhooks/vnpay"), true);
    }

    public StripeDouble Stripe { get; }
    public VnPayDouble VnPay { get; }
    public MoMoDouble MoMo { get; }
    public BankDouble Bank { get; }

    /// <summary>Where a buyer's browser may be sent.</summary>
    public IReadOnlyList<Uri> Addresses => [Stripe.Address, VnPay.Address, MoMo.Address];

    public IEnumerable<string> Faults => [.. Stripe.Faults, .. VnPay.Faults, .. MoMo.Faults];

    /// <summary>What the market is told of them, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Payments__BankTransfer__AccountNumber"] = Account, ["Payments__BankTransfer__AccountHolder"] = "CHO THU", ["Payments__BankTransfer__Bin"] = "970436", ["Payments__BankTransfer__SePay__ApiKey"] = SePayKey,
        ["Payments__Stripe__SecretKey"] = StripeKey, ["Payments__Stripe__WebhookSecrets__0"] = Stripe.WebhookSecret, ["Payments__Stripe__BaseAddress"] = Stripe.Address.AbsoluteUri,
        ["Payments__VnPay__TmnCode"] = VnPay.TmnCode, ["Payments__VnPay__HashSecret"] = VnPaySecret, ["Payments__VnPay__PayPage"] = VnPay.PayPage.AbsoluteUri, ["Payments__VnPay__Api"] = VnPay.Api.AbsoluteUri,
        ["Payments__MoMo__PartnerCode"] = MoMo.PartnerCode, ["Payments__MoMo__AccessKey"] = MoMoAccess, ["Payments__MoMo__SecretKey"] = MoMoSecret, ["Payments__MoMo__Address"] = MoMo.Address.AbsoluteUri,
    };

    public static async Task<Gateways> OpenAsync(Uri market) =>
        new(market, await StripeDouble.OpenAsync(key: StripeKey), await VnPayDouble.StartAsync(secret: VnPaySecret), await MoMoDouble.StartAsync(accessKey: MoMoAccess, secretKey: MoMoSecret));

    /// <summary>The bank's notifier tells of an entry.</summary>
    public async Task<bool> TellAsync(BankEntry entry) => (await Bank.PostAsync(_notifier, SePayDouble.WithKey(entry, SePayKey), default)).IsTaken;

    public async ValueTask DisposeAsync()
    {
        await Stripe.DisposeAsync();
        await VnPay.DisposeAsync();
        await MoMo.DisposeAsync();
        _http.Dispose();
    }
}
