using System.ComponentModel.DataAnnotations;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.MoMo;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.MoMo;

public sealed class PayingWithMoMo
{
    [Fact]
    public async Task The_buyer_pays_and_comes_back_with_the_same_money_as_the_question_brings()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);

        var back = await shop.Gateway.PressAsync(await shop.StartAsync(request), "0");

        var notice = Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Get(back.Query[1..]))));
        var paid = Assert.IsType<PaymentNews.Paid>(notice.News);
        Assert.Equal((request.Reference, new Money(250_000), "VND", shop.Clock.UtcNow()), (notice.Reference, paid.Amount, paid.Currency, paid.At));
        Assert.Equal(paid with { At = null }, await shop.ConfirmAsync(request));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(999, false)]
    [InlineData(0, false)]
    [InlineData(-1_000, false)]
    [InlineData(50_000_000, true)]
    [InlineData(50_000_001, false)]
    public async Task Amounts_that_MoMo_takes(long amount, bool taken)
    {
        await using var shop = await MoMoShop.OpenAsync();

        var started = await shop.TryStartAsync(WalletRequests.Payment(shop.Clock, amount, "en"));

        if (taken) Assert.Succeeded(started);
        else Assert.Refused("AmountOutOfRange", started);
        Assert.Equal(taken ? 1 : 0, shop.Gateway.Calls);
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task The_link_lives_as_long_as_the_payment()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);
        shop.Clock.Advance(TimeSpan.FromMinutes(5));
        var page = await shop.StartAsync(request);
        shop.Clock.Advance(TimeSpan.FromMinutes(11));

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Gateway.PressAsync(page, "0"));
        Assert.Equal("1005", Assert.IsType<PaymentNews.Failed>(await shop.ConfirmAsync(request)).Code);
        Assert.Refused("PaymentExpired", await shop.TryStartAsync(request));
    }

    [Fact]
    public async Task Starting_again_leads_to_the_same_page()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);
        var first = await shop.StartAsync(request);
        shop.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(first, await shop.StartAsync(request));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task Starting_again_after_a_lost_answer_opens_one_payment()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);
        shop.Gateway.LosesNextAnswer = true;

        Assert.Refused("GatewayUnreachable", await shop.TryStartAsync(request));
        await shop.Gateway.PressAsync(await shop.StartAsync(request), "0");

        Assert.IsType<PaymentNews.Paid>(await shop.ConfirmAsync(request));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Theory]
    [InlineData(0, true, null)]
    [InlineData(7000, true, null)]
    [InlineData(9000, true, null)]
    [InlineData(1000, false, "OpenedAlready")]
    [InlineData(1006, false, "MoMo1006")]
    public async Task A_gateway_that_refuses_the_same_again_is_asked_how_it_stands(int code, bool leadsBack, string? reason)
    {
        await using var shop = await MoMoShop.OpenAsync();
        shop.Gateway.RefusesTheSameAgain = true;
        var request = WalletRequests.Payment(shop.Clock);
        await shop.StartAsync(request);
        shop.Gateway.Settle(request.Reference, code);

        var again = await shop.TryStartAsync(request);

        if (leadsBack) Assert.Equal(request.Return, Assert.Succeeded(again).SendTo);
        else Assert.Refused(reason!, again);
    }

    [Fact]
    public async Task A_reference_that_is_used_already_is_not_opened_twice()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);
        await shop.StartAsync(request);

        Assert.Refused("OpenedAlready", await shop.TryStartAsync(request with { Id = Guid.CreateVersion7() }));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(43)]
    [InlineData(99)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(77777)]
    public async Task What_MoMo_does_not_open_is_refused_in_words(int code)
    {
        await using var shop = await MoMoShop.OpenAsync();
        shop.Gateway.NextCode = code;

        Assert.Refused($"MoMo{code}", await shop.TryStartAsync(WalletRequests.Payment(shop.Clock)));
    }

    [Theory]
    [InlineData(98)]
    [InlineData(99)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1007)]
    [InlineData(1017)]
    [InlineData(1026)]
    [InlineData(2019)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4100)]
    public async Task Each_failure_has_its_words_in_both_languages(int code)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();
        shop.Gateway.Settle(request.Reference, code);

        var failed = Assert.IsType<PaymentNews.Failed>(await shop.ConfirmAsync(request));

        Assert.Equal($"{code}", failed.Code);
        Assert.NotEmpty(failed.Words.Vi);
        Assert.NotEmpty(failed.Words.En);
        Assert.Equal(failed, Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Post(shop.Gateway.Notice(request.Reference))))).News);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(7000)]
    [InlineData(7002)]
    [InlineData(8000)]
    [InlineData(9000)]
    [InlineData(77777)]
    public async Task States_that_are_neither_paid_nor_over_wait(int code)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();
        shop.Gateway.Settle(request.Reference, code);

        Assert.Equal(new PaymentNews.Waiting($"{code}"), await shop.ConfirmAsync(request));
        Assert.Equal(new PaymentNews.Waiting($"{code}"), Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Post(shop.Gateway.Notice(request.Reference))))).News);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(43)]
    public async Task Codes_about_the_question_tell_nothing_of_the_payment(int code)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();
        shop.Gateway.NextCode = code;

        Assert.Contains($"{code}", Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_MoMo_does_not_know_waits_until_the_time_is_over()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);

        Assert.Equal(new PaymentNews.Waiting("42"), await shop.ConfirmAsync(request));
        shop.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("42", Assert.IsType<PaymentNews.Failed>(await shop.ConfirmAsync(request)).Code);
    }

    [Fact]
    public async Task A_gateway_that_is_down_or_hangs_up_tells_nothing()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();

        shop.Gateway.IsDown = true;
        Assert.Refused("GatewayUnreachable", await shop.TryStartAsync(request));
        Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request));
        (shop.Gateway.IsDown, shop.Gateway.LosesNextAnswer) = (false, true);
        Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request));
        Assert.IsType<PaymentNews.Paid>(await shop.ConfirmAsync(request));
        await shop.Gateway.DisposeAsync();
        Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request));
    }

    [Fact]
    public async Task Who_asks_with_the_wrong_secret_is_refused_without_telling_it()
    {
        await using var shop = await MoMoShop.OpenAsync("ANOTHERSECRETANOTHERSECRETOTHER1");

        var refusal = Assert.Refused("MoMo13", await shop.TryStartAsync(WalletRequests.Payment(shop.Clock)));

        Assert.DoesNotContain("SECRET", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal("call: the signature is wrong", Assert.Single(shop.Gateway.Faults));
    }

    [Fact]
    public void Settings_are_checked_in_a_sentence_each()
    {
        static IEnumerable<string> Check(MoMoOptions options) => options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!);

        Assert.Empty(Check(new MoMoOptions { PartnerCode = "P", AccessKey = "A", SecretKey = "S" }));
        Assert.Equal(["Payments:MoMo:PartnerCode is empty.", "Payments:MoMo:AccessKey is empty.", "Payments:MoMo:SecretKey is empty."], Check(new MoMoOptions()));
        Assert.StartsWith("Payments:MoMo:Address", Assert.Single(Check(new MoMoOptions { PartnerCode = "P", AccessKey = "A", SecretKey = "S", Address = new Uri("http://payment.momo.vn") })), StringComparison.Ordinal);
        Assert.StartsWith("Payments:MoMo:RequestType", Assert.Single(Check(new MoMoOptions { PartnerCode = "P", AccessKey = "A", SecretKey = "S", RequestType = "pay" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_by_its_name()
    {
        await using var shop = await MoMoShop.OpenAsync();

        Assert.Equal(("momo", PaymentMethod.MoMo), (shop.Payments.Name, shop.Payments.Method));
    }
}
