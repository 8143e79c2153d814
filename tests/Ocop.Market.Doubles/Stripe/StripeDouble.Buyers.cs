using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles.Stripe;

// What happens at Stripe without us: buyers on the page, banks, the clock.
public sealed partial class StripeDouble
{
    private static readonly Dictionary<string, string> Presses = new() { ["pay"] = "Pay", ["decline"] = "Pay with a card that is declined", ["later"] = "Pay by a slow bank", ["cancel"] = "Cancel" };

    /// <summary>A card that works at once.</summary>
    /// <returns>The payment intent's id.</returns>
    public string Pay(string sessionId)
    {
        lock (_lock) return PayWith(Open(sessionId), "succeeded");
    }

    /// <summary>A way that takes days: <see cref="SettleLater"/> ends it.</summary>
    public string PayLater(string sessionId)
    {
        lock (_lock) return PayWith(Open(sessionId), "processing");
    }

    public void SettleLater(string sessionId, bool isPaid)
    {
        lock (_lock)
        {
            var session = _sessions[sessionId];
            var intent = _intents[(string)session.Json["payment_intent"]!].Json;
            intent["status"] = isPaid ? "succeeded" : "requires_payment_method";
            if (isPaid) (session.Json["payment_status"], intent["amount_received"]) = ("paid", intent["amount"]!.DeepClone());
            else intent["last_payment_error"] = Declined("payment_intent_payment_attempt_failed", null);
            Tell($"checkout.session.async_payment_{(isPaid ? "succeeded" : "failed")}", session.Json);
        }
    }

    /// <summary>A card that is refused: the page stays open.</summary>
    public void Decline(string sessionId)
    {
        lock (_lock)
        {
            var session = Open(sessionId);
            var intent = IntentOf(session).Json;
            intent["last_payment_error"] = Declined("card_declined", "insufficient_funds");
            Tell("payment_intent.payment_failed", intent);
        }
    }

    /// <summary>Makes what is over its time run out, as Stripe does by itself.</summary>
    public void RunOut()
    {
        lock (_lock)
            foreach (var id in _sessions.Keys) FindSession(id);
    }

    /// <summary>The bank is done with a refund, or changes its mind days later.</summary>
    public void SettleRefund(string refundId, string status, string? failureReason = null)
    {
        lock (_lock)
        {
            var refund = _refunds.Single(refund => (string?)refund["id"] == refundId);
            refund["status"] = status;
            if (failureReason is not null) refund["failure_reason"] = failureReason;
            Tell("refund.updated", refund);
            if (status == "failed") Tell("refund.failed", refund);
        }
    }

    /// <summary>Somebody refunds in the Dashboard: none of the shop's names is on it.</summary>
    public string RefundInDashboard(string paymentIntent, long amount)
    {
        lock (_lock)
        {
            var reply = CreateRefund(new StripeAsked("POST", "/v1/refunds", null, ""), new JsonObject { ["payment_intent"] = paymentIntent, ["amount"] = amount.ToString(System.Globalization.CultureInfo.InvariantCulture) });
            return (string)reply.Body["id"]!;
        }
    }

    private Session Open(string id) =>
        FindSession(id) is { } session && (string?)session.Json["status"] == "open" ? session : throw new InvalidOperationException($"{id} is not open.");

    private string PayWith(Session session, string status)
    {
        var intent = IntentOf(session).Json;
        intent["status"] = status;
        if (status == "succeeded") (session.Json["payment_status"], intent["amount_received"]) = ("paid", intent["amount"]!.DeepClone());
        Close(session, "complete");
        return (string)intent["id"]!;
    }

    private Intent IntentOf(Session session)
    {
        if ((string?)session.Json["payment_intent"] is { } known) return _intents[known];
        var (id, charge) = (Named("pi"), Named("ch"));
        var json = StripeSpecification.Known.Example("payment_intent");
        json["id"] = id;
        json["amount"] = session.Json["amount_total"]!.DeepClone();
        json["canceled_at"] = null;
        json["client_secret"] = $"{id}_secret_double";
        json["created"] = Now;
        json["currency"] = session.Json["currency"]!.DeepClone();
        json["description"] = session.IntentData["description"]?.DeepClone();
        json["latest_charge"] = charge;
        json["livemode"] = IsLive;
        json["metadata"] = session.IntentData["metadata"]?.DeepClone() ?? new JsonObject();
        session.Json["payment_intent"] = id;
        return _intents[id] = new Intent(json, charge);
    }

    private JsonObject ChargeOf(Intent intent)
    {
        var (amount, back) = (Whole(intent.Json["amount_received"]), Refunded((string)intent.Json["id"]!));
        return new JsonObject
        {
            ["id"] = intent.Charge, ["object"] = "charge", ["amount"] = amount, ["amount_captured"] = amount, ["amount_refunded"] = back, ["billing_details"] = new JsonObject(), ["captured"] = true,
            ["created"] = Now, ["currency"] = intent.Json["currency"]!.DeepClone(), ["disputed"] = false, ["livemode"] = IsLive, ["metadata"] = intent.Json["metadata"]!.DeepClone(), ["paid"] = true,
            ["payment_intent"] = intent.Json["id"]!.DeepClone(), ["refunded"] = back == amount, ["status"] = "succeeded",
        };
    }

    // What failed or was called off is free to be refunded again.
    private long Refunded(string intent) =>
        _refunds.Where(refund => (string?)refund["payment_intent"] == intent && (string?)refund["status"] is not ("failed" or "canceled")).Sum(refund => Whole(refund["amount"]));

    private Session? FindSession(string id)
    {
        if (!_sessions.TryGetValue(id, out var session)) return null;
        if ((string?)session.Json["status"] == "open" && Whole(session.Json["expires_at"]) <= Now) Close(session, "expired");
        return session;
    }

    private void Close(Session session, string status)
    {
        session.Json["status"] = status;
        session.Json["url"] = null;
        Tell(status == "expired" ? "checkout.session.expired" : "checkout.session.completed", session.Json);
    }

    private void Tell(string type, JsonObject about)
    {
        var id = Named("evt");
        var json = new JsonObject
        {
            ["id"] = id, ["object"] = "event", ["api_version"] = Version, ["created"] = Now, ["data"] = new JsonObject { ["object"] = about.DeepClone() }, ["livemode"] = IsLive,
            ["pending_webhooks"] = 1, ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null }, ["type"] = type,
        };
        CheckOwn("event", json);
        CheckOwn((string)about["object"]!, about);
        _events.Add(new StripeEvent(id, type, json.ToJsonString(AsStripeWrites)));
    }

    private static JsonObject Declined(string code, string? declineCode)
    {
        var error = new JsonObject { ["type"] = "card_error", ["code"] = code, ["message"] = "Your card was declined." };
        if (declineCode is not null) error["decline_code"] = declineCode;
        return error;
    }

    private IResult ShowPage(string id)
    {
        lock (_lock)
            return FindSession(id) is { } session && (string?)session.Json["status"] == "open" ? Page(session, "") : Results.Content(Html("<h1>This page is over.</h1>"), "text/html; charset=utf-8", statusCode: 410);
    }

    private async Task<IResult> TakePressAsync(string id, HttpContext context)
    {
        var press = (string?)(await context.Request.ReadFormAsync())["do"];
        int before;
        IResult result;
        lock (_lock)
        {
            before = _events.Count;
            if (FindSession(id) is not { } session || (string?)session.Json["status"] != "open") return Results.Redirect($"/pay/{id}");
            result = press switch
            {
                "pay" => Back(session, PayWith(session, "succeeded")),
                "later" => Back(session, PayWith(session, "processing")),
                "decline" => AfterDecline(session),
                _ => SeeOther((string)session.Json["cancel_url"]!),
            };
        }

        if (IsPrompt && Endpoint is not null)
            foreach (var told in Events.Skip(before)) await DeliverAsync(told);
        return result;
    }

    private IResult AfterDecline(Session session)
    {
        Decline((string)session.Json["id"]!);
        return Page(session, "<p role=\"alert\">Your card was declined.</p>");
    }

    private static IResult Back(Session session, string _) => SeeOther(((string)session.Json["success_url"]!).Replace("{CHECKOUT_SESSION_ID}", (string)session.Json["id"]!, StringComparison.Ordinal));

    private static IResult SeeOther(string address) => new Found(address);

    private static IResult Page(Session session, string alert) => Results.Content(Html(
        $"""
        <h1>{WebUtility.HtmlEncode(session.Title)}</h1>
        <p>{session.Json["amount_total"]} {session.Json["currency"]}</p>
        {alert}
        <form method="post">{string.Concat(Presses.Select(press => $"""<p><button name="do" value="{press.Key}">{press.Value}</button></p>"""))}</form>
        """), "text/html; charset=utf-8");

    private static string Html(string body) => $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Stripe (double)</title></head><body>{body}</body></html>";

    private sealed class Found(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
