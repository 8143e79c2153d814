using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Tests.Payments;

/// <summary>A gateway that answers as the test says, and notes what it was asked.</summary>
internal sealed class ScriptedGateway(PaymentMethod method = PaymentMethod.Card, string name = "stripe") : IPaymentProvider
{
    public List<PaymentRequest> Started { get; } = [];
    public List<RefundRequest> Refunds { get; } = [];

    /// <summary>Whose pages were taken away.</summary>
    public List<string> Closed { get; } = [];

    public Func<PaymentRequest, Outcome<PaymentStart>> OnStart { get; set; } = request => new PaymentStart($"cs_{request.Reference}", new Uri($"https://pay.example/{request.Reference}"));
    public Func<PaymentRequest, PaymentNews> OnConfirm { get; set; } = _ => new PaymentNews.Waiting("open");
    public Func<RefundRequest, RefundNews> OnRefund { get; set; } = request => new RefundNews.Done($"re_{request.Reference}");
    public Func<GatewayMessage, Outcome<IReadOnlyList<PaymentNotice>>> OnVerify { get; set; } = _ => new Refusal("Forged", "", "giả", "forged");

    public PaymentMethod Method => method;
    public string Name => name;

    public Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel)
    {
        lock (Started) Started.Add(request);
        return Task.FromResult(OnStart(request));
    }

    public Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel) => Task.FromResult(OnConfirm(request));

    public Task<PaymentNews> CloseAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel)
    {
        lock (Closed) Closed.Add(request.Reference);
        return ConfirmAsync(request, gatewayId, cancel);
    }

    public Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel)
    {
        lock (Refunds) Refunds.Add(request);
        return Task.FromResult(OnRefund(request));
    }

    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message) => OnVerify(message);

    public GatewayReply Reply(NoticeResult result) => GatewayReply.Empty(result == NoticeResult.Failed ? 500 : 200);
}

/// <summary>As the bank's provider is: our own page shows what to do, a person gives money back.</summary>
internal sealed class PlainBank : IPaymentProvider
{
    public PaymentMethod Method => PaymentMethod.BankTransfer;
    public string Name => PaymentOptions.Bank;

    public Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel) => Task.FromResult<Outcome<PaymentStart>>(new PaymentStart(null, null));
    public Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel) => Task.FromResult<PaymentNews>(new PaymentNews.Waiting("bank"));
    public Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel) => Task.FromResult<RefundNews>(new RefundNews.ByHand());
    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message) => throw new NotSupportedException();
    public GatewayReply Reply(NoticeResult result) => GatewayReply.Empty(404);
}
