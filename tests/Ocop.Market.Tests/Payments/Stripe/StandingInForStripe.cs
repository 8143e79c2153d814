using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Stripe;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

/// <summary>A double that takes everything would prove nothing.</summary>
public sealed class StandingInForStripe
{
    private static readonly Dictionary<string, string> Right = new()
    {
        ["mode"] = "payment", ["success_url"] = "https://cho.example/ok?sid={CHECKOUT_SESSION_ID}", ["cancel_url"] = "https://cho.example/",
        ["line_items[0][quantity]"] = "2", ["line_items[0][price_data][currency]"] = "vnd", ["line_items[0][price_data][unit_amount]"] = "125000", ["line_items[0][price_data][product_data][name]"] = "Mật ong",
    };

    [Theory]
    [InlineData("mode", "paymnt")]
    [InlineData("mode", null)]
    [InlineData("sucess_url", "https://cho.example/")]
    [InlineData("success_url", "cho.example")]
    [InlineData("line_items[0][price_data][unit_amount]", "1250.50")]
    [InlineData("line_items[0][price_data][unit_amount]", null)]
    [InlineData("line_items[0][price_data][curency]", "vnd")]
    [InlineData("line_items[0][price_data][currency]", "VND")]
    [InlineData("line_items[0][price_data][product_data][name]", null)]
    [InlineData("line_items[0][price_data][product_data][images]", "x")]
    [InlineData("line_items[0][quantity]", "0")]
    [InlineData("line_items[1]", "x")]
    [InlineData("line_items[2][quantity]", "1")]
    [InlineData("locale", "vn")]
    [InlineData("customer_email", "lan")]
    [InlineData("expires_at", "1")]
    [InlineData("expires_at", "tomorrow")]
    [InlineData("allow_promotion_codes", "yes")]
    [InlineData("payment_intent_data[metadata][a][b]", "c")]
    [InlineData("metadata", "x")]
    public async Task A_wrong_parameter_is_refused_and_noted(string name, string? value)
    {
        await using var stripe = await StripeDouble.OpenAsync();
        var form = new Dictionary<string, string>(Right);
        if (value is null) form.Remove(name);
        else form[name] = value;
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(stripe, "/v1/checkout/sessions", form));
        Assert.NotEmpty(stripe.Faults);
        Assert.Empty(stripe.Sessions);
        // Nothing was begun: the same key may be used for the right words.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(stripe, "/v1/checkout/sessions", Right));
        Assert.Single(stripe.Faults);
    }

    [Fact]
    public async Task The_key_the_version_and_the_idempotency_key_are_looked_at()
    {
        await using var stripe = await StripeDouble.OpenAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(stripe, "/v1/checkout/sessions", Right, key: "sk_test_other"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(stripe, "/v1/checkout/sessions", Right, version: "2026-10-28.endive"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(stripe, "/v1/checkout/sessions", Right, once: null));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(stripe, "/v1/checkout/session", Right));
        Assert.Equal(4, stripe.Faults.Count);
        Assert.Equal(2, stripe.Sessions.Count);
    }

    [Theory]
    [InlineData("reason", "because")]
    [InlineData("amount", "1.5")]
    [InlineData("amount", "0")]
    [InlineData("curency", "vnd")]
    [InlineData("payment_intent", null)]
    public async Task A_wrong_refund_is_refused_and_noted(string name, string? value)
    {
        await using var stripe = await StripeDouble.OpenAsync();
        await PostAsync(stripe, "/v1/checkout/sessions", Right);
        var form = new Dictionary<string, string> { ["payment_intent"] = stripe.Pay((string)Assert.Single(stripe.Sessions)["id"]!), ["amount"] = "50000" };
        if (value is null) form.Remove(name);
        else form[name] = value;
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(stripe, "/v1/refunds", form, once: "hoan"));
        Assert.Single(stripe.Faults);
        Assert.Empty(stripe.Refunds);
    }

    [Fact]
    public async Task A_live_key_makes_everything_live()
    {
        await using var stripe = await StripeDouble.OpenAsync(key: "sk_live_double");
        await PostAsync(stripe, "/v1/checkout/sessions", Right, key: "sk_live_double");
        stripe.Pay((string)Assert.Single(stripe.Sessions)["id"]!);
        Assert.True((bool)JsonNode.Parse(Assert.Single(stripe.Events).Payload)!["livemode"]!);
        Assert.Empty(stripe.Faults);
    }

    private static async Task<HttpStatusCode> PostAsync(StripeDouble stripe, string path, Dictionary<string, string> form, string key = "sk_test_double", string version = StripeDouble.Version, string? once = "mot")
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stripe.Address, path)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("Stripe-Version", version);
        if (once is not null) request.Headers.Add("Idempotency-Key", once);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
