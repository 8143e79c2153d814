using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Doubles.MoMo;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.MoMo;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.MoMo;

/// <summary>A shop that is paid through the double of MoMo.</summary>
internal sealed class MoMoShop(MoMoDouble gateway, StandingClock clock, ServiceProvider services) : IAsyncDisposable
{
    public MoMoDouble Gateway => gateway;

    public StandingClock Clock => clock;

    public IPaymentProvider Payments => services.GetRequiredService<MoMoPayments>();

    public static async Task<MoMoShop> OpenAsync(string secretKey = "DOUBLESECRETDOUBLESECRETDOUBLE01")
    {
        var clock = WalletRequests.AfterMidnight();
        var gateway = await MoMoDouble.StartAsync(secretKey: "DOUBLESECRETDOUBLESECRETDOUBLE01", clock: clock);
        var options = new MoMoOptions { PartnerCode = gateway.PartnerCode, AccessKey = "DOUBLEACCESS", SecretKey = secretKey, Address = gateway.Address };
        return new MoMoShop(gateway, clock, WalletRequests.Services(clock, them => them.AddMoMoPayments().AddSingleton(Microsoft.Extensions.Options.Options.Create(options))));
    }

    public Task<Outcome<PaymentStart>> TryStartAsync(PaymentRequest request) => Payments.StartAsync(request, CancellationToken.None);

    public async Task<Uri> StartAsync(PaymentRequest request) => Assert.Succeeded(await TryStartAsync(request)).SendTo!;

    public Task<PaymentNews> ConfirmAsync(PaymentRequest request) => Payments.ConfirmAsync(request, null, CancellationToken.None);

    public Task<RefundNews> RefundAsync(RefundRequest request) => Payments.RefundAsync(request, CancellationToken.None);

    /// <summary>A payment as the buyer left it.</summary>
    public async Task<PaymentRequest> PayAsync(string press = "0", string notify = "http://127.0.0.1:1/webhooks/momo")
    {
        var request = WalletRequests.Payment(clock, notify: notify);
        await gateway.PressAsync(await StartAsync(request), press);
        return request;
    }

    public async Task<(PaymentRequest Request, PaymentNews.Paid Paid)> PaidAsync()
    {
        var request = await PayAsync();
        return (request, Assert.IsType<PaymentNews.Paid>(await ConfirmAsync(request)));
    }

    public ValueTask DisposeAsync()
    {
        services.Dispose();
        return gateway.DisposeAsync();
    }
}
