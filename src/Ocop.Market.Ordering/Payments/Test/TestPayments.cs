using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.Test;

/// <summary>For demo instances: a "gateway" that is a page of ours and moves no money. Registered nowhere else.</summary>
public sealed class TestPayments : IPaymentProvider
{
    public const string ProviderName = "test";

    public PaymentMethod Method => PaymentMethod.Test;

    public string Name => ProviderName;

    public static PaymentNews Refused { get; } = new PaymentNews.Failed("test-refused", new("Lần trả thử này được cho là không thành.", "This test payment was made to fail."));

    public static PaymentNews PaidBy(Payment payment) => new PaymentNews.Paid($"TEST-{payment.Reference}", payment.Amount, "VND", null);

    public Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel) =>
        Task.FromResult<Outcome<PaymentStart>>(new PaymentStart(null, new Uri(request.Return + "&thu=1")));

    public Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel) => Task.FromResult<PaymentNews>(new PaymentNews.Waiting(ProviderName));

    public Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel) => Task.FromResult<RefundNews>(new RefundNews.Done($"TEST-{request.Reference}"));

    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message) => new Refusal("NoNotifications", "", "Trả thử không có thông báo.", "Test payments send no notifications.");

    public GatewayReply Reply(NoticeResult result) => GatewayReply.Empty(404);
}
