using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Doubles.VnPay;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.VnPay;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.VnPay;

/// <summary>A shop that is paid through the double of VNPay.</summary>
internal sealed class VnPayShop(VnPayDouble gateway, StandingClock clock, ServiceProvider services) : IAsyncDisposable
{
    public VnPayDouble Gateway => gateway;

    public StandingClock Clock => clock;

    public IPaymentProvider Payments => services.GetRequiredService<VnPayPayments>();

    public static async Task<VnPayShop> OpenAsync(string? tmnCode = null, string secret = "DOUBLESECRET0123456789ABCDEFGHIJ")
    {
        var clock = WalletRequests.AfterMidnight();
        var gateway = await VnPayDouble.StartAsync(secret: "DOUBLESECRET0123456789ABCDEFGHIJ", clock: clock);
        var options = new VnPayOptions { TmnCode = tmnCode ?? gateway.TmnCode, HashSecret = secret, PayPage = gateway.PayPage, Api = gateway.Api };
        return new VnPayShop(gateway, clock, WalletRequests.Services(clock, them => them.AddVnPayPayments().AddSingleton(Microsoft.Extensions.Options.Options.Create(options))));
    }

    public async Task<Uri> StartAsync(PaymentRequest request) => Assert.Succeeded(await Payments.StartAsync(request, CancellationToken.None)).SendTo!;

    public Task<PaymentNews> ConfirmAsync(PaymentRequest request) => Payments.ConfirmAsync(request, null, CancellationToken.None);

    public Task<RefundNews> RefundAsync(RefundRequest request) => Payments.RefundAsync(request, CancellationToken.None);

    /// <summary>A payment as the buyer left it.</summary>
    public async Task<PaymentRequest> PayAsync(long amount = 250_000, string press = "00", string reference = WalletRequests.Reference)
    {
        var request = WalletRequests.Payment(clock, amount, reference: reference);
        await gateway.PressAsync(await StartAsync(request), press);
        return request;
    }

    public async Task<(PaymentRequest Request, PaymentNews.Paid Paid)> PaidAsync(long amount = 250_000)
    {
        var request = await PayAsync(amount);
        return (request, Assert.IsType<PaymentNews.Paid>(await ConfirmAsync(request)));
    }

    public ValueTask DisposeAsync()
    {
        services.Dispose();
        return gateway.DisposeAsync();
    }
}
