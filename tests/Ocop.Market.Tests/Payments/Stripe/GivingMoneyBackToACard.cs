using Ocop.Market.Ordering.Payments;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

public sealed class GivingMoneyBackToACard
{
    [Fact]
    public async Task A_part_goes_back_once_however_often_it_is_sent()
    {
        await using var at = await AtStripe.OpenAsync();
        var paid = await at.PaidAsync();
        var refund = at.RefundOf(paid, 50_000);
        var done = Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(refund, default));
        Assert.Equal(done, await at.Payments.RefundAsync(refund, default));
        var made = Assert.Single(at.Stripe.Refunds);
        Assert.Equal((50_000L, paid.TransactionId, done.GatewayRefundId), ((long)made["amount"]!, (string?)made["payment_intent"], (string?)made["id"]));
        Assert.Equal((refund.Id.ToString(), "OCK7M492PXR1", "OCK7M492PX"), ((string?)made["metadata"]!["refund_id"], (string?)made["metadata"]!["refund_reference"], (string?)made["metadata"]!["reference"]));

        Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(at.RefundOf(paid, 200_000), default));
        Assert.Equal(2, at.Stripe.Refunds.Count);
        Assert.Empty(at.Stripe.Faults);
    }

    [Fact]
    public async Task Nobody_gets_back_more_than_was_paid()
    {
        await using var at = await AtStripe.OpenAsync();
        var paid = await at.PaidAsync();
        await at.Payments.RefundAsync(at.RefundOf(paid, 200_000), default);
        var over = Assert.IsType<RefundNews.Refused>(await at.Payments.RefundAsync(at.RefundOf(paid, 50_001), default));
        Assert.Contains("số tiền hoàn", over.Words, StringComparison.Ordinal);
        await at.Payments.RefundAsync(at.RefundOf(paid, 50_000), default);
        Assert.Equal("charge_already_refunded", Assert.IsType<RefundNews.Refused>(await at.Payments.RefundAsync(at.RefundOf(paid, 1), default)).Code);
        Assert.Equal(2, at.Stripe.Refunds.Count);
        Assert.Equal("resource_missing", Assert.IsType<RefundNews.Refused>(await at.Payments.RefundAsync(at.RefundOf(paid with { TransactionId = "pi_khac" }, 50_000), default)).Code);
    }

    [Fact]
    public async Task Asking_again_tells_how_far_the_bank_is()
    {
        await using var at = await AtStripe.OpenAsync();
        at.Stripe.RefundsStartAs = "pending";
        var refund = at.RefundOf(await at.PaidAsync(), 50_000);
        var underWay = Assert.IsType<RefundNews.UnderWay>(await at.Payments.RefundAsync(refund, default));
        Assert.Equal(underWay, await at.Payments.RefundAsync(refund, default));
        at.Stripe.SettleRefund(underWay.GatewayRefundId, "succeeded");
        Assert.Equal(new RefundNews.Done(underWay.GatewayRefundId), await at.Payments.RefundAsync(refund, default));
        // Card refunds may come back days later.
        at.Stripe.SettleRefund(underWay.GatewayRefundId, "failed", "lost_or_stolen_card");
        Assert.Equal("lost_or_stolen_card", Assert.IsType<RefundNews.Refused>(await at.Payments.RefundAsync(refund, default)).Code);
        at.Stripe.SettleRefund(underWay.GatewayRefundId, "canceled");
        Assert.Equal("canceled", Assert.IsType<RefundNews.Refused>(await at.Payments.RefundAsync(refund, default)).Code);
        at.Stripe.SettleRefund(underWay.GatewayRefundId, "a_state_of_tomorrow");
        Assert.Equal(underWay, await at.Payments.RefundAsync(refund, default));
        Assert.Single(at.Stripe.Refunds);
    }

    [Fact]
    public async Task A_refund_whose_answers_were_all_lost_is_found()
    {
        await using var at = await AtStripe.OpenAsync();
        var refund = at.RefundOf(await at.PaidAsync(), 50_000);
        for (var times = 0; times < 3; times++) at.Stripe.LoseNextAnswer();
        Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(refund, default));
        Assert.Equal(["GET", "POST", "POST", "POST", "GET"], at.Stripe.Asked.Where(asked => asked.Path == "/v1/refunds").Select(asked => asked.Method));
        Assert.Single(at.Stripe.Refunds);
        Assert.Empty(at.Stripe.Faults);
    }

    [Fact]
    public async Task A_failure_that_Stripe_keeps_repeating_hides_no_refund()
    {
        await using var at = await AtStripe.OpenAsync();
        var refund = at.RefundOf(await at.PaidAsync(), 50_000);
        at.Stripe.FailNext(500, isApplied: true);
        Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(refund, default));
        Assert.Equal(["GET", "POST", "POST", "POST", "GET"], at.Stripe.Asked.Where(asked => asked.Path == "/v1/refunds").Select(asked => asked.Method));
        Assert.Single(at.Stripe.Refunds);
    }

    [Fact]
    public async Task A_key_that_Stripe_forgot_gives_nothing_back_twice()
    {
        await using var at = await AtStripe.OpenAsync();
        var refund = at.RefundOf(await at.PaidAsync(), 50_000);
        await at.Payments.RefundAsync(refund, default);
        at.Stripe.ForgetKeys();
        Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(refund, default));
        Assert.Single(at.Stripe.Refunds);
    }

    [Fact]
    public async Task Somebody_elses_refund_is_not_taken_for_ours()
    {
        await using var at = await AtStripe.OpenAsync();
        var paid = await at.PaidAsync();
        at.Stripe.RefundInDashboard(paid.TransactionId, 50_000);
        Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(at.RefundOf(paid, 50_000), default));
        Assert.Equal(2, at.Stripe.Refunds.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    public async Task What_cannot_be_asked_now_is_sent_again_later(int status)
    {
        await using var at = await AtStripe.OpenAsync();
        var refund = at.RefundOf(await at.PaidAsync(), 50_000);
        at.Stripe.FailNext(status);
        Assert.IsType<RefundNews.Unreachable>(await at.Payments.RefundAsync(refund, default));
        Assert.Empty(at.Stripe.Refunds);
        Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(refund, default));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Silence_leaves_it_unknown_and_nothing_is_done_twice(string method)
    {
        await using var at = await AtStripe.OpenAsync();
        var refund = at.RefundOf(await at.PaidAsync(), 50_000);
        for (var times = 0; times < 3; times++) at.Stripe.FailNext(503, method: method);
        Assert.IsType<RefundNews.Unreachable>(await at.Payments.RefundAsync(refund, default));
        Assert.Empty(at.Stripe.Refunds);
        Assert.IsType<RefundNews.Done>(await at.Payments.RefundAsync(refund, default));
        Assert.Single(at.Stripe.Refunds);
    }
}
