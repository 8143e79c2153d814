using System.Diagnostics.Metrics;

namespace Ocop.Market.Kernel;

/// <summary>What the market counts of itself. Nothing is kept here: who listens (OpenTelemetry, dotnet-counters) adds up. A count costs nothing while nobody does.</summary>
public static class MarketMeter
{
    public const string Name = "Ocop.Market";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Orders = Meter.CreateCounter<long>("market.orders", "{order}", "Carts that became an order.");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("market.order.refusals", "{refusal}", "Last buttons that were answered with a no, by its first reason.");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("market.mails", "{mail}", "Mails handed to the mail server, by its answer.");
    private static readonly Counter<long> Texts = Meter.CreateCounter<long>("market.texts", "{text}", "Texts handed to the gateway, by its answer.");
    private static readonly Counter<long> Lookups = Meter.CreateCounter<long>("market.cache.lookups", "{request}", "Requests for pages that may be kept, by outcome: hit or miss.");

    public static void OrderPlaced() => Orders.Add(1);

    public static void OrderRefused(string reason) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void MailSent(string result) => Mails.Add(1, new KeyValuePair<string, object?>("result", result));

    public static void TextSent(string result) => Texts.Add(1, new KeyValuePair<string, object?>("result", result));

    public static void PageLookedUp(string outcome) => Lookups.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
