using Ocop.Market.Ordering.Payments;
using Xunit;

namespace Ocop.Market.Tests.Payments.MoMo;

public sealed class RefundingWithMoMo
{
    [Fact]
    public async Task In_parts_up_to_the_amount_and_no_further()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();

        var first = Assert.IsType<RefundNews.Done>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 100_000)));
        var second = Assert.IsType<RefundNews.Done>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 150_000, 2)));
        Assert.Equal("1081", Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 1_000, 3))).Code);

        Assert.NotEqual(first, second);
        Assert.Equal(0, shop.Gateway.Left(payment.Reference));
        Assert.Equal(paid, await shop.ConfirmAsync(payment));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_again_after_a_lost_answer_gives_nothing_twice(bool refusesTheSameAgain)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        shop.Gateway.RefusesTheSameAgain = refusesTheSameAgain;
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 250_000);

        shop.Gateway.LosesNextAnswer = true;
        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund));
        var done = Assert.IsType<RefundNews.Done>(await shop.RefundAsync(refund));
        Assert.Equal(done, await shop.RefundAsync(refund with { Id = Guid.CreateVersion7() }));

        Assert.Equal(0, shop.Gateway.Left(payment.Reference));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task What_the_bank_is_still_at_may_be_sent_again_until_it_is_done()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        shop.Gateway.NewRefundCode = 7002;
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 250_000);

        var taken = Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(refund));
        Assert.Equal(taken, await shop.RefundAsync(refund));
        shop.Gateway.MoveRefund(refund.Reference, 0);
        Assert.Equal(new RefundNews.Done(taken.GatewayRefundId), await shop.RefundAsync(refund));

        Assert.Equal(0, shop.Gateway.Left(payment.Reference));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(42)]
    [InlineData(99)]
    [InlineData(1080)]
    [InlineData(1081)]
    [InlineData(1088)]
    public async Task Refusals_have_words_for_officers(int code)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        shop.Gateway.NextCode = code;

        var refused = Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 250_000)));

        Assert.Equal($"{code}", refused.Code);
        Assert.NotEmpty(refused.Words);
        Assert.Equal(250_000, shop.Gateway.Left(payment.Reference));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(43)]
    [InlineData(77777)]
    public async Task What_says_neither_yes_nor_no_may_be_sent_again(int code)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 250_000);
        shop.Gateway.NextCode = code;

        Assert.Contains($"{code}", Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund)).Problem, StringComparison.Ordinal);
        Assert.IsType<RefundNews.Done>(await shop.RefundAsync(refund));
        Assert.Equal(0, shop.Gateway.Left(payment.Reference));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(250_001)]
    public async Task What_MoMo_cannot_give_back_is_never_sent(long amount)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var calls = shop.Gateway.Calls;

        Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, amount)));
        Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid with { TransactionId = "x" }, 250_000)));
        Assert.Equal(calls, shop.Gateway.Calls);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(99)]
    [InlineData(1081)]
    public async Task A_no_to_what_was_done_before_is_a_yes(int code)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 250_000);
        var done = await shop.RefundAsync(refund);

        shop.Gateway.NextCode = code;
        Assert.Equal(done, await shop.RefundAsync(refund));
    }

    [Fact]
    public async Task Long_reasons_are_cut()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();

        Assert.IsType<RefundNews.Done>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 1_000) with { Reason = new string('ệ', 254) + "🍯🍯" }));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task A_gateway_that_is_down_tells_nothing()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        shop.Gateway.IsDown = true;

        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 250_000)));
    }

    [Fact]
    public async Task A_payment_without_money_is_not_given_back()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        shop.Gateway.Settle(payment.Reference, 1006);
        var failed = paid with { TransactionId = $"{long.Parse(paid.TransactionId, System.Globalization.CultureInfo.InvariantCulture) + 1}" };

        Assert.Equal("1088", Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, failed, 250_000))).Code);
    }
}
