using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.VnPay;

public sealed class ReadingVnPayNotices
{
    [Fact]
    public async Task Paid_once_however_often_it_is_told()
    {
        await using var shop = await VnPayShop.OpenAsync();
        await using var host = await ListeningShop.OpenAsync(WalletRequests.Reference, 250_000);
        (host.Provider, shop.Gateway.Ipn, shop.Gateway.TellsAtOnce) = (shop.Payments, host.Address, true);

        var request = await shop.PayAsync();
        Assert.Equal("02", await shop.Gateway.TellAsync(shop.Gateway.Notice(request.Reference)));

        Assert.Equal(["00", "02"], shop.Gateway.Answers);
        Assert.Equal(1, host.TimesPaid);
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task A_shop_that_cannot_keep_it_is_told_again_until_it_can()
    {
        await using var shop = await VnPayShop.OpenAsync();
        await using var host = await ListeningShop.OpenAsync(WalletRequests.Reference, 250_000);
        (host.Provider, shop.Gateway.Ipn) = (shop.Payments, host.Address);
        var request = await shop.PayAsync();

        host.IsBroken = true;
        Assert.Equal(11, await shop.Gateway.TellUntilHeardAsync(shop.Gateway.Notice(request.Reference)));
        host.IsBroken = false;
        Assert.Equal(1, await shop.Gateway.TellUntilHeardAsync(shop.Gateway.Notice(request.Reference)));

        Assert.Equal(1, host.TimesPaid);
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task Wrong_amounts_strange_references_and_forgeries_are_answered_as_VNPay_lists_them()
    {
        await using var shop = await VnPayShop.OpenAsync();
        await using var host = await ListeningShop.OpenAsync(WalletRequests.Reference, 250_000);
        (host.Provider, shop.Gateway.Ipn) = (shop.Payments, host.Address);
        var request = await shop.PayAsync();

        Assert.Equal("04", await shop.Gateway.TellAsync(shop.Gateway.Notice(request.Reference, ("vnp_Amount", "24999900"))));
        Assert.Equal("01", await shop.Gateway.TellAsync(shop.Gateway.Notice(request.Reference, ("vnp_TxnRef", "OCZZZZZZZZ"))));
        Assert.Equal("97", await shop.Gateway.TellAsync(shop.Gateway.Forged(request.Reference)));
        Assert.Equal("97", await shop.Gateway.TellAsync(shop.Gateway.Notice(request.Reference).Replace("vnp_Amount=25000000", "vnp_Amount=25000100", StringComparison.Ordinal)));
        Assert.Empty(host.Heard);
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task Money_that_is_told_after_an_unfinished_state_is_news_and_not_a_repetition()
    {
        await using var shop = await VnPayShop.OpenAsync();
        await using var host = await ListeningShop.OpenAsync(WalletRequests.Reference, 250_000);
        (host.Provider, shop.Gateway.Ipn) = (shop.Payments, host.Address);
        var request = await shop.PayAsync();

        Assert.Equal("00", await shop.Gateway.TellAsync(shop.Gateway.Notice(request.Reference, ("vnp_TransactionStatus", "01"))));
        Assert.Equal("00", await shop.Gateway.TellAsync(shop.Gateway.Notice(request.Reference)));
        Assert.Equal("02", await shop.Gateway.TellAsync(shop.Gateway.Notice(request.Reference, ("vnp_TransactionStatus", "01"))));

        Assert.Equal(1, host.TimesPaid);
        Assert.Equal(2, host.Heard.Count());
    }

    [Fact]
    public async Task Two_payments_that_both_failed_are_two_notices()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var first = Read(shop, shop.Gateway.Notice((await shop.PayAsync(press: "24", reference: "OCK7M492PX")).Reference));
        var second = Read(shop, shop.Gateway.Notice((await shop.PayAsync(press: "24", reference: "OCK7M492PX-2")).Reference));

        Assert.NotEqual(first.EventId, second.EventId);
    }

    [Theory]
    [InlineData("09")]
    [InlineData("10")]
    [InlineData("11")]
    [InlineData("12")]
    [InlineData("13")]
    [InlineData("24")]
    [InlineData("51")]
    [InlineData("65")]
    [InlineData("75")]
    [InlineData("79")]
    [InlineData("99")]
    public async Task Each_failure_has_its_words_in_both_languages(string code)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync(press: code);

        var failed = Assert.IsType<PaymentNews.Failed>(Read(shop, shop.Gateway.Notice(request.Reference)).News);

        Assert.Equal(code, failed.Code);
        Assert.NotEmpty(failed.Words.Vi);
        Assert.NotEmpty(failed.Words.En);
        Assert.Equal(failed, Read(shop, shop.Gateway.Notice(request.Reference, ("vnp_TransactionStatus", ""), ("vnp_TransactionNo", ""), ("vnp_PayDate", ""))).News);
    }

    [Theory]
    [InlineData("07", "00", "07")]
    [InlineData("07", "07", "07")]
    [InlineData("00", "07", "07")]
    [InlineData("00", "01", "00/01")]
    [InlineData("00", "04", "00/04")]
    [InlineData("00", "", "00/")]
    [InlineData("24", "00", "24/00")]
    [InlineData("24", "01", "24/01")]
    [InlineData("88", "00", "88/00")]
    [InlineData("88", "88", "88/88")]
    public async Task Suspected_fraud_and_whatever_contradicts_itself_waits(string response, string status, string code)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.Equal(new PaymentNews.Waiting(code), Read(shop, shop.Gateway.Notice(request.Reference, ("vnp_ResponseCode", response), ("vnp_TransactionStatus", status))).News);
    }

    [Fact]
    public async Task A_failure_with_a_code_that_nobody_told_us_of_is_a_failure_all_the_same()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.Equal("88/02", Assert.IsType<PaymentNews.Failed>(Read(shop, shop.Gateway.Notice(request.Reference, ("vnp_ResponseCode", "88"), ("vnp_TransactionStatus", "02"))).News).Code);
    }

    [Theory]
    [InlineData("vnp_Amount", "025000000")]
    [InlineData("vnp_Amount", "2.5e7")]
    [InlineData("vnp_Amount", "-25000000")]
    [InlineData("vnp_Amount", "+25000000")]
    [InlineData("vnp_Amount", "25000000.0")]
    [InlineData("vnp_Amount", "25000001")]
    [InlineData("vnp_Amount", "0")]
    [InlineData("vnp_Amount", "")]
    [InlineData("vnp_Amount", "99999999999999999999900")]
    [InlineData("vnp_TransactionNo", "0")]
    [InlineData("vnp_TransactionNo", "")]
    [InlineData("vnp_TransactionNo", "VNP1")]
    [InlineData("vnp_TxnRef", "")]
    [InlineData("vnp_ResponseCode", "")]
    public async Task Even_signed_a_notice_without_a_proper_amount_or_name_is_refused(string name, string value)
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Get(shop.Gateway.Notice(request.Reference, (name, value)))));
    }

    [Fact]
    public async Task A_notice_of_another_terminal_is_refused_though_it_is_signed()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.Refused("OtherTerminal", shop.Payments.Verify(WalletRequests.Get(shop.Gateway.Notice(request.Reference, ("vnp_TmnCode", "OTHERONE")))));
    }

    [Fact]
    public async Task Additional_fields_are_signed_too_and_foreign_ones_are_not()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var request = await shop.PayAsync();
        var notice = shop.Gateway.Notice(request.Reference, ("vnp_Later", "x y"));

        Assert.Succeeded(shop.Payments.Verify(WalletRequests.Get("k=a_b&" + notice)));
        Assert.Succeeded(shop.Payments.Verify(WalletRequests.Get(notice.ToUpperInvariant()[^128..] is var upper ? notice[..^128] + upper : "")));
        Assert.Refused("SignatureWrong", shop.Payments.Verify(WalletRequests.Get("vnp_Earlier=1&" + notice)));
        Assert.Refused("SignatureWrong", shop.Payments.Verify(WalletRequests.Get(notice.Replace("&vnp_Later=x+y", "", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_never_thrown()
    {
        await using var shop = await VnPayShop.OpenAsync();
        var notice = shop.Gateway.Notice((await shop.PayAsync()).Reference);

        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Post("{}")));
        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Get(notice + "&vnp_Amount=25000000")));
        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Get(notice + "&x=" + new string('a', 40_000))));
        Assert.All(["", "=", "&&&", "vnp_SecureHash", "vnp_SecureHash=", "%", "%ff=%f0%28", "vnp_Amount=%ud800&vnp_SecureHash=" + new string('0', 128), notice[..^1], notice + "0"],
            query => Assert.Refused("SignatureWrong", shop.Payments.Verify(WalletRequests.Get(query))));
    }

    [Theory]
    [InlineData(NoticeResult.Booked, "00")]
    [InlineData(NoticeResult.BookedBefore, "02")]
    [InlineData(NoticeResult.Irrelevant, "00")]
    [InlineData(NoticeResult.UnknownReference, "01")]
    [InlineData(NoticeResult.WrongAmount, "04")]
    [InlineData(NoticeResult.Forged, "97")]
    [InlineData(NoticeResult.Failed, "99")]
    public async Task Every_answer_is_an_HTTP_200_with_a_code(NoticeResult result, string code)
    {
        await using var shop = await VnPayShop.OpenAsync();

        var reply = shop.Payments.Reply(result);

        Assert.Equal((200, "application/json"), (reply.Status, reply.ContentType));
        Assert.StartsWith($$"""{"RspCode":"{{code}}","Message":"{{""}}""", reply.Body, StringComparison.Ordinal);
        Assert.NotNull(GatewayText.ReadJson(reply.Body));
    }

    private static PaymentNotice Read(VnPayShop shop, string query) => Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Get(query))));
}
