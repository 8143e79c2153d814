using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Doubles.Bank;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.BankTransfer;

public sealed class HearingFromNotifiers
{
    private const string Key = "not-a-real-key";

    private static readonly DateTime Now = new(2026, 1, 1, 0, 3, 12, DateTimeKind.Utc);

    private readonly StandingClock _clock = new(Now);
    private readonly BankDouble _bank;

    private readonly SePayNotifications _sePay = new(BankVectors.Options(options => options.SePay.HmacSecret = Key));
    private readonly CassoNotifications _casso = new(BankVectors.Options(options => options.Casso.ChecksumKey = Key));
    private readonly PayOsNotifications _payOs = new(BankVectors.Options(options => options.PayOs.ChecksumKey = Key));

    public HearingFromNotifiers() => _bank = BankAt(BankVectors.Account);

    [Fact]
    public void The_sample_of_SePay_is_understood_and_signed_alike()
    {
        var vector = Assert.Single(BankVectors.Webhooks("SePay"));
        var headers = vector.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
        var source = new SePayNotifications(BankVectors.Options(options => options.SePay.HmacSecret = vector.Text("secret")));

        var notice = Only(source.Verify(BankVectors.Message(vector.Text("raw_body"), Now, headers)));
        Assert.Equal(new PaymentNotice("92704", null, null, "OC1001 thanh toan", new PaymentNews.Paid("FT26001000001", new Money(250_000), "VND", Now)), notice);
        Assert.Equal(headers["X-SePay-Signature"], "sha256=" + SePayDouble.Sign(vector.Text("secret"), headers["X-SePay-Timestamp"], vector.Text("raw_body")));
    }

    [Fact]
    public void The_sample_of_Casso_is_understood_and_signed_alike()
    {
        var vector = Assert.Single(BankVectors.Webhooks("Casso"));
        var body = vector.GetProperty("body").GetRawText();
        var source = new CassoNotifications(BankVectors.Options(options => options.Casso.ChecksumKey = vector.Text("secret")));

        var notice = Only(source.Verify(BankVectors.Message(body, Now, [new("X-Casso-Signature", vector.Text("header"))])));
        Assert.Equal(new PaymentNotice("7", null, null, "OC1001 thanh toan", new PaymentNews.Paid("FT26001000001", new Money(250_000), "VND", Now)), notice);
        Assert.Equal(vector.Text("signature"), CassoDouble.Sign(vector.Text("secret"), "1767225792000", JsonNode.Parse(body)!));
    }

    [Fact]
    public void The_samples_of_payOS_are_understood_and_signed_alike()
    {
        foreach (var vector in BankVectors.Webhooks("payOS"))
        {
            if (vector.TryGetProperty("fields", out var fields))
            {
                Assert.Equal(vector.Text("signature"), PayOsDouble.Sign(vector.Text("secret"), JsonNode.Parse(fields.GetRawText())!.AsObject()));
                continue;
            }

            var body = vector.GetProperty("body");
            var isValid = vector.Text("expected") == "valid";
            var source = new PayOsNotifications(BankVectors.Options(options => options.PayOs.ChecksumKey = vector.Text("secret")));
            var told = source.Verify(BankVectors.Message(body.GetRawText(), Now));
            if (isValid)
                Assert.Equal(new PaymentNotice("FT26001000001", null, null, "OC1001", new PaymentNews.Paid("FT26001000001", new Money(250_000), "VND", Now)), Only(told));
            else
                Assert.Refused("Forged", told);
            Assert.Equal(isValid, body.Text("signature") == PayOsDouble.Sign(vector.Text("secret"), JsonNode.Parse(body.GetProperty("data").GetRawText())!.AsObject()));
        }
    }

    [Fact]
    public void All_three_tell_of_one_entry_by_one_name()
    {
        var entry = _bank.Scan(new BankTransfers(BankVectors.Options()).Qr("OCK7M492PX", new Money(250_000)).Encode());

        PaymentNotice[] told = [Only(_sePay.Verify(SePay(entry))), Only(_casso.Verify(Casso(entry))), Only(_payOs.Verify(PayOs(entry)))];

        Assert.All(told, notice => Assert.Equal(new PaymentNews.Paid(entry.Reference, new Money(250_000), "VND", Now), notice.News));
        Assert.All(told, notice => Assert.Equal("OCK7M492PX", notice.Reference));
        Assert.All(told, notice => Assert.Equal(entry.Memo, notice.Memo));
        Assert.Equal(["1", "1", entry.Reference], told.Select(notice => notice.EventId));
        Assert.All<INotificationSource>([_sePay, _casso, _payOs], source => Assert.Equal("bank", source.Provider));
        Assert.Equal(["sepay", "casso", "payos"], new INotificationSource[] { _sePay, _casso, _payOs }.Select(source => source.Name));
    }

    [Fact]
    public void A_department_behind_the_reference_is_no_part_of_it()
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX") with { Reference = "ft26001000001\\BNK" };
        Assert.Equal("FT26001000001", Paid(_sePay.Verify(SePay(entry))).TransactionId);
    }

    [Fact]
    public void A_running_number_of_the_day_names_no_money_alone()
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX") with { Reference = "4471" };
        Assert.Equal("4471/20260101/250000", Paid(_sePay.Verify(SePay(entry))).TransactionId);
        Assert.NotEqual(Paid(_sePay.Verify(SePay(entry))), Paid(_sePay.Verify(SePay(entry with { At = entry.At.AddDays(1) }))));
    }

    [Fact]
    public void Without_a_reference_the_notifiers_own_number_serves() =>
        Assert.Equal(["sepay-1", "casso-1"], new[] { Paid(_sePay.Verify(SePay(_bank.Receive(1_000, "x") with { Reference = "" }))), Paid(_casso.Verify(Casso(_bank.Entries.First() with { Reference = "" }))) }.Select(paid => paid.TransactionId));

    [Fact]
    public void A_changed_message_is_forged()
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX");
        Assert.Refused("Forged", _sePay.Verify(SePayDouble.Signed(entry, Key, Now).Tampered(entry).Message(Now)));
        Assert.Refused("Forged", _casso.Verify(CassoDouble.Signed(entry, Key, Now).Tampered(entry).Message(Now)));
        Assert.Refused("Forged", _payOs.Verify(PayOsDouble.Signed(entry, Key).Tampered(entry).Message(Now)));
    }

    [Fact]
    public void A_strangers_key_and_no_signature_are_forged()
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX");
        Assert.Refused("Forged", _sePay.Verify(SePayDouble.Signed(entry, "another", Now).Message(Now)));
        Assert.Refused("Forged", _casso.Verify(CassoDouble.Signed(entry, "another", Now).Message(Now)));
        Assert.Refused("Forged", _payOs.Verify(PayOsDouble.Signed(entry, "another").Message(Now)));
        Assert.Refused("Forged", _sePay.Verify(BankVectors.Message(SePay(entry).Body, Now)));
        Assert.Refused("Forged", _casso.Verify(BankVectors.Message(Casso(entry).Body, Now)));
        Assert.Refused("Forged", _payOs.Verify(BankVectors.Message(PayOs(entry).Body.Replace("\"signature\"", "\"sign\"", StringComparison.Ordinal), Now)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(3600, false)]
    public void A_signature_lives_five_minutes(int secondsLate, bool isTaken)
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX");
        var received = Now.AddSeconds(secondsLate);
        foreach (var told in new[] { _sePay.Verify(SePayDouble.Signed(entry, Key, Now).Message(received)), _casso.Verify(CassoDouble.Signed(entry, Key, Now).Message(received)) })
        {
            if (isTaken) Assert.Succeeded(told);
            else Assert.Refused("Stale", told);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void A_well_signed_time_that_is_none_is_stale(string timestamp)
    {
        var body = SePay(_bank.Receive(250_000, "OCK7M492PX")).Body;
        Assert.Refused("Stale", _sePay.Verify(BankVectors.Message(body, Now, [new("X-SePay-Timestamp", timestamp), new("X-SePay-Signature", "sha256=" + SePayDouble.Sign(Key, timestamp, body))])));
    }

    [Fact]
    public void Fixed_keys_are_compared_whole()
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX");
        var sePay = new SePayNotifications(BankVectors.Options(options => options.SePay.ApiKey = Key));
        var casso = new CassoNotifications(BankVectors.Options(options => options.Casso.SecureToken = Key));

        Assert.Equal("OCK7M492PX", Only(sePay.Verify(SePayDouble.WithKey(entry, Key).Message(Now))).Reference);
        Assert.Equal("OCK7M492PX", Only(casso.Verify(CassoDouble.WithToken([entry], Key).Message(Now))).Reference);
        Assert.Refused("Forged", sePay.Verify(SePayDouble.WithKey(entry, Key[..^1]).Message(Now)));
        Assert.Refused("Forged", sePay.Verify(SePayDouble.WithKey(entry, "").Message(Now)));
        Assert.Refused("Forged", casso.Verify(CassoDouble.WithToken([entry], Key + "1").Message(Now)));
        Assert.Refused("Forged", casso.Verify(BankVectors.Message(CassoDouble.WithToken([entry], Key).Body, Now)));
    }

    [Fact]
    public void Without_a_key_nobody_is_believed()
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX");
        Assert.Refused("NotConfigured", new SePayNotifications(BankVectors.Options()).Verify(SePayDouble.WithKey(entry, "").Message(Now)));
        Assert.Refused("NotConfigured", new CassoNotifications(BankVectors.Options()).Verify(CassoDouble.Signed(entry, "", Now).Message(Now)));
        Assert.Refused("NotConfigured", new PayOsNotifications(BankVectors.Options()).Verify(PayOsDouble.Signed(entry, "").Message(Now)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Casso_may_escape_as_PHP_or_as_Node(bool likePhp)
    {
        var entry = _bank.Receive(250_000, "OCK7M492PX") with { Memo = "OCK7M492PX trả 1/2 “chè” 😀\t\u0001" };
        var notice = Only(_casso.Verify(CassoDouble.Signed(entry, Key, Now, likePhp).Message(Now)));
        Assert.Equal(("OCK7M492PX", entry.Memo), (notice.Reference, notice.Memo));
    }

    [Fact]
    public void Money_that_leaves_is_of_no_interest()
    {
        var entry = _bank.Send(250_000, "Hoan tien OCK7M492PX");
        AssertIrrelevant("outgoing", _sePay.Verify(SePay(entry)));
        AssertIrrelevant("outgoing", _casso.Verify(Casso(entry)));
        AssertIrrelevant("outgoing", _payOs.Verify(PayOs(entry)));
    }

    [Fact]
    public void Money_of_another_account_is_of_no_interest()
    {
        var entry = BankAt("9990001112").Receive(250_000, "OCK7M492PX");
        AssertIrrelevant("other-account", _sePay.Verify(SePay(entry)));
        AssertIrrelevant("other-account", _casso.Verify(Casso(entry)));
        AssertIrrelevant("other-account", _payOs.Verify(PayOs(entry)));
    }

    [Fact]
    public void A_virtual_account_leads_to_ours()
    {
        var entry = BankAt("9990001112").Receive(250_000, "OCK7M492PX");
        string Ours(string body, string field, string empty) => body.Replace($"\"{field}\":{empty}", $"\"{field}\":\"{BankVectors.Account}\"", StringComparison.Ordinal);
        var sePay = new SePayNotifications(BankVectors.Options(options => options.SePay.ApiKey = Key));
        var keyed = SePayDouble.WithKey(entry, Key);
        Assert.Equal("OCK7M492PX", Only(sePay.Verify((keyed with { Body = Ours(keyed.Body, "subAccount", "null") }).Message(Now))).Reference);

        var casso = JsonNode.Parse(Ours(Casso(entry).Body, "virtualAccountNumber", "\"\""))!.AsObject();
        Assert.Equal("OCK7M492PX", Only(_casso.Verify(CassoDouble.Signed(casso, Key, Now).Message(Now))).Reference);
    }

    [Fact]
    public void Test_calls_book_nothing()
    {
        var entry = _bank.Receive(3_000, "VQRIO123") with { Account = "12345678" };
        AssertIrrelevant("test", _casso.Verify(Casso(entry with { Id = 0 })));
        AssertIrrelevant("test", _payOs.Verify(PayOsDouble.Signed(entry, Key, orderCode: 123).Message(Now)));
    }

    [Fact]
    public void What_payOS_does_not_call_paid_is_not() =>
        AssertIrrelevant("not-paid-01", _payOs.Verify(PayOsDouble.Signed(_bank.Receive(250_000, "OCK7M492PX"), Key, code: "01").Message(Now)));

    [Fact]
    public void Another_currency_is_told_as_it_is() =>
        Assert.Equal("USD", Paid(_payOs.Verify(PayOsDouble.Signed(_bank.Receive(250, "OCK7M492PX"), Key, currency: "usd").Message(Now))).Currency);

    [Fact]
    public void Many_entries_of_one_message_stay_apart()
    {
        var casso = new CassoNotifications(BankVectors.Options(options => options.Casso.SecureToken = Key));
        BankEntry[] entries = [_bank.Receive(250_000, "OCK7M492PX"), _bank.Send(1_100, "phi"), _bank.Receive(99_000, "chuc mung"), BankAt("9990001112").Receive(5_000, "OCK7M492PX")];

        var told = Assert.Succeeded(casso.Verify(CassoDouble.WithToken(entries, Key).Message(Now)));

        Assert.Equal(["OCK7M492PX", null, null, null], told.Select(notice => notice.Reference));
        Assert.Equal(["Paid", "Irrelevant", "Paid", "Irrelevant"], told.Select(notice => notice.News.GetType().Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"id\":1,\"id\":2}")]
    [InlineData("{\"id\":{},\"transferType\":\"in\",\"transferAmount\":1,\"error\":0,\"data\":[]}")]
    [InlineData("{\"id\":1,\"transferType\":\"in\",\"transferAmount\":\"1\",\"data\":[1]}")]
    [InlineData("{\"id\":1,\"transferType\":\"in\",\"transferAmount\":1.5,\"data\":{\"id\":7,\"amount\":0.5}}")]
    [InlineData("{\"id\":1,\"transferType\":\"in\",\"transferAmount\":1e300,\"data\":{\"id\":7,\"amount\":1e300}}")]
    [InlineData("{\"id\":1,\"transferType\":\"in\",\"transferAmount\":99999999999999999999,\"error\":1,\"data\":{\"id\":7,\"amount\":1}}")]
    [InlineData("{\"id\":\"\\ud800\",\"transferType\":\"in\",\"transferAmount\":1,\"data\":{\"id\":7,\"amount\":1,\"description\":\"\\ud800\"}}")]
    [InlineData("{\"\\udc00\":1,\"data\":{\"\\udc00\":1}}")]
    public void A_body_that_is_none_is_refused(string body)
    {
        var sePay = new SePayNotifications(BankVectors.Options(options => options.SePay.ApiKey = Key));
        var casso = new CassoNotifications(BankVectors.Options(options => options.Casso.SecureToken = Key));
        Assert.Refused("Unreadable", sePay.Verify(BankVectors.Message(body, Now, [new("Authorization", $"Apikey {Key}")])));
        Assert.Refused("Unreadable", casso.Verify(BankVectors.Message(body, Now, [new("secure-token", Key)])));
        Assert.False(_payOs.Verify(BankVectors.Message(body, Now)).Succeeded);
        Assert.False(_casso.Verify(BankVectors.Message(body, Now, [new("X-Casso-Signature", "t=1,v1=ab")])).Succeeded);
    }

    [Fact]
    public void Any_body_and_any_signature_are_refused() => Prop.ForAll<string?, string?>((body, signature) =>
    {
        var message = BankVectors.Message(body ?? "", Now, [new("X-SePay-Timestamp", signature ?? ""), new("X-SePay-Signature", $"sha256={signature}"), new("X-Casso-Signature", signature ?? "")]);
        return !_sePay.Verify(message).Succeeded && !_casso.Verify(message).Succeeded && !_payOs.Verify(message).Succeeded;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(NoticeResult.Booked, 200)]
    [InlineData(NoticeResult.BookedBefore, 200)]
    [InlineData(NoticeResult.Irrelevant, 200)]
    [InlineData(NoticeResult.UnknownReference, 200)]
    [InlineData(NoticeResult.WrongAmount, 200)]
    [InlineData(NoticeResult.Forged, 401)]
    [InlineData(NoticeResult.Failed, 500)]
    public void Each_hears_what_it_waits_for(NoticeResult result, int status)
    {
        Assert.Equal(GatewayReply.Json(status, status == 200 ? "{\"success\":true}" : "{\"success\":false}"), _sePay.Reply(result));
        Assert.Equal(GatewayReply.Empty(status), _casso.Reply(result));
        Assert.Equal(GatewayReply.Empty(status), _payOs.Reply(result));
    }

    [Fact]
    public async Task The_double_posts_late_twice_and_tampered()
    {
        var market = new Market(_clock, _sePay);
        using var http = new HttpClient(market);
        var bank = new BankDouble(http, BankVectors.Account, _clock);
        var entry = bank.Receive(250_000, "OCK7M492PX");
        var address = new Uri("http://market.test/webhooks/sepay");
        var post = SePayDouble.Signed(entry, Key, _clock.GetUtcNow());

        Assert.True((await bank.PostAsync(address, post, TestContext.Current.CancellationToken)).IsTaken);
        Assert.True((await bank.PostAsync(address, post, TestContext.Current.CancellationToken)).IsTaken);
        Assert.Equal((401, false), Short(await bank.PostAsync(address, post.Tampered(entry), TestContext.Current.CancellationToken)));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((401, false), Short(await bank.PostAsync(address, post, TestContext.Current.CancellationToken)));
        Assert.True((await bank.PostAsync(address, SePayDouble.Signed(entry, Key, _clock.GetUtcNow()), TestContext.Current.CancellationToken)).IsTaken);
        Assert.Equal([entry.Reference, entry.Reference, entry.Reference], market.Heard);
    }

    private BankDouble BankAt(string account) => new(http: null!, account, _clock);

    private static GatewayMessage SePay(BankEntry entry) => SePayDouble.Signed(entry, Key, Now).Message(Now);

    private static GatewayMessage Casso(BankEntry entry) => CassoDouble.Signed(entry, Key, Now).Message(Now);

    private static GatewayMessage PayOs(BankEntry entry) => PayOsDouble.Signed(entry, Key).Message(Now);

    private static PaymentNotice Only(Outcome<IReadOnlyList<PaymentNotice>> told) => Assert.Single(Assert.Succeeded(told));

    private static PaymentNews.Paid Paid(Outcome<IReadOnlyList<PaymentNotice>> told) => Assert.IsType<PaymentNews.Paid>(Only(told).News);

    private static void AssertIrrelevant(string code, Outcome<IReadOnlyList<PaymentNotice>> told) => Assert.Equal(new PaymentNews.Irrelevant(code), Only(told).News);

    private static (int Status, bool IsTaken) Short(BankAnswer answer) => (answer.Status, answer.IsTaken);

    /// <summary>Only the way between the wire and the source.</summary>
    private sealed class Market(TimeProvider clock, INotificationSource source) : HttpMessageHandler
    {
        public List<string> Heard { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.Select(header => new KeyValuePair<string, string>(header.Key, header.Value.Single()));
            var told = source.Verify(BankVectors.Message(await request.Content!.ReadAsStringAsync(cancellationToken), clock.UtcNow(), headers));
            if (told.Succeeded) Heard.AddRange(told.Value.Select(notice => ((PaymentNews.Paid)notice.News).TransactionId));
            var reply = source.Reply(told.Succeeded ? NoticeResult.Booked : NoticeResult.Forged);
            return new HttpResponseMessage((System.Net.HttpStatusCode)reply.Status) { Content = new StringContent(reply.Body) };
        }
    }
}
