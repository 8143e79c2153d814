using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles.Stripe;

/// <summary>What was asked of the API.</summary>
/// <param name="Key">Idempotency-Key.</param>
/// <param name="Parameters">Of the form or the query, as they came.</param>
public sealed record StripeAsked(string Method, string Path, string? Key, string Parameters);

/// <param name="Payload">The body of the notification, to the letter.</param>
public sealed record StripeEvent(string Id, string Type, string Payload);

/// <summary>
/// Stripe, as far as one payment needs it: Checkout Sessions with their page, payment intents, refunds, notifications. Requests are held against the
/// specification of the version they must name. What a refusal tells about the world (refunded already, no such session) is an answer and no fault.
/// </summary>
public sealed partial class StripeDouble : GatewayDouble
{
    public const string Version = "2023-08-16";

    private const int LeastAmount = 13_000, MostAmount = 99_999_999;

    private static readonly JsonSerializerOptions AsStripeWrites = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TimeProvider _clock;
    private readonly string _key;
    private readonly Lock _lock = new();
    private readonly List<StripeAsked> _asked = [];
    private readonly List<StripeEvent> _events = [];
    private readonly Queue<Trouble> _troubles = new();
    private readonly Dictionary<string, (StripeAsked Asked, Reply Reply)> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Intent> _intents = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _refunds = [];

    private StripeDouble(TimeProvider clock, string key, string webhookSecret) => (_clock, _key, WebhookSecret) = (clock, key, webhookSecret);

    public string WebhookSecret { get; }

    /// <summary>Where notifications go.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Notifications of what a buyer does on the page go out before the buyer is sent back. Otherwise all wait for <see cref="DeliverAsync"/>.</summary>
    public bool IsPrompt { get; set; }

    /// <summary>What a new refund is at first: succeeded, pending, requires_action.</summary>
    public string RefundsStartAs { get; set; } = "succeeded";

    public IReadOnlyList<StripeAsked> Asked { get { lock (_lock) return [.. _asked]; } }

    public IReadOnlyList<StripeEvent> Events { get { lock (_lock) return [.. _events]; } }

    public IReadOnlyList<JsonObject> Refunds { get { lock (_lock) return [.. _refunds.Select(refund => refund.DeepClone().AsObject())]; } }

    public IReadOnlyList<JsonObject> Sessions { get { lock (_lock) return [.. _sessions.Values.Select(session => session.Json.DeepClone().AsObject())]; } }

    /// <param name="key">sk_live_… makes everything here live.</param>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<StripeDouble> OpenAsync(TimeProvider? clock = null, string key = "sk_test_double", string webhookSecret = "whsec_double", int port = 0)
    {
        var stripe = new StripeDouble(clock ?? TimeProvider.System, key, webhookSecret);
        await stripe.StartAsync(port);
        return stripe;
    }

    /// <summary>The next request gets this status instead of its answer.</summary>
    /// <param name="isApplied">It was done all the same, and the failure is kept under its idempotency key.</param>
    /// <param name="shouldRetry">The header Stripe-Should-Retry.</param>
    /// <param name="method">Waits for the next POST, say.</param>
    public void FailNext(int status, bool isApplied = false, bool? shouldRetry = null, string? type = null, string? code = null, string? message = null, string? method = null)
    {
        lock (_lock) _troubles.Enqueue(new Trouble(status, isApplied, shouldRetry, type, code, message, isApplied ? "POST" : method));
    }

    /// <summary>The next POST is done, and the line is cut before its answer.</summary>
    public void LoseNextAnswer()
    {
        lock (_lock) _troubles.Enqueue(new Trouble(null, true, null, null, null, null, "POST"));
    }

    /// <summary>A day has passed: a key used before begins anew.</summary>
    public void ForgetKeys()
    {
        lock (_lock) _kept.Clear();
    }

    /// <summary>Posts a notification to <see cref="Endpoint"/>: early or late, again, in any order, as the test has it.</summary>
    /// <param name="signedAt">Now, where not said.</param>
    public async Task<HttpStatusCode> DeliverAsync(StripeEvent told, DateTimeOffset? signedAt = null, string? secret = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new StringContent(told.Payload, Encoding.UTF8, "application/json") };
        request.Headers.Add(StripeSigner.HeaderName, StripeSigner.Header(told.Payload, (signedAt ?? _clock.GetUtcNow()).ToUnixTimeSeconds(), secret ?? WebhookSecret));
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    protected override void Map(WebApplication app)
    {
        app.Map("/v1/{**rest}", AnswerAsync);
        app.MapGet("/pay/{id}", ShowPage);
        app.MapPost("/pay/{id}", TakePressAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var asked = new StripeAsked(context.Request.Method, context.Request.Path.Value!, (string?)context.Request.Headers["Idempotency-Key"], context.Request.Method == "GET" ? context.Request.QueryString.Value!.TrimStart('?') : body);
        Reply? reply;
        string requestId;
        lock (_lock)
        {
            _asked.Add(asked);
            requestId = $"req_{_asked.Count}";
            try
            {
                reply = Answer(asked, context.Request.Headers);
            }
            catch (Exception failure)
            {
                Faults.Enqueue($"The double broke: {failure}");
                throw;
            }
        }

        if (reply is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Request-Id"] = requestId;
        context.Response.Headers["Stripe-Version"] = Version;
        if (asked.Key is not null) context.Response.Headers["Idempotency-Key"] = asked.Key;
        if (reply.ShouldRetry is { } should) context.Response.Headers["Stripe-Should-Retry"] = should ? "true" : "false";
        await context.Response.WriteAsync(reply.Body.ToJsonString(AsStripeWrites));
    }

    /// <returns>Null: the line is cut.</returns>
    private Reply? Answer(StripeAsked asked, IHeaderDictionary headers)
    {
        if (!IsOurKey(headers.Authorization.ToString())) return Fault(new Reply(401, Error("invalid_request_error", null, null, "Invalid API Key provided.")), asked, "the key is wrong");
        if (headers["Stripe-Version"] != Version) Faults.Enqueue($"{asked.Method} {asked.Path}: Stripe-Version is \"{headers["Stripe-Version"]}\"");
        if (Route(asked) is not { } route) return Fault(new Reply(404, Error("invalid_request_error", null, null, $"Unrecognized request URL ({asked.Method}: {asked.Path}).")), asked, "there is no such address");
        if (asked.Method == "POST" && asked.Parameters.Length > 0 && headers.ContentType.ToString().Split(';')[0] != "application/x-www-form-urlencoded") return Fault(new Reply(400, Error("invalid_request_error", null, null, "Not a form.")), asked, "it is not a form");
        if (asked.Key is { Length: > 255 }) return Fault(new Reply(400, Error("idempotency_error", null, null, "Keys have at most 255 characters.")), asked, "the idempotency key is too long");

        var trouble = _troubles.TryPeek(out var next) && (next.Method is null || next.Method == asked.Method) ? _troubles.Dequeue() : null;
        if (trouble is { IsApplied: false }) return trouble.ToReply();
        var reply = asked.Method == "POST" ? OnceByKey(asked, route, trouble) : Perform(asked, route);
        return trouble is { Status: null } ? null : reply;
    }

    private Reply OnceByKey(StripeAsked asked, (string Address, string Id) route, Trouble? trouble)
    {
        if (asked.Key is null) Faults.Enqueue($"{asked.Method} {asked.Path}: there is no Idempotency-Key");
        else if (_kept.TryGetValue(asked.Key, out var kept))
            return kept.Asked == asked ? kept.Reply
                : Fault(new Reply(400, Error("idempotency_error", null, null, "Keys for idempotent requests can only be used with the same parameters they were first used with.")), asked, "its idempotency key was used for something else");

        var reply = Perform(asked, route);
        if (trouble is { Status: not null }) reply = trouble.ToReply();
        // What was not even begun is not kept.
        if (asked.Key is not null && !reply.WasInvalid) _kept[asked.Key] = (asked, reply);
        return reply;
    }

    private Reply Perform(StripeAsked asked, (string Address, string Id) route)
    {
        var parameters = StripeForms.Read(asked.Parameters);
        if (StripeSpecification.Known.CheckRequest(asked.Method, route.Address, parameters) is [var misfit, ..])
            return Fault(Invalid(misfit.Code, misfit.Parameter, misfit.Message), asked, misfit.Message);

        var (reply, schema) = (asked.Method, route.Address) switch
        {
            ("POST", "/v1/checkout/sessions") => (CreateSession(asked, parameters), "checkout.session"),
            ("GET", "/v1/checkout/sessions/{session}") => (FindSession(route.Id) is { } session ? Done(session.Json) : Missing("checkout.session", route.Id), "checkout.session"),
            ("POST", "/v1/checkout/sessions/{session}/expire") => (Expire(route.Id), "checkout.session"),
            ("GET", "/v1/payment_intents/{intent}") => (_intents.TryGetValue(route.Id, out var intent) ? Done(intent.Json) : Missing("payment_intent", route.Id), "payment_intent"),
            ("POST", "/v1/refunds") => (CreateRefund(asked, parameters), "refund"),
            ("GET", "/v1/refunds/{refund}") => (_refunds.FirstOrDefault(refund => (string)refund["id"]! == route.Id) is { } found ? Done(found) : Missing("refund", route.Id), "refund"),
            ("GET", "/v1/refunds") => (ListRefunds(parameters), null),
            _ => throw new InvalidOperationException($"{asked.Method} {route.Address} is in the specification, but nobody answers it."),
        };
        if (reply.Status == 200 && schema is not null) CheckOwn(schema, reply.Body);
        return reply;
    }

    private void CheckOwn(string schema, JsonObject json)
    {
        foreach (var wrong in StripeSpecification.Known.CheckAnswer(schema, json)) Faults.Enqueue($"The double's own {schema}: {wrong.Message} ({wrong.Parameter})");
    }

    private Reply CreateSession(StripeAsked asked, JsonObject wanted)
    {
        if (SessionTrouble(wanted) is { } trouble) return Fault(trouble, asked, (string)trouble.Body["error"]!["message"]!);
        var total = wanted["line_items"]!.AsArray().Sum(line => Whole(line!["price_data"]!["unit_amount"]) * Whole(line["quantity"]));
        if (total < LeastAmount) return Invalid("amount_too_small", null, "The Checkout Session's total amount must convert to at least 50 cents.");
        if (total > MostAmount) return Invalid("amount_too_large", null, "The Checkout Session's total amount is too large.");

        var id = Named(IsLive ? "cs_live" : "cs_test");
        var json = StripeSpecification.Known.Example("checkout.session");
        json["id"] = id;
        json["created"] = Now;
        json["expires_at"] = wanted["expires_at"] is { } expires ? Whole(expires) : Now + 86_400;
        json["amount_subtotal"] = total;
        json["amount_total"] = total;
        json["currency"] = wanted["line_items"]![0]!["price_data"]!["currency"]!.DeepClone();
        foreach (var same in new[] { "client_reference_id", "customer_email", "locale", "success_url", "cancel_url" }) json[same] = wanted[same]?.DeepClone();
        json["customer_details"] = null;
        json["metadata"] = wanted["metadata"]?.DeepClone() ?? new JsonObject();
        json["livemode"] = IsLive;
        json["payment_intent"] = null;
        json["url"] = new Uri(Address, $"/pay/{id}").AbsoluteUri;
        _sessions[id] = new Session(json, (string)wanted["line_items"]![0]!["price_data"]!["product_data"]!["name"]!, wanted["payment_intent_data"] as JsonObject ?? []);
        return Done(json);
    }

    /// <summary>What the specification leaves to the text of the documents.</summary>
    private Reply? SessionTrouble(JsonObject wanted)
    {
        if ((string?)wanted["mode"] != "payment") return Invalid("parameter_missing", "mode", "Only mode=payment is known here.");
        foreach (var address in new[] { "success_url", "cancel_url" })
            if (!Uri.TryCreate((string?)wanted[address], UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return Invalid("url_invalid", address, $"Not a valid URL: {address}");
        if (wanted["line_items"] is not JsonArray { Count: > 0 and <= 100 } lines) return Invalid("parameter_missing", "line_items", "There must be 1 to 100 line items.");
        foreach (var line in lines)
            if (line!["price_data"] is not JsonObject price || price["unit_amount"] is null || price["product_data"] is null || line["quantity"] is null || Whole(line["quantity"]) < 1 || Whole(price["unit_amount"]) < 0 || (string?)price["currency"] != "vnd")
                return Invalid("parameter_invalid", "line_items", "A line item needs a quantity and price_data with currency (here: vnd, in lower case), unit_amount and product_data.");
        if (wanted["expires_at"] is { } expires && Whole(expires) - Now is < 1_800 or > 86_400) return Invalid("parameter_invalid", "expires_at", "The expires_at timestamp must be between 30 minutes and 24 hours from now.");
        if ((string?)wanted["customer_email"] is { } email && (email.Count(sign => sign == '@') != 1 || email.Any(sign => sign is <= ' ' or > '~'))) return Invalid("email_invalid", "customer_email", "Invalid email address.");
        foreach (var metadata in new[] { wanted["metadata"], wanted["payment_intent_data"]?["metadata"] }.OfType<JsonObject>())
            if (metadata.Count > 50 || metadata.Any(pair => pair.Key.Length > 40 || ((string)pair.Value!).Length > 500)) return Invalid("parameter_invalid", "metadata", "Metadata has at most 50 keys of 40 characters, and values of 500.");
        return null;
    }

    private Reply Expire(string id)
    {
        if (FindSession(id) is not { } session) return Missing("checkout.session", id);
        if ((string?)session.Json["status"] != "open") return new Reply(400, Error("invalid_request_error", null, null, $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {session.Json["status"]}."));
        Close(session, "expired");
        return Done(session.Json);
    }

    private Reply CreateRefund(StripeAsked asked, JsonObject wanted)
    {
        if ((string?)wanted["payment_intent"] is not { } name) return Fault(Invalid("parameter_missing", "payment_intent", "One of charge or payment_intent is needed."), asked, "nothing says what is to be refunded");
        if (!_intents.TryGetValue(name, out var intent)) return Missing("payment_intent", name);
        if ((string?)intent.Json["status"] != "succeeded") return new Reply(400, Error("invalid_request_error", "payment_intent_unexpected_state", null, "This PaymentIntent does not have a successful charge to refund."));
        var rest = Whole(intent.Json["amount_received"]) - Refunded(name);
        if (rest == 0) return new Reply(400, Error("invalid_request_error", "charge_already_refunded", null, $"Charge {intent.Charge} has already been refunded."));
        var amount = wanted["amount"] is { } told ? Whole(told) : rest;
        if (amount < 1) return Fault(Invalid("parameter_invalid_integer", "amount", "This value must be greater than or equal to 1."), asked, "the amount is below 1");
        if (amount > rest) return new Reply(400, Error("invalid_request_error", null, "amount", $"Refund amount (₫{amount}) is greater than unrefunded amount on charge (₫{rest})"));

        var json = StripeSpecification.Known.Example("refund");
        json["id"] = Named("re");
        json["amount"] = amount;
        json["charge"] = intent.Charge;
        json["created"] = Now;
        json["currency"] = intent.Json["currency"]!.DeepClone();
        json["metadata"] = wanted["metadata"]?.DeepClone() ?? new JsonObject();
        json["payment_intent"] = name;
        json["reason"] = wanted["reason"]?.DeepClone();
        json["status"] = RefundsStartAs;
        _refunds.Insert(0, json);
        Tell("refund.created", json);
        Tell("charge.refunded", ChargeOf(intent));
        return Done(json);
    }

    private Reply ListRefunds(JsonObject wanted)
    {
        var (limit, after) = (wanted["limit"] is { } told ? (int)Whole(told) : 10, (string?)wanted["starting_after"]);
        if (limit is < 1 or > 100) return Invalid("parameter_invalid_integer", "limit", "The limit lies between 1 and 100.");
        var all = _refunds.Where(refund => wanted["payment_intent"] is not { } intent || (string?)refund["payment_intent"] == (string?)intent)
            .SkipWhile(refund => after is not null && (string?)refund["id"] != after).Skip(after is null ? 0 : 1).ToList();
        return new Reply(200, new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. all.Take(limit).Select(refund => refund.DeepClone())]),
            ["has_more"] = all.Count > limit,
            ["url"] = "/v1/refunds",
        });
    }

    private static (string Address, string Id)? Route(StripeAsked asked) => (asked.Method, asked.Path.Split('/')[2..]) switch
    {
        ("POST", ["checkout", "sessions"]) => ("/v1/checkout/sessions", ""),
        ("GET", ["checkout", "sessions", var id]) => ("/v1/checkout/sessions/{session}", id),
        ("POST", ["checkout", "sessions", var id, "expire"]) => ("/v1/checkout/sessions/{session}/expire", id),
        ("GET", ["payment_intents", var id]) => ("/v1/payment_intents/{intent}", id),
        ("GET" or "POST", ["refunds"]) => ("/v1/refunds", ""),
        ("GET", ["refunds", var id]) => ("/v1/refunds/{refund}", id),
        _ => null,
    };

    private bool IsOurKey(string authorization) =>
        authorization == $"Bearer {_key}" || authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(_key + ":"))}";

    private Reply Fault(Reply reply, StripeAsked asked, string what)
    {
        Faults.Enqueue($"{asked.Method} {asked.Path}: {what}");
        return reply;
    }

    private static Reply Invalid(string code, string? parameter, string message) => new(400, Error("invalid_request_error", code, parameter, message)) { WasInvalid = true };

    private static Reply Missing(string kind, string id) => new(404, Error("invalid_request_error", "resource_missing", kind, $"No such {kind}: '{id}'"));

    private static Reply Done(JsonObject json) => new(200, json.DeepClone().AsObject());

    private static JsonObject Error(string type, string? code, string? parameter, string message)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        if (code is not null) error["code"] = code;
        if (parameter is not null) error["param"] = parameter;
        return new JsonObject { ["error"] = error };
    }

    private bool IsLive => _key.Contains("_live_", StringComparison.Ordinal);

    private long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    private static string Named(string kind) => $"{kind}_{Guid.CreateVersion7():N}";

    private static long Whole(JsonNode? number) => long.Parse(number!.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Reply(int Status, JsonObject Body, bool? ShouldRetry = null)
    {
        public bool WasInvalid { get; init; }
    }

    private sealed record Trouble(int? Status, bool IsApplied, bool? ShouldRetry, string? Type, string? Code, string? Message, string? Method)
    {
        public Reply ToReply() => new(Status!.Value, Error(Type ?? (Status >= 500 ? "api_error" : "invalid_request_error"), Code, null, Message ?? "The double was told to say this."), ShouldRetry);
    }

    private sealed record Session(JsonObject Json, string Title, JsonObject IntentData);

    private sealed record Intent(JsonObject Json, string Charge);
}
