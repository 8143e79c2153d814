using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Stripe;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.Stripe;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

public sealed class ReadingStripesNotifications
{
    private static readonly JsonArray Vectors = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "vectors", "payments", "stripe-webhook-vectors.json")))!["vectors"]!.AsArray();

    public static TheoryData<string> VectorNames => [.. Vectors.Select(vector => (string)vector!["name"]!)];

    [Theory]
    [MemberData(nameof(VectorNames))]
    public void Every_vector_is_judged_as_Stripes_own_package_does(string name)
    {
        var vector = Vectors.Single(it => (string?)it!["name"] == name)!;
        var (payload, header, secret, now) = ((string)vector["payload"]!, (string)vector["header"]!, (string)vector["secret"]!, (long)vector["now"]!);
        var payments = Payments(secret);
        var read = payments.Verify(new GatewayMessage("POST", "", new Dictionary<string, string> { ["Stripe-Signature"] = header }, payload, DateTimeOffset.FromUnixTimeSeconds(now).UtcDateTime));
        if ((string?)vector["expected"] == "valid") Assert.StartsWith("evt_v", Assert.Single(Assert.Succeeded(read)).EventId, StringComparison.Ordinal);
        else Assert.Refused((string?)vector["reason"] switch { "signature_mismatch" => "SignatureWrong", "timestamp_outside_tolerance" => "OutOfTime", "no_v1_signature" => "SignatureMissing", var other => other! }, read);

        // The double signs by the same rule, or every test with it would prove nothing.
        Assert.Equal((string?)vector["expected_hmac_hex"], StripeSigner.Sign(payload, secret, (long)vector["timestamp"]!));
        var secrets = vector["signed_with"] is JsonArray several ? several.Select(one => (string)one!).ToArray() : [(string)vector["signed_with"]!];
        if (name is not ("tampered_body" or "only_v0_scheme" or "boundary_age_300_ignore_v0")) Assert.Equal(header, StripeSigner.Header(payload, (long)vector["timestamp"]!, secrets));
    }

    [Fact]
    public async Task Stripes_own_package_and_we_read_each_other()
    {
        await using var at = await AtStripe.OpenAsync();
        var (_, session) = await at.StartedAsync();
        at.Stripe.Pay(session);
        var told = Assert.Single(at.Stripe.Events);
        var now = at.Clock.GetUtcNow().ToUnixTimeSeconds();

        var theirs = await StripePackage.SignAsync(told.Payload, AtStripe.WebhookSecret, now);
        Assert.Succeeded(at.Payments.Verify(at.Message(told.Payload, theirs)));
        Assert.Refused("SignatureWrong", at.Payments.Verify(at.Message(told.Payload + " ", theirs)));
        var ours = StripeSigner.Header(told.Payload, now, AtStripe.WebhookSecret);
        Assert.Equal(told.Id, await StripePackage.ReadAsync(told.Payload, ours, AtStripe.WebhookSecret, now));
        Assert.StartsWith("StripeSignatureVerificationError", await StripePackage.ReadAsync(told.Payload + " ", ours, AtStripe.WebhookSecret, now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_that_came_in_is_told_with_its_sum_and_hour()
    {
        await using var at = await AtStripe.OpenAsync();
        var (_, session) = await at.StartedAsync();
        var intent = at.Stripe.Pay(session);
        var told = Assert.Single(at.Stripe.Events);
        Assert.Equal("checkout.session.completed", told.Type);
        Assert.Equal(new PaymentNotice(told.Id, "OCK7M492PX", session, null, new PaymentNews.Paid(intent, new Money(250_000), "VND", at.Clock.UtcNow())), at.Read(told));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_slow_payment_is_told_twice(bool isPaid)
    {
        await using var at = await AtStripe.OpenAsync();
        var (_, session) = await at.StartedAsync();
        var intent = at.Stripe.PayLater(session);
        at.Stripe.SettleLater(session, isPaid);
        var notices = at.Stripe.Events.Select(at.Read).ToList();
        Assert.Equal(new PaymentNews.Waiting("complete:unpaid"), notices[0].News);
        if (isPaid) Assert.Equal(new PaymentNews.Paid(intent, new Money(250_000), "VND", at.Clock.UtcNow()), notices[1].News);
        else Assert.Equal("async_payment_failed", Assert.IsType<PaymentNews.Failed>(notices[1].News).Code);
        Assert.All(notices, notice => Assert.Equal(("OCK7M492PX", session), (notice.Reference, notice.GatewayId)));
    }

    [Fact]
    public async Task A_page_that_ran_out_is_over_and_a_card_that_failed_is_not_the_end()
    {
        await using var at = await AtStripe.OpenAsync();
        var (_, session) = await at.StartedAsync();
        at.Stripe.Decline(session);
        at.Clock.Advance(TimeSpan.FromHours(1));
        at.Stripe.RunOut();
        var notices = at.Stripe.Events.Select(at.Read).ToList();
        Assert.Equal(("OCK7M492PX", null, new PaymentNews.Waiting("insufficient_funds")), (notices[0].Reference, notices[0].GatewayId, notices[0].News));
        Assert.Equal(("OCK7M492PX", session), (notices[1].Reference, notices[1].GatewayId));
        Assert.Equal("expired", Assert.IsType<PaymentNews.Failed>(notices[1].News).Code);
        Assert.Equal(2, notices.Count);
    }

    [Fact]
    public async Task Refunds_are_told_step_by_step()
    {
        await using var at = await AtStripe.OpenAsync();
        at.Stripe.RefundsStartAs = "pending";
        var paid = await at.PaidAsync();
        var refund = at.RefundOf(paid, 50_000);
        var id = Assert.IsType<RefundNews.UnderWay>(await at.Payments.RefundAsync(refund, default)).GatewayRefundId;
        at.Stripe.SettleRefund(id, "succeeded");
        at.Stripe.SettleRefund(id, "failed", "expired_or_canceled_card");

        var told = at.Stripe.Events.Skip(1).ToList();
        Assert.Equal(["refund.created", "charge.refunded", "refund.updated", "refund.updated", "refund.failed"], told.Select(it => it.Type));
        var notices = told.Select(at.Read).ToList();
        Assert.All(notices, notice => Assert.Equal(("OCK7M492PX", null, null), (notice.Reference, notice.GatewayId, notice.Memo)));
        Assert.Equal(new PaymentNews.Refund(refund.Id, id, new RefundNews.UnderWay(id)), notices[0].News);
        Assert.Equal(new PaymentNews.Irrelevant("charge.refunded"), notices[1].News);
        Assert.Equal(new PaymentNews.Refund(refund.Id, id, new RefundNews.Done(id)), notices[2].News);
        Assert.All(notices[3..], notice => Assert.Equal("expired_or_canceled_card", Assert.IsType<RefundNews.Refused>(Assert.IsType<PaymentNews.Refund>(notice.News).News).Code));
        // As older accounts call it.
        Assert.Equal(notices[2].News, at.Read(told[2] with { Payload = told[2].Payload.Replace("\"refund.updated\"", "\"charge.refund.updated\"", StringComparison.Ordinal) }).News);
    }

    [Fact]
    public async Task A_refund_made_in_the_Dashboard_names_the_money_it_was_taken_from()
    {
        await using var at = await AtStripe.OpenAsync();
        var paid = await at.PaidAsync();
        var id = at.Stripe.RefundInDashboard(paid.TransactionId, 50_000);
        var notice = at.Read(at.Stripe.Events.Single(told => told.Type == "refund.created"));
        Assert.Equal((null, paid.TransactionId, new PaymentNews.Refund(null, id, new RefundNews.Done(id)) { Outside = (paid.TransactionId, new Money(50_000)) }), (notice.Reference, notice.Memo, notice.News));
        // Its charge knows the order.
        Assert.Equal("OCK7M492PX", at.Read(at.Stripe.Events.Single(told => told.Type == "charge.refunded")).Reference);
    }

    [Theory]
    [InlineData("customer.created", """{"id":"cus_1"}""")]
    [InlineData("an.event.of.tomorrow", "{}")]
    [InlineData("checkout.session.completed", """{"id":5}""")]
    [InlineData("refund.updated", "{}")]
    [InlineData("payment_intent.payment_failed", "{}")]
    public async Task What_nobody_asked_for_is_nothing(string type, string about)
    {
        await using var at = await AtStripe.OpenAsync();
        var notice = Assert.Single(Assert.Succeeded(at.Payments.Verify(at.Message(Event(type, about)))));
        Assert.Equal(new PaymentNotice("evt_1", null, null, null, new PaymentNews.Irrelevant(type)), notice);
    }

    [Fact]
    public async Task Unknown_states_and_odd_numbers_are_kept_and_break_nothing()
    {
        await using var at = await AtStripe.OpenAsync();
        Assert.Equal(new PaymentNews.Waiting("thawing:half_paid"), Read(at, Event("checkout.session.completed", """{"id":"cs_1","status":"thawing","payment_status":"half_paid"}""")).News);
        var paid = Assert.IsType<PaymentNews.Paid>(Read(at, Event("checkout.session.completed", """{"id":"cs_1","payment_status":"paid","amount_total":1,"currency":"vnd","client_reference_id":null,"metadata":{"reference":"OC1"}}""", created: "99999999999999")).News);
        Assert.Equal(("cs_1", null), (paid.TransactionId, paid.At));
        Assert.Equal("OC1", Read(at, Event("checkout.session.completed", """{"id":"cs_1","payment_status":"paid","amount_total":1,"currency":"vnd","metadata":{"reference":"OC1"}}""")).Reference);
        Assert.Equal(new PaymentNews.Refund(null, "re_1", new RefundNews.UnderWay("re_1")), Read(at, Event("refund.updated", """{"id":"re_1","status":null,"metadata":{"refund_id":"not ours"}}""")).News);
    }

    [Fact]
    public void No_member_of_another_kind_breaks_the_reading()
    {
        string[] types = ["checkout.session.completed", "checkout.session.async_payment_failed", "checkout.session.expired", "payment_intent.payment_failed", "charge.refunded", "refund.updated", "refund.failed"];
        string[] members = ["id", "status", "payment_status", "amount_total", "currency", "payment_intent", "client_reference_id", "metadata", "failure_reason", "amount", "last_payment_error"];
        string[] values = ["null", "true", "7", "-0.5", "1e400", "\"\"", "\"\\ud800\"", "[]", "[{}]", "{}", """{"id":7,"reference":7,"refund_id":7,"code":7}"""];
        var payments = Payments(AtStripe.WebhookSecret);
        foreach (var type in types)
            foreach (var member in members)
                foreach (var value in values)
                {
                    var about = members.Where(it => it != member).Select(it => $"\"{it}\":{(it is "metadata" or "last_payment_error" ? "{}" : it.StartsWith("amount", StringComparison.Ordinal) ? "20000" : "\"paid\"")}").Append($"\"{member}\":{value}");
                    Assert.Single(Assert.Succeeded(payments.Verify(Message(Event(type, $"{{{string.Join(',', about)}}}")))));
                }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_trial_never_counts_as_money_nor_money_as_a_trial(bool isLive)
    {
        var payments = Payments(AtStripe.WebhookSecret, isLive ? "rk_live_1" : "sk_test_1");
        Outcome<IReadOnlyList<PaymentNotice>> Told(string livemode) => payments.Verify(Message(Event("checkout.session.expired", """{"id":"cs_1"}""", livemode)));
        Assert.Succeeded(Told(isLive ? "true" : "false"));
        Assert.Refused("OtherMode", Told(isLive ? "false" : "true"));
        Assert.Refused("OtherMode", Told("null"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=1795399200")]
    [InlineData("v1=00")]
    [InlineData("t=,v1=00")]
    [InlineData("t=-1795399200,v1=00")]
    [InlineData("t=1795399200 ,t=1795399200,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=1795399200,v0=00")]
    [InlineData(",,,=,==,t")]
    public void A_header_without_one_time_and_a_signature_is_none(string header) =>
        Assert.Refused("SignatureMissing", Payments(AtStripe.WebhookSecret).Verify(Message(Event("a.b", "{}"), header)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void A_notification_is_believed_for_five_minutes(int age, bool isBelieved)
    {
        var body = Event("a.b", "{}");
        var read = Payments(AtStripe.WebhookSecret).Verify(Message(body, StripeSigner.Header(body, new DateTimeOffset(Noon).ToUnixTimeSeconds() - age, AtStripe.WebhookSecret)));
        if (isBelieved) Assert.Succeeded(read);
        else Assert.Refused("OutOfTime", read);
    }

    [Fact]
    public void A_signature_is_wrong_in_capitals_cut_short_or_with_the_secret_of_another()
    {
        var body = Event("a.b", "{}");
        var second = new DateTimeOffset(Noon).ToUnixTimeSeconds();
        var right = StripeSigner.Sign(body, AtStripe.WebhookSecret, second);
        var payments = Payments(AtStripe.WebhookSecret);
        foreach (var wrong in new[] { right[..63], right + "0", new string('0', 64), "", StripeSigner.Sign(body, "whsec_other", second), StripeSigner.Sign(body, AtStripe.WebhookSecret[6..], second), StripeSigner.Sign(body, AtStripe.WebhookSecret, second + 1), $"{right[..63]}ệ" })
            Assert.Refused("SignatureWrong", payments.Verify(Message(body, $"t={second},v1={wrong}")));
        Assert.Succeeded(payments.Verify(Message(body, $"t={second},v1=00,v2={right},v1={right}")));
    }

    [Fact]
    public void While_a_secret_is_rolled_over_both_are_believed()
    {
        var body = Event("a.b", "{}");
        var payments = Payments(AtStripe.WebhookSecret, "sk_test_1", "whsec_new");
        foreach (var secret in new[] { AtStripe.WebhookSecret, "whsec_new" }) Assert.Succeeded(payments.Verify(Message(body, StripeSigner.Header(body, new DateTimeOffset(Noon).ToUnixTimeSeconds(), secret))));
    }

    [Fact]
    public void Too_long_empty_or_other_bodies_are_refused()
    {
        var payments = Payments(AtStripe.WebhookSecret);
        string OfLength(int bytes) => Event("a.b", $"{{\"x\":\"{new string('x', bytes - Event("a.b", "{\"x\":\"\"}").Length)}\"}}");
        Assert.Succeeded(payments.Verify(Message(OfLength(256 * 1024))));
        Assert.Refused("BodyTooLarge", payments.Verify(Message(OfLength(256 * 1024 + 1))));
        Assert.Refused("BodyEmpty", payments.Verify(Message("")));
        foreach (var odd in new[] { "{", "null", "[]", "\"\"", "{}", """{"object":"event"}""", """{"id":"evt_1","object":"v2.core.event","type":"a.b","livemode":false,"data":{"object":{}}}""", """{"id":"evt_1","object":"event","type":"a.b","livemode":false}""" })
            Assert.Refused("NotAnEvent", payments.Verify(Message(odd)));
        Assert.Refused("NotConfigured", Payments(AtStripe.WebhookSecret, null).Verify(Message(Event("a.b", "{}"))));
        Assert.Refused("SignatureMissing", payments.Verify(Message(Event("a.b", "{}")) with { Headers = new Dictionary<string, string>() }));
    }

    [Fact]
    public void Stripe_repeats_only_what_failed_with_us()
    {
        var payments = Payments(AtStripe.WebhookSecret);
        Assert.Equal([200, 200, 200, 200, 200, 400, 500], Enum.GetValues<NoticeResult>().Select(result => payments.Reply(result).Status));
        Assert.All(Enum.GetValues<NoticeResult>(), result => Assert.Equal((null, ""), payments.Reply(result) is var reply ? (reply.ContentType, reply.Body) : default));
    }

    [Fact]
    public async Task Notifications_come_late_twice_and_in_another_order_to_a_real_address()
    {
        await using var at = await AtStripe.OpenAsync();
        await using var endpoint = await OurEndpoint.OpenAsync(at);
        at.Stripe.Endpoint = endpoint.Address;
        var (_, session) = await at.StartedAsync();
        at.Stripe.Decline(session);
        at.Stripe.Pay(session);
        var (declined, completed) = (at.Stripe.Events[0], at.Stripe.Events[1]);
        foreach (var told in new[] { completed, declined, completed }) Assert.Equal(HttpStatusCode.OK, await at.Stripe.DeliverAsync(told));
        at.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.OK, await at.Stripe.DeliverAsync(completed));
        Assert.Equal(HttpStatusCode.BadRequest, await at.Stripe.DeliverAsync(completed, at.Clock.GetUtcNow().AddMinutes(-6)));
        Assert.Equal(HttpStatusCode.BadRequest, await at.Stripe.DeliverAsync(completed, secret: "whsec_other"));
        Assert.Equal([completed.Id, declined.Id, completed.Id, completed.Id], endpoint.Heard.Select(notice => notice.EventId));

        // And by itself, before the buyer is back.
        at.Stripe.IsPrompt = true;
        var start = Assert.Succeeded(await at.Payments.StartAsync(at.Request("OCK7M492PX-2"), default));
        using var back = await at.Browser.PostAsync(start.SendTo, new FormUrlEncodedContent([new("do", "pay")]));
        Assert.Equal(("OCK7M492PX-2", 5), (endpoint.Heard.Last().Reference, endpoint.Heard.Count));
        Assert.Empty(at.Stripe.Faults);
    }

    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    private static string Event(string type, string about, string livemode = "false", string created = "1795399200") =>
        $$$"""{"id":"evt_1","object":"event","created":{{{created}}},"type":{{{JsonSerializer.Serialize(type)}}},"livemode":{{{livemode}}},"data":{"object":{{{about}}}}}""";

    private static PaymentNotice Read(AtStripe at, string body) => Assert.Single(Assert.Succeeded(at.Payments.Verify(at.Message(body))));

    private static GatewayMessage Message(string body, string? header = null) =>
        new("POST", "", new Dictionary<string, string> { ["Stripe-Signature"] = header ?? StripeSigner.Header(body, new DateTimeOffset(Noon).ToUnixTimeSeconds(), AtStripe.WebhookSecret) }, body, Noon);

    // No client: reading takes no network.
    private static StripePayments Payments(string secret, string? key = "sk_test_1", params string[] more) =>
        new(null!, Microsoft.Extensions.Options.Options.Create(new StripeOptions { SecretKey = key, WebhookSecrets = [secret, .. more] }), TimeProvider.System);
}
