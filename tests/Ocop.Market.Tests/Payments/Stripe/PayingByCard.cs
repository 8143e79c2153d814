using System.Net;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

public sealed class PayingByCard
{
    [Fact]
    public async Task A_buyer_is_sent_to_Stripe_pays_comes_back_and_the_money_is_found()
    {
        await using var at = await AtStripe.OpenAsync();
        var request = at.Request();
        var start = Assert.Succeeded(await at.Payments.StartAsync(request, default));
        var session = Assert.Single(at.Stripe.Sessions);
        Assert.Equal(("OCK7M492PX", "lan@example.com", "vi", 250_000L, "vnd"), ((string?)session["client_reference_id"], (string?)session["customer_email"], (string?)session["locale"], (long)session["amount_total"]!, (string?)session["currency"]));
        Assert.Equal("OCK7M492PX", (string?)session["metadata"]!["reference"]);
        Assert.Equal(new PaymentNews.Waiting("open:unpaid"), await at.Payments.ConfirmAsync(request, start.GatewayId, default));

        Assert.Contains("Đơn hàng K7M4-92PX", WebUtility.HtmlDecode(await at.Browser.GetStringAsync(start.SendTo)), StringComparison.Ordinal);
        using var back = await PressAsync(at, start.SendTo!, "pay");
        Assert.Equal((HttpStatusCode.SeeOther, $"https://cho.example/don-hang/tra-tien?ma=abc&session_id={start.GatewayId}"), (back.StatusCode, back.Headers.Location!.OriginalString));

        var paid = Assert.IsType<PaymentNews.Paid>(await at.Payments.ConfirmAsync(request, start.GatewayId, default));
        Assert.Equal(new PaymentNews.Paid((string)Assert.Single(at.Stripe.Sessions)["payment_intent"]!, new Money(250_000), "VND", null), paid);
        Assert.StartsWith("pi_", paid.TransactionId, StringComparison.Ordinal);
        Assert.Empty(at.Stripe.Faults);
    }

    [Fact]
    public async Task A_buyer_who_cancels_comes_back_without_having_paid_and_may_still_pay()
    {
        await using var at = await AtStripe.OpenAsync();
        var request = at.Request();
        var start = Assert.Succeeded(await at.Payments.StartAsync(request, default));
        using var back = await PressAsync(at, start.SendTo!, "cancel");
        Assert.Equal(request.Return.AbsoluteUri, back.Headers.Location!.OriginalString);
        Assert.Equal(new PaymentNews.Waiting("open:unpaid"), await at.Payments.ConfirmAsync(request, start.GatewayId, default));
        using var declined = await PressAsync(at, start.SendTo!, "decline");
        Assert.Equal(HttpStatusCode.OK, declined.StatusCode);
        Assert.Equal(new PaymentNews.Waiting("open:unpaid"), await at.Payments.ConfirmAsync(request, start.GatewayId, default));
        using var paid = await PressAsync(at, start.SendTo!, "pay");
        Assert.IsType<PaymentNews.Paid>(await at.Payments.ConfirmAsync(request, start.GatewayId, default));
    }

    [Fact]
    public async Task Starting_again_is_the_same_payment()
    {
        await using var at = await AtStripe.OpenAsync();
        var request = at.Request();
        var first = Assert.Succeeded(await at.Payments.StartAsync(request, default));
        at.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(first, Assert.Succeeded(await at.Payments.StartAsync(request, default)));
        Assert.Single(at.Stripe.Sessions);
        Assert.NotEqual(first, Assert.Succeeded(await at.Payments.StartAsync(at.Request("OCK7M492PX-2"), default)));
        Assert.Empty(at.Stripe.Faults);
    }

    [Theory]
    [InlineData(19_999, "AmountTooSmall")]
    [InlineData(0, "AmountTooSmall")]
    [InlineData(-20_000, "AmountTooSmall")]
    [InlineData(100_000_000, "AmountTooLarge")]
    public async Task Sums_that_Stripe_would_not_take_are_refused_before_it_is_asked(long amount, string reason)
    {
        await using var at = await AtStripe.OpenAsync();
        Assert.Refused(reason, await at.Payments.StartAsync(at.Request(amount: amount), default));
        Assert.Empty(at.Stripe.Asked);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(99_999_999)]
    public async Task Sums_at_the_bounds_are_taken(long amount)
    {
        await using var at = await AtStripe.OpenAsync();
        Assert.Succeeded(await at.Payments.StartAsync(at.Request(amount: amount), default));
        Assert.Empty(at.Stripe.Faults);
    }

    [Theory]
    [InlineData(15, 35)]
    [InlineData(30, 35)]
    [InlineData(60, 60)]
    [InlineData(1_440, 1_440)]
    [InlineData(4_000, 1_440)]
    public async Task The_page_lives_as_long_as_the_payment_within_what_Stripe_allows(int minutes, int expected)
    {
        await using var at = await AtStripe.OpenAsync();
        // The gateway hears of it a little later than the payment was made.
        var request = at.Request(life: TimeSpan.FromMinutes(minutes));
        at.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Succeeded(await at.Payments.StartAsync(request, default));
        Assert.Equal(new DateTimeOffset(request.CreatedAt).AddMinutes(expected).ToUnixTimeSeconds(), (long)Assert.Single(at.Stripe.Sessions)["expires_at"]!);
        Assert.Empty(at.Stripe.Faults);
    }

    [Theory]
    [InlineData("en", "lan@example.com", "en", "lan@example.com")]
    [InlineData("vi", null, "vi", null)]
    [InlineData("vi", "lan@quê.example", "vi", null)]
    [InlineData("fr", "Lan <lan@example.com>", "vi", null)]
    public async Task The_page_speaks_the_buyers_language_and_an_odd_address_stops_nobody(string language, string? email, string locale, string? told)
    {
        await using var at = await AtStripe.OpenAsync();
        var start = Assert.Succeeded(await at.Payments.StartAsync(at.Request(language: language, email: email), default));
        var session = Assert.Single(at.Stripe.Sessions);
        Assert.Equal((locale, told), ((string?)session["locale"], (string?)session["customer_email"]));
        Assert.Contains(locale == "en" ? "Order K7M4-92PX" : "Đơn hàng K7M4-92PX", WebUtility.HtmlDecode(await at.Browser.GetStringAsync(start.SendTo)), StringComparison.Ordinal);
        Assert.Empty(at.Stripe.Faults);
    }

    [Fact]
    public async Task A_silent_Stripe_is_told_in_words_and_the_next_press_opens_one_page()
    {
        await using var at = await AtStripe.OpenAsync();
        var request = at.Request();
        for (var times = 0; times < 3; times++) at.Stripe.LoseNextAnswer();
        Assert.Refused("GatewayUnreachable", await at.Payments.StartAsync(request, default));
        Assert.Equal(new PaymentNews.Waiting("not_started"), await at.Payments.ConfirmAsync(request, null, default));
        Assert.Succeeded(await at.Payments.StartAsync(request, default));
        Assert.Single(at.Stripe.Sessions);
        Assert.Empty(at.Stripe.Faults);
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "amount_too_small", "AmountTooSmall")]
    [InlineData(400, "invalid_request_error", "amount_too_large", "AmountTooLarge")]
    [InlineData(400, "invalid_request_error", "parameter_invalid", "GatewayRefused")]
    [InlineData(401, "invalid_request_error", null, "GatewayRefused")]
    [InlineData(402, "card_error", "card_declined", "Declined")]
    [InlineData(429, "invalid_request_error", "rate_limit", "GatewayUnreachable")]
    public async Task What_Stripe_refuses_is_told_in_our_words(int status, string type, string? code, string reason)
    {
        await using var at = await AtStripe.OpenAsync();
        at.Stripe.FailNext(status, type: type, code: code, message: "Words of theirs");
        var refusal = Assert.Refused(reason, await at.Payments.StartAsync(at.Request(), default));
        Assert.Equal(type == "card_error", refusal.Message.Vi.Contains("Words of theirs", StringComparison.Ordinal));
        Assert.Equal(type == "card_error", refusal.Message.En.Contains("Words of theirs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_never_opened_is_over_when_its_time_is()
    {
        await using var at = await AtStripe.OpenAsync();
        var request = at.Request();
        at.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("expired", Assert.IsType<PaymentNews.Failed>(await at.Payments.ConfirmAsync(request, null, default)).Code);
        Assert.Empty(at.Stripe.Asked);
    }

    [Fact]
    public async Task A_page_that_ran_out_is_over()
    {
        await using var at = await AtStripe.OpenAsync();
        var (request, session) = await at.StartedAsync();
        at.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("expired", Assert.IsType<PaymentNews.Failed>(await at.Payments.ConfirmAsync(request, session, default)).Code);
    }

    [Fact]
    public async Task A_slow_payment_is_waited_for_and_its_end_is_found_without_a_notification()
    {
        await using var at = await AtStripe.OpenAsync();
        var (request, session) = await at.StartedAsync();
        at.Stripe.PayLater(session);
        Assert.Equal(new PaymentNews.Waiting("complete:unpaid"), await at.Payments.ConfirmAsync(request, session, default));
        at.Stripe.SettleLater(session, isPaid: false);
        Assert.Equal("payment_intent_payment_attempt_failed", Assert.IsType<PaymentNews.Failed>(await at.Payments.ConfirmAsync(request, session, default)).Code);

        var (other, slow) = await at.StartedAsync();
        at.Stripe.PayLater(slow);
        at.Stripe.SettleLater(slow, isPaid: true);
        Assert.IsType<PaymentNews.Paid>(await at.Payments.ConfirmAsync(other, slow, default));
        Assert.Empty(at.Stripe.Faults);
    }

    [Fact]
    public async Task Somebody_elses_session_is_nobodys_money()
    {
        await using var at = await AtStripe.OpenAsync();
        var (_, session) = await at.StartedAsync();
        at.Stripe.Pay(session);
        Assert.Equal(new PaymentNews.Waiting("other_reference"), await at.Payments.ConfirmAsync(at.Request("OCAAAAAAAA"), session, default));
        Assert.Equal(new PaymentNews.Waiting("resource_missing"), await at.Payments.ConfirmAsync(at.Request(), "cs_test_khac", default));
    }

    [Fact]
    public async Task A_Stripe_that_cannot_be_asked_leaves_everything_open()
    {
        await using var at = await AtStripe.OpenAsync();
        var (request, session) = await at.StartedAsync();
        for (var times = 0; times < 3; times++) at.Stripe.FailNext(500);
        Assert.IsType<PaymentNews.Unreachable>(await at.Payments.ConfirmAsync(request, session, default));
        at.Stripe.FailNext(401);
        Assert.IsType<PaymentNews.Unreachable>(await at.Payments.ConfirmAsync(request, session, default));
        at.Stripe.FailNext(429);
        Assert.IsType<PaymentNews.Unreachable>(await at.Payments.ConfirmAsync(request, session, default));
    }

    [Theory]
    [InlineData("""{"id":"cs_1","client_reference_id":"OCK7M492PX","status":"frozen","payment_status":"half_paid"}""", "frozen:half_paid")]
    [InlineData("""{"id":"cs_1","client_reference_id":"OCK7M492PX","status":7,"payment_status":["paid"],"tomorrow":{"a":1}}""", "?:?")]
    [InlineData("""{"id":"cs_1","client_reference_id":"OCK7M492PX","status":"complete","payment_status":"paid","amount_total":null,"currency":"vnd"}""", "complete:paid")]
    [InlineData("""{"id":"cs_1","client_reference_id":"OCK7M492PX","status":"complete","payment_status":"paid","amount_total":250000.5,"currency":"vnd"}""", "complete:paid")]
    [InlineData("""{"id":"cs_1","client_reference_id":"OCK7M492PX","status":"\ud800","payment_status":"unpaid"}""", "?:unpaid")]
    public async Task What_is_not_understood_is_waited_for(string session, string code)
    {
        await using var at = await AtStripe.OpenAsync(answers: Answers.Json(session));
        Assert.Equal(new PaymentNews.Waiting(code), await at.Payments.ConfirmAsync(at.Request(), "cs_1", default));
    }

    [Fact]
    public async Task An_intent_may_stand_there_as_a_whole_and_the_currency_is_told()
    {
        await using var at = await AtStripe.OpenAsync(answers: Answers.Json("""{"id":"cs_1","client_reference_id":"OCK7M492PX","status":"complete","payment_status":"no_payment_required","amount_total":250000,"currency":"usd","payment_intent":{"id":"pi_1"}}"""));
        Assert.Equal(new PaymentNews.Paid("pi_1", new Money(250_000), "USD", null), await at.Payments.ConfirmAsync(at.Request(), "cs_1", default));
    }

    [Fact]
    public async Task A_closed_page_takes_no_money_and_money_that_was_faster_is_told()
    {
        await using var at = await AtStripe.OpenAsync();
        var (request, session) = await at.StartedAsync();
        Assert.Equal("expired", Assert.IsType<PaymentNews.Failed>(await at.Payments.CloseAsync(request, session, default)).Code);
        Assert.Equal("expired", Assert.IsType<PaymentNews.Failed>(await at.Payments.CloseAsync(request, session, default)).Code);
        Assert.Equal("expired", (string?)Assert.Single(at.Stripe.Sessions)["status"]);

        var (other, paid) = await at.StartedAsync();
        at.Stripe.Pay(paid);
        Assert.IsType<PaymentNews.Paid>(await at.Payments.CloseAsync(other, paid, default));
        Assert.Empty(at.Stripe.Faults);
    }

    private static Task<HttpResponseMessage> PressAsync(AtStripe at, Uri page, string button) =>
        at.Browser.PostAsync(page, new FormUrlEncodedContent([new("do", button)]));
}
