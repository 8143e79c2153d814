using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Xunit;

namespace Ocop.Market.Tests.Payments.VnPay;

public sealed class RefundingWithVnPay
{
    [Fact]
    public async Task All_of_it_goes_back_and_is_asked_after_until_the_bank_is_done()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 250_000);

        var taken = Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(refund));
        refund = refund with { GatewayRefundId = taken.GatewayRefundId };
        shop.Clock.Advance(TimeSpan.FromDays(2));
        shop.Gateway.MoveRefund(payment.Reference, "06");
        Assert.Equal(taken, await shop.RefundAsync(refund));
        shop.Gateway.MoveRefund(payment.Reference, "00");
        Assert.Equal(new RefundNews.Done(taken.GatewayRefundId), await shop.RefundAsync(refund));

        Assert.Equal(0, shop.Gateway.Left(payment.Reference));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task In_parts_up_to_the_amount_and_no_further()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();

        var first = Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 100_000)));
        var second = Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 150_000, 2)));
        Assert.Equal("93", Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 1, 3))).Code);
        Assert.Equal("04", Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 250_000, 4))).Code);

        Assert.NotEqual(first.GatewayRefundId, second.GatewayRefundId);
        Assert.Equal(0, shop.Gateway.Left(payment.Reference));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task The_same_again_after_a_lost_answer_gives_nothing_twice()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 100_000);

        shop.Gateway.LosesNextAnswer = true;
        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund));
        Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(refund));

        Assert.Equal(150_000, shop.Gateway.Left(payment.Reference));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Theory]
    [InlineData(250_000, true)]
    [InlineData(100_000, false)]
    public async Task The_next_day_VNPay_is_asked_before_it_is_told_again_and_a_part_is_left_to_a_person(long amount, bool isClear)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, amount);

        shop.Gateway.LosesNextAnswer = true;
        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var news = await shop.RefundAsync(refund);

        if (isClear) Assert.IsType<RefundNews.UnderWay>(news);
        else Assert.Equal("Unclear", Assert.IsType<RefundNews.Refused>(news).Code);
        Assert.Equal(250_000 - amount, shop.Gateway.Left(payment.Reference));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task The_next_day_a_refund_that_never_arrived_is_sent()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 100_000);

        shop.Gateway.IsDown = true;
        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund));
        shop.Gateway.IsDown = false;
        Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(refund));

        Assert.Equal(150_000, shop.Gateway.Left(payment.Reference));
    }

    [Theory]
    [InlineData("00", typeof(RefundNews.Done))]
    [InlineData("01", typeof(RefundNews.UnderWay))]
    [InlineData("05", typeof(RefundNews.UnderWay))]
    [InlineData("06", typeof(RefundNews.UnderWay))]
    [InlineData("77", typeof(RefundNews.UnderWay))]
    [InlineData("09", typeof(RefundNews.Refused))]
    public async Task States_of_a_refund(string status, Type news)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        shop.Gateway.NewRefundStatus = status;

        Assert.IsType(news, await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 250_000)));
    }

    [Theory]
    [InlineData("02")]
    [InlineData("03")]
    [InlineData("04")]
    [InlineData("13")]
    [InlineData("91")]
    [InlineData("93")]
    [InlineData("95")]
    public async Task Refusals_have_words_for_officers(string code)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        shop.Gateway.NextResponseCode = code;

        var refused = Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 250_000)));

        Assert.Equal(code, refused.Code);
        Assert.NotEmpty(refused.Words);
        Assert.Equal(250_000, shop.Gateway.Left(payment.Reference));
    }

    [Theory]
    [InlineData("94")]
    [InlineData("97")]
    [InlineData("98")]
    [InlineData("99")]
    [InlineData("77")]
    public async Task What_says_neither_yes_nor_no_may_be_sent_again(string code)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 250_000);
        shop.Gateway.NextResponseCode = code;

        Assert.Contains(code, Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund)).Problem, StringComparison.Ordinal);
        Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(refund));
        Assert.Equal(0, shop.Gateway.Left(payment.Reference));
    }

    [Fact]
    public async Task A_refused_part_is_not_taken_for_another_of_a_different_amount()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 100_000));
        shop.Gateway.NextResponseCode = "94";

        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 50_000, 2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(250_001)]
    public async Task More_than_was_paid_or_nothing_is_never_sent(long amount)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var calls = shop.Gateway.Calls;

        Assert.IsType<RefundNews.Refused>(await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, amount)));
        Assert.Equal(calls, shop.Gateway.Calls);
    }

    [Fact]
    public async Task A_refunded_payment_is_not_called_paid_a_second_time()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        await shop.RefundAsync(WalletRequests.Refund(shop.Clock, payment, paid, 250_000));
        shop.Gateway.MoveRefund(payment.Reference, "00");

        Assert.Equal(new PaymentNews.Waiting("02/00"), await shop.ConfirmAsync(payment));
    }

    [Fact]
    public async Task An_unsigned_yes_is_no_yes()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var (payment, paid) = await shop.PaidAsync();
        var refund = WalletRequests.Refund(shop.Clock, payment, paid, 250_000);
        shop.Gateway.SignsNextAnswerWrongly = true;

        Assert.IsType<RefundNews.Unreachable>(await shop.RefundAsync(refund));
        Assert.IsType<RefundNews.UnderWay>(await shop.RefundAsync(refund));
        Assert.Equal(Money.Zero.Amount, shop.Gateway.Left(payment.Reference));
    }
}
