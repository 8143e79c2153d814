using Ocop.Market.Ordering.Payments;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.MoMo;

public sealed class ReadingMoMoNotices
{
    [Fact]
    public async Task Paid_once_however_often_and_in_whatever_order_it_is_told()
    {
        await using var shop = await MoMoShop.OpenAsync();
        await using var host = await ListeningShop.OpenAsync(WalletRequests.Reference, 250_000);
        host.Provider = shop.Payments;
        shop.Gateway.TellsAtOnce = true;

        var request = await shop.PayAsync(notify: host.Address.AbsoluteUri);
        Assert.Equal(204, await shop.Gateway.TellAsync(request.Reference, shop.Gateway.Notice(request.Reference)));
        Assert.Equal(204, await shop.Gateway.TellAsync(request.Reference, shop.Gateway.Notice(request.Reference, ("resultCode", 7002))));

        Assert.Equal(["204", "204", "204"], shop.Gateway.Answers);
        Assert.Equal((1, 2), (host.TimesPaid, host.Heard.Count()));
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task Forgeries_are_refused_and_what_cannot_be_kept_may_come_again()
    {
        await using var shop = await MoMoShop.OpenAsync();
        await using var host = await ListeningShop.OpenAsync(WalletRequests.Reference, 250_000);
        host.Provider = shop.Payments;
        var request = await shop.PayAsync(notify: host.Address.AbsoluteUri);

        Assert.Equal(400, await shop.Gateway.TellAsync(request.Reference, shop.Gateway.Forged(request.Reference)));
        Assert.Equal(400, await shop.Gateway.TellAsync(request.Reference, shop.Gateway.Notice(request.Reference).Replace("250000", "250001", StringComparison.Ordinal)));
        host.IsBroken = true;
        Assert.Equal(500, await shop.Gateway.TellAsync(request.Reference, shop.Gateway.Notice(request.Reference)));
        host.IsBroken = false;
        Assert.Equal(204, await shop.Gateway.TellAsync(request.Reference, shop.Gateway.Notice(request.Reference, ("amount", 249_999L))));
        Assert.Empty(host.Heard);
        Assert.Equal(204, await shop.Gateway.TellAsync(request.Reference, shop.Gateway.Notice(request.Reference)));

        Assert.Equal(1, host.TimesPaid);
        Assert.Empty(shop.Gateway.Faults);
    }

    [Fact]
    public async Task Who_presses_cancel_reads_so_on_the_way_back()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync("1006");

        var failed = Assert.IsType<PaymentNews.Failed>(Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Get("k=a_b&" + shop.Gateway.WayBack(request.Reference))))).News);

        Assert.Equal(("1006", "Bạn đã huỷ thanh toán."), (failed.Code, failed.Words.Vi));
    }

    [Fact]
    public async Task The_way_back_and_the_call_behind_the_scenes_are_one_notice()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.Equal(
            Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Get(shop.Gateway.WayBack(request.Reference))))),
            Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Post(shop.Gateway.Notice(request.Reference))))));
    }

    [Fact]
    public async Task A_notice_for_another_partner_is_refused_though_it_is_signed()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.Refused("OtherPartner", shop.Payments.Verify(WalletRequests.Post(shop.Gateway.Notice(request.Reference, ("partnerCode", "OTHER")))));
    }

    [Theory]
    [InlineData("amount", "0250000")]
    [InlineData("amount", "2.5e5")]
    [InlineData("amount", "-250000")]
    [InlineData("amount", "+250000")]
    [InlineData("amount", "250000.0")]
    [InlineData("amount", "250.000")]
    [InlineData("amount", "0")]
    [InlineData("amount", "")]
    [InlineData("amount", "92233720368547758070")]
    [InlineData("transId", "0")]
    [InlineData("transId", "")]
    [InlineData("transId", "-4088878653")]
    [InlineData("orderId", "")]
    [InlineData("resultCode", "")]
    [InlineData("resultCode", "00")]
    [InlineData("resultCode", "0.0")]
    [InlineData("resultCode", " 0")]
    public async Task Even_signed_a_notice_without_a_proper_amount_or_name_is_refused(string name, string value)
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Post(shop.Gateway.Notice(request.Reference, (name, value)))));
    }

    [Fact]
    public async Task Numbers_are_signed_in_the_digits_they_came_in()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();
        var notice = shop.Gateway.Notice(request.Reference);

        Assert.Refused("SignatureWrong", shop.Payments.Verify(WalletRequests.Post(notice.Replace("\"amount\":250000", "\"amount\":2.5e5", StringComparison.Ordinal))));
        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Post(notice.Replace("\"amount\":250000", "\"amount\":1,\"amount\":250000", StringComparison.Ordinal))));
        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Post(notice.Replace("\"amount\":250000", "\"amount\":0250000", StringComparison.Ordinal))));
        Assert.Succeeded(shop.Payments.Verify(WalletRequests.Post(notice.Replace("\"amount\":250000", "\"amount\":\"250000\",\"later\":[1]", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_time_out_of_all_bounds_is_no_time()
    {
        await using var shop = await MoMoShop.OpenAsync();
        var request = await shop.PayAsync();

        Assert.All(["", "-1", "99999999999999999", "soon"], time =>
            Assert.Null(Assert.IsType<PaymentNews.Paid>(Assert.Single(Assert.Succeeded(shop.Payments.Verify(WalletRequests.Post(shop.Gateway.Notice(request.Reference, ("responseTime", time)))))).News).At));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_never_thrown()
    {
        await using var shop = await MoMoShop.OpenAsync();

        Assert.All(["", "null", "[]", "{", "{\"message\":\"\\ud800\"}", new string('[', 5_000)], body => Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Post(body))));
        Assert.Refused("SignatureWrong", shop.Payments.Verify(WalletRequests.Post("{}")));
        Assert.Refused("SignatureWrong", shop.Payments.Verify(WalletRequests.Get("%ff=%")));
        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Get("amount=1&amount=2")));
        Assert.Refused("Malformed", shop.Payments.Verify(WalletRequests.Post("{}") with { Method = "PUT" }));
    }

    [Theory]
    [InlineData(NoticeResult.Booked, 204)]
    [InlineData(NoticeResult.BookedBefore, 204)]
    [InlineData(NoticeResult.Irrelevant, 204)]
    [InlineData(NoticeResult.UnknownReference, 204)]
    [InlineData(NoticeResult.WrongAmount, 204)]
    [InlineData(NoticeResult.Forged, 400)]
    [InlineData(NoticeResult.Failed, 500)]
    public async Task Every_answer_is_empty(NoticeResult result, int status)
    {
        await using var shop = await MoMoShop.OpenAsync();

        Assert.Equal(GatewayReply.Empty(status), shop.Payments.Reply(result));
    }
}
