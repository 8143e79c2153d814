using System.ComponentModel.DataAnnotations;
using System.Web;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.VnPay;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.VnPay;

public sealed class PayingWithVnPay
{
    [Fact]
    public async Task The_buyer_pays_and_comes_back_with_the_same_news_as_the_question_brings()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);

        var back = await shop.Gateway.PressAsync(await shop.StartAsync(request), "00");

        Assert.StartsWith(request.Return.AbsoluteUri + "&vnp_", back.AbsoluteUri, StringComparison.Ordinal);
        var notice = Assert.Single(Assert.Succeeded(shop.Payments.Verify(new GatewayMessage("GET", back.Query, new Dictionary<string, string>(), "", shop.Clock.UtcNow()))));
        Assert.Equal(request.Reference, notice.Reference);
        var paid = Assert.IsType<PaymentNews.Paid>(notice.News);
        Assert.Equal((new Money(250_000), "VND", shop.Clock.UtcNow()), (paid.Amount, paid.Currency, paid.At));
        Assert.Equal(paid, await shop.ConfirmAsync(request));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task The_address_carries_the_order_as_VNPay_wants_it()
    {
        await using var shop = await VnPayShop.OpenAsync();

        var asked = HttpUtility.ParseQueryString((await shop.StartAsync(WalletRequests.Payment(shop.Clock, 123_456, "en", buyer: "::ffff:198.51.100.20"))).Query);

        Assert.Equal(("12345600", "20260601003000", "20260601004500"), (asked["vnp_Amount"], asked["vnp_CreateDate"], asked["vnp_ExpireDate"]));
        Assert.Equal(("en", "Payment for order K7M492PX", "198.51.100.20", WalletRequests.Reference), (asked["vnp_Locale"], asked["vnp_OrderInfo"], asked["vnp_IpAddr"], asked["vnp_TxnRef"]));
        asked = HttpUtility.ParseQueryString((await shop.StartAsync(WalletRequests.Payment(shop.Clock))).Query);
        Assert.Equal(("vn", "Thanh toan don hang K7M492PX"), (asked["vnp_Locale"], asked["vnp_OrderInfo"]));
        Assert.Equal(0, shop.Gateway.Calls);
    }

    [Fact]
    public async Task Starting_again_leads_to_the_same_address()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);
        var first = await shop.StartAsync(request);
        shop.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(first, await shop.StartAsync(request));
        await shop.Gateway.PressAsync(first, "00");
        Assert.Empty(shop.Gateway.Faults);
    }

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(4_999, false)]
    [InlineData(0, false)]
    [InlineData(-5_000, false)]
    [InlineData(999_999_999, true)]
    [InlineData(1_000_000_000, false)]
    [InlineData(long.MaxValue, false)]
    public async Task Amounts_that_VNPay_takes(long amount, bool taken)
    {
        await using var shop = await VnPayShop.OpenAsync();

        var started = await shop.Payments.StartAsync(WalletRequests.Payment(shop.Clock, amount), CancellationToken.None);

        if (taken) await shop.Gateway.PressAsync(Assert.Succeeded(started).SendTo!, "00");
        else Assert.Refused("AmountOutOfRange", started);
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task After_its_time_a_payment_is_not_started()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);
        shop.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Refused("PaymentExpired", await shop.Payments.StartAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task Who_presses_cancel_reads_so()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);

        var back = await shop.Gateway.PressAsync(await shop.StartAsync(request), "24");

        var notice = Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Get(back.Query[1..]))));
        var failed = Assert.IsType<PaymentNews.Failed>(notice.News);
        Assert.Equal(("24", "Bạn đã huỷ thanh toán.", "You cancelled the payment."), (failed.Code, failed.Words.Vi, failed.Words.En));
        Assert.IsType<PaymentNews.Failed>(await shop.ConfirmAsync(request));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task Who_never_arrived_waits_until_the_time_is_over()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = WalletRequests.Payment(shop.Clock);

        Assert.Equal(new PaymentNews.Waiting("91"), await shop.ConfirmAsync(request));
        shop.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("91", Assert.IsType<PaymentNews.Failed>(await shop.ConfirmAsync(request)).Code);
        Assert.Empty(shop.Gateway.Faults);
    }

    [Theory]
    [InlineData("01", "01")]
    [InlineData("04", "04")]
    [InlineData("07", "07")]
    [InlineData("77", "77")]
    public async Task States_that_are_neither_paid_nor_over_wait(string status, string code)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();
        shop.Gateway.Settle(request.Reference, "00", status);

        Assert.Equal(new PaymentNews.Waiting(code), await shop.ConfirmAsync(request));
    }

    [Fact]
    public async Task The_question_tells_of_a_failure()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync(press: "51");

        Assert.Equal("02", Assert.IsType<PaymentNews.Failed>(await shop.ConfirmAsync(request)).Code);
    }

    [Theory]
    [InlineData("94")]
    [InlineData("97")]
    [InlineData("99")]
    [InlineData("03")]
    public async Task A_question_that_was_not_answered_tells_nothing(string code)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();
        shop.Gateway.NextResponseCode = code;

        Assert.Contains(code, Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request)).Problem, StringComparison.Ordinal);
        Assert.IsType<PaymentNews.Paid>(await shop.ConfirmAsync(request));
    }

    [Fact]
    public async Task An_answer_that_somebody_else_signed_is_not_believed()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();
        shop.Gateway.SignsNextAnswerWrongly = true;

        var problem = Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request)).Problem;

        Assert.Contains("not signed", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("DOUBLESECRET", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_is_down_or_hangs_up_tells_nothing()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();

        shop.Gateway.IsDown = true;
        Assert.Contains("503", Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request)).Problem, StringComparison.Ordinal);
        (shop.Gateway.IsDown, shop.Gateway.LosesNextAnswer) = (false, true);
        Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request));
        Assert.IsType<PaymentNews.Paid>(await shop.ConfirmAsync(request));
        await shop.Gateway.DisposeAsync();
        Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(request));
    }

    [Fact]
    public async Task Who_asks_with_the_wrong_secret_hears_nothing_and_the_gateway_notes_it()
    {
        await using var shop = await VnPayShop.OpenAsync(secret: "ANOTHERSECRET0123456789ABCDEFGHI");

        Assert.IsType<PaymentNews.Unreachable>(await shop.ConfirmAsync(WalletRequests.Payment(shop.Clock)));
        Assert.Equal("querydr: the signature is wrong", Assert.Single(shop.Gateway.Faults));
    }

    [Fact]
    public async Task A_request_that_is_called_off_is_called_off()
    {
        await using var shop = await VnPayShop.OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Payments.ConfirmAsync(WalletRequests.Payment(shop.Clock), null, new CancellationToken(true)));
    }

    [Fact]
    public void Settings_are_checked_in_a_sentence_each()
    {
        VnPayOptions Good() => new() { TmnCode = "OCOPTEST", HashSecret = "geheim", PayPage = new Uri("https://sandbox.vnpayment.vn/paymentv2/vpcpay.html"), Api = new Uri("http://127.0.0.1:5000/api") };
        Assert.Empty(Check(Good()));
        Assert.StartsWith("Payments:VnPay:TmnCode", Assert.Single(Check(new VnPayOptions { TmnCode = "OCOP", HashSecret = "x", PayPage = Good().PayPage, Api = Good().Api })), StringComparison.Ordinal);
        Assert.StartsWith("Payments:VnPay:HashSecret", Assert.Single(Check(new VnPayOptions { TmnCode = "OCOPTEST", PayPage = Good().PayPage, Api = Good().Api })), StringComparison.Ordinal);
        Assert.StartsWith("Payments:VnPay:PayPage", Assert.Single(Check(new VnPayOptions { TmnCode = "OCOPTEST", HashSecret = "x", PayPage = new Uri("http://sandbox.vnpayment.vn/"), Api = Good().Api })), StringComparison.Ordinal);
        Assert.StartsWith("Payments:VnPay:Api", Assert.Single(Check(new VnPayOptions { TmnCode = "OCOPTEST", HashSecret = "x", PayPage = Good().PayPage })), StringComparison.Ordinal);
        Assert.StartsWith("Payments:VnPay:ServerAddress", Assert.Single(Check(new VnPayOptions { TmnCode = "OCOPTEST", HashSecret = "x", PayPage = Good().PayPage, Api = Good().Api, ServerAddress = "cho" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_by_its_name()
    {
        await using var shop = await VnPayShop.OpenAsync();

        Assert.Equal(("vnpay", PaymentMethod.VnPay), (shop.Payments.Name, shop.Payments.Method));
    }

    private static IEnumerable<string> Check(VnPayOptions options) => options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!);
}
