using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Extensions.Logging;
using Ocop.Market.Doubles.Stripe;
using Ocop.Market.Ordering.Payments.Stripe;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

public sealed class CallingStripe
{
    [Fact]
    public void Nested_parameters_carry_their_way_in_their_name_and_nothing_is_left_out() =>
        Assert.Equal(
            ["mode=payment", "expand[0]=a", "expand[1]=b", "line_items[0][quantity]=2", "line_items[0][price_data][unit_amount]=125000", "line_items[1][quantity]=1", "enabled=true", "metadata[ghi chú]="],
            StripeForm.Flatten(new JsonObject
            {
                ["mode"] = "payment", ["left_out"] = null, ["expand"] = new JsonArray("a", "b"),
                ["line_items"] = new JsonArray(new JsonObject { ["quantity"] = 2, ["price_data"] = new JsonObject { ["unit_amount"] = 125_000L } }, new JsonObject { ["quantity"] = 1 }),
                ["enabled"] = true, ["metadata"] = new JsonObject { ["ghi chú"] = "" },
            }).Select(pair => $"{pair.Key}={pair.Value}"));

    [Fact]
    public async Task Each_call_is_one_that_the_specification_knows()
    {
        await using var at = await AtStripe.OpenAsync();
        var made = (await at.Client.CreateSessionAsync(Draft(at), "phien-1", default)).Value!;
        Assert.Equal(("open", "unpaid", 250_000L, "vnd", null, "OCK7M492PX"), (made.Status, made.PaymentStatus, made.AmountTotal, made.Currency, made.PaymentIntent, made.Reference));
        var intent = at.Stripe.Pay(made.Id);
        var paid = (await at.Client.RetrieveSessionAsync(made.Id, default)).Value!;
        Assert.Equal(("complete", "paid", intent), (paid.Status, paid.PaymentStatus, paid.PaymentIntent));
        Assert.Equal(("succeeded", "OCK7M492PX"), (await at.Client.RetrieveIntentAsync(intent, default)).Value is { } read ? (read.Status, read.Reference) : default);

        var id = Guid.CreateVersion7();
        var refund = (await at.Client.CreateRefundAsync(new(intent, 50_000, id, "OCK7M492PXR1", "OCK7M492PX"), "hoan-1", default)).Value!;
        Assert.Equal(("succeeded", 50_000L, intent, id, "OCK7M492PX"), (refund.Status, refund.Amount, refund.PaymentIntent, refund.RefundId, refund.Reference));
        Assert.Equal(refund, (await at.Client.RetrieveRefundAsync(refund.Id, default)).Value);
        Assert.Equal([refund], (await at.Client.ListRefundsAsync(intent, default)).Value);

        var second = (await at.Client.CreateSessionAsync(Draft(at), "phien-2", default)).Value!;
        Assert.Equal("expired", (await at.Client.ExpireSessionAsync(second.Id, "dong-2", default)).Value!.Status);
        Assert.Equal(StripeProblem.Wrong, (await at.Client.ExpireSessionAsync(second.Id, "dong-3", default)).Error!.Problem);
        Assert.Empty(at.Stripe.Faults);
        Assert.Equal(["phien-1", "hoan-1", "phien-2", "dong-2", "dong-3"], at.Stripe.Asked.Where(asked => asked.Method == "POST").Select(asked => asked.Key));
        Assert.All(at.Stripe.Asked.Where(asked => asked.Method == "GET"), asked => Assert.Null(asked.Key));
    }

    [Fact]
    public async Task Refunds_are_read_to_the_last_page()
    {
        await using var at = await AtStripe.OpenAsync();
        var paid = await at.PaidAsync();
        var made = Enumerable.Range(0, 101).Select(_ => at.Stripe.RefundInDashboard(paid.TransactionId, 1_000)).Reverse().ToList();
        Assert.Equal(made, (await at.Client.ListRefundsAsync(paid.TransactionId, default)).Value!.Select(refund => refund.Id));
        Assert.Empty((await at.Client.ListRefundsAsync("pi_khac", default)).Value!);
        Assert.Empty(at.Stripe.Faults);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(409)]
    public async Task A_failure_of_theirs_or_a_conflict_is_repeated_twice_with_the_same_key_and_words(int status)
    {
        await using var at = await AtStripe.OpenAsync();
        for (var times = 0; times < 2; times++) at.Stripe.FailNext(status);
        Assert.NotNull((await at.Client.CreateSessionAsync(Draft(at), "phien", default)).Value);
        Assert.Equal(3, at.Stripe.Asked.Count);
        Assert.Single(at.Stripe.Asked.Distinct());
        Assert.Single(at.Stripe.Sessions);
        Assert.Equal(TimeSpan.FromSeconds(0.5), at.Clock.Pauses.First());
        Assert.InRange(at.Clock.Pauses.Last(), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));

        for (var times = 0; times < 3; times++) at.Stripe.FailNext(status);
        var given = (await at.Client.RetrieveSessionAsync("cs_test_1", default)).Error!;
        Assert.Equal((StripeProblem.Unreachable, status), (given.Problem, given.Status));
        Assert.Equal(6, at.Stripe.Asked.Count);
        Assert.Empty(at.Stripe.Faults);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_makes_nothing_twice()
    {
        await using var at = await AtStripe.OpenAsync();
        at.Stripe.LoseNextAnswer();
        var made = (await at.Client.CreateSessionAsync(Draft(at), "phien", default)).Value!;
        Assert.Equal(2, at.Stripe.Asked.Count);
        Assert.Equal(made.Id, (string?)Assert.Single(at.Stripe.Sessions)["id"]);
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "parameter_invalid", StripeProblem.Wrong)]
    [InlineData(400, "invalid_request_error", "amount_too_small", StripeProblem.AmountTooSmall)]
    [InlineData(400, "invalid_request_error", "amount_too_large", StripeProblem.AmountTooLarge)]
    [InlineData(400, "invalid_request_error", "charge_already_refunded", StripeProblem.AlreadyRefunded)]
    [InlineData(400, "invalid_request_error", "rate_limit", StripeProblem.Busy)]
    [InlineData(400, "a_type_of_tomorrow", "a_code_of_tomorrow", StripeProblem.Wrong)]
    [InlineData(401, "invalid_request_error", null, StripeProblem.KeyRefused)]
    [InlineData(402, "card_error", "card_declined", StripeProblem.Declined)]
    [InlineData(403, "invalid_request_error", null, StripeProblem.KeyRefused)]
    [InlineData(404, "invalid_request_error", "resource_missing", StripeProblem.NotFound)]
    [InlineData(429, "invalid_request_error", "rate_limit", StripeProblem.Busy)]
    public async Task A_refusal_is_named_and_not_repeated(int status, string type, string? code, StripeProblem problem)
    {
        await using var at = await AtStripe.OpenAsync();
        at.Stripe.FailNext(status, type: type, code: code);
        var error = (await at.Client.CreateSessionAsync(Draft(at), "phien", default)).Error!;
        Assert.Equal((problem, code ?? type, status), (error.Problem, error.Code, error.Status));
        Assert.Equal("req_1", error.RequestId);
        Assert.Single(at.Stripe.Asked);
        Assert.Empty(at.Clock.Pauses);
        Assert.Contains(at.Log.Lines, line => line.Level == (problem == StripeProblem.KeyRefused ? LogLevel.Error : LogLevel.Warning) && line.Text.Contains("req_1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stripe_says_itself_whether_to_repeat()
    {
        await using var at = await AtStripe.OpenAsync();
        at.Stripe.FailNext(429, shouldRetry: true);
        Assert.NotNull((await at.Client.CreateSessionAsync(Draft(at), "phien-1", default)).Value);
        Assert.Equal(2, at.Stripe.Asked.Count);
        at.Stripe.FailNext(500, shouldRetry: false);
        Assert.Equal(StripeProblem.Unreachable, (await at.Client.CreateSessionAsync(Draft(at), "phien-2", default)).Error!.Problem);
        Assert.Equal(3, at.Stripe.Asked.Count);
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_refused()
    {
        await using var at = await AtStripe.OpenAsync();
        await at.Client.CreateSessionAsync(Draft(at), "phien", default);
        Assert.Equal(StripeProblem.KeyReused, (await at.Client.CreateSessionAsync(Draft(at) with { Amount = 250_001 }, "phien", default)).Error!.Problem);
        Assert.Single(at.Stripe.Faults);
    }

    [Fact]
    public async Task Only_what_a_card_error_says_is_for_buyers()
    {
        await using var at = await AtStripe.OpenAsync();
        at.Stripe.FailNext(402, type: "card_error", code: "card_declined", message: "Your card was declined.");
        Assert.Equal("Your card was declined.", (await at.Client.CreateSessionAsync(Draft(at), "phien-1", default)).Error!.ForBuyers);
        at.Stripe.FailNext(400, message: "Received unknown parameter: lan@example.com");
        var error = (await at.Client.CreateSessionAsync(Draft(at), "phien-2", default)).Error!;
        Assert.Null(error.ForBuyers);
        Assert.DoesNotContain("example.com", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>Xin chào</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(302, "")]
    [InlineData(403, "<html>Tường lửa</html>")]
    [InlineData(404, """{"error":"not found"}""")]
    public async Task What_is_not_an_answer_of_Stripe_tells_nothing(int status, string body)
    {
        await using var at = await AtStripe.OpenAsync(answers: Answers.Json(body, (HttpStatusCode)status));
        var answer = await at.Client.CreateSessionAsync(Draft(at), "phien", default);
        Assert.Null(answer.Value);
        Assert.Equal(StripeProblem.Unreachable, answer.Error!.Problem);
    }

    [Fact]
    public async Task Time_running_out_is_repeated_but_our_own_giving_up_is_not()
    {
        using var silence = new Answers(() => throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout", new TimeoutException()));
        await using var at = await AtStripe.OpenAsync(answers: silence);
        Assert.Equal("no_answer_in_time", (await at.Client.RetrieveSessionAsync("cs_test_1", default)).Error!.Code);
        Assert.Equal(3, silence.Asked);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => at.Client.RetrieveSessionAsync("cs_test_1", gone.Token));
    }

    [Fact]
    public async Task The_key_is_in_no_log_and_no_error()
    {
        var said = new List<string>();
        async Task TryAsync(AtStripe at)
        {
            await using (at)
            {
                said.Add((await at.Client.CreateSessionAsync(Draft(at), "phien", default)).Error!.ToString());
                said.AddRange(at.Log.Lines.Select(line => line.Text));
            }
        }

        const string wrong = "sk_test_khoa0sai0cua0ta";
        var refused = await AtStripe.OpenAsync(wrong);
        await TryAsync(refused);
        Assert.NotEmpty(refused.Stripe.Faults);
        await TryAsync(await AtStripe.OpenAsync(wrong, answers: Answers.Json($$$"""{"error":{"type":"invalid_request_error","code":"{{{wrong}}} is wrong","message":"Invalid API Key provided: {{{wrong}}}","param":"{{{wrong}}}!"}}""", HttpStatusCode.Unauthorized)));
        // Nobody listens there any more.
        var closed = await StripeDouble.OpenAsync();
        await closed.DisposeAsync();
        await TryAsync(await AtStripe.OpenAsync(wrong, closed.Address));

        Assert.True(said.Count > 10);
        Assert.Contains(said, line => line.Contains("no_connection", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains(wrong, StringComparison.Ordinal) || line.Contains(AtStripe.WebhookSecret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stripe_s_own_package_sends_the_same_form()
    {
        await using var at = await AtStripe.OpenAsync();
        var draft = Draft(at);
        await at.Client.CreateSessionAsync(draft, "phien", default);
        var id = await StripePackage.OpenAsync(at.Stripe.Address, AtStripe.Key, StripeClient.Version, new
        {
            mode = "payment", client_reference_id = draft.Reference, customer_email = draft.Email, locale = draft.Locale, expires_at = new DateTimeOffset(draft.ExpiresAt).ToUnixTimeSeconds(),
            success_url = draft.SuccessUrl, cancel_url = draft.CancelUrl,
            line_items = new[] { new { quantity = 1, price_data = new { currency = "vnd", unit_amount = draft.Amount, product_data = new { name = draft.Title } } } },
            metadata = new { reference = draft.Reference },
            payment_intent_data = new { description = draft.OrderNumber, metadata = new { reference = draft.Reference } },
        });
        Assert.Equal(2, at.Stripe.Sessions.Count);
        Assert.Contains(at.Stripe.Sessions, session => (string?)session["id"] == id);
        Assert.Equal(Pairs(at.Stripe.Asked[0].Parameters), Pairs(at.Stripe.Asked[1].Parameters));
        Assert.Empty(at.Stripe.Faults);
    }

    private static IEnumerable<string> Pairs(string form) => form.Split('&').Select(HttpUtility.UrlDecode).OfType<string>().Order(StringComparer.Ordinal);

    internal static NewStripeSession Draft(AtStripe at) => new(
        "OCK7M492PX", 250_000, "K7M4-92PX", "Đơn hàng K7M4-92PX", "vi", "lan@example.com", "https://cho.example/tra-tien?ma=a&session_id={CHECKOUT_SESSION_ID}", "https://cho.example/tra-tien?ma=a",
        at.Clock.GetUtcNow().UtcDateTime.AddHours(1));
}
