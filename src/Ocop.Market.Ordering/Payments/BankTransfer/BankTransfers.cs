using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>
/// The buyer transfers to the market's own account, from a code or by hand. No gateway: nothing is opened, asked or given back by itself, and money is
/// heard of from <see cref="BankNotifications"/>, a <see cref="BankStatement"/> or an officer.
/// </summary>
public sealed class BankTransfers(IOptions<BankTransferOptions> options) : IPaymentProvider
{
    public PaymentMethod Method => PaymentMethod.BankTransfer;

    public string Name => PaymentOptions.Bank;

    /// <summary>What the pay page draws. Only where transfers are offered.</summary>
    public VietQr Qr(string reference, Money amount) => new(options.Value.Bin!, options.Value.AccountNumber!, amount, reference);

    public Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel) => Task.FromResult<Outcome<PaymentStart>>(
        options.Value.IsOffered
            ? new PaymentStart(GatewayId: null, SendTo: null)
            : new Refusal("BankTransferNotOffered", "", "Hiện chưa nhận chuyển khoản. Mời chọn cách trả tiền khác.", "Bank transfer is not possible at the moment. Please choose another way to pay."));

    public Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel) => Task.FromResult<PaymentNews>(new PaymentNews.Waiting(PaymentOptions.Bank));

    public Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel) => Task.FromResult<RefundNews>(new RefundNews.ByHand());

    /// <summary>Those who tell of the account's entries post under names of their own.</summary>
    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message) =>
        new Refusal("NoNotifications", "", "Ngân hàng không gửi thông báo đến địa chỉ này.", "No bank posts notifications here.");

    public GatewayReply Reply(NoticeResult result) => GatewayReply.Empty(404);
}

public static class BankTransferModule
{
    /// <summary>The host binds <see cref="BankTransferOptions"/> and decides by them what is offered.</summary>
    public static IServiceCollection AddBankTransfers(this IServiceCollection services)
    {
        services.AddOptions<BankTransferOptions>().ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<BankTransfers>().AddSingleton<SePayNotifications>().AddSingleton<CassoNotifications>().AddSingleton<PayOsNotifications>();
    }
}
