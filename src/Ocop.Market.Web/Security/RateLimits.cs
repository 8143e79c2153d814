using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using Ocop.Market.Web.Storefront.Cart;

namespace Ocop.Market.Web.Security;

/// <summary>So many requests in so many seconds.</summary>
public sealed class RateLimit
{
    [Range(1, int.MaxValue)]
    public int Permits { get; set; }

    [Range(1, 86_400)]
    public int Seconds { get; set; }
}

/// <summary>
/// Configuration section "RateLimits". A mobile carrier puts thousands of buyers behind few addresses, so a network gets much,
/// and a visitor with a cart is counted by the cart. Tracking and reports are counted by network alone: a guesser would throw cookies away, a flood invents them.
/// </summary>
public sealed class RateLimits
{
    public const string Suggest = "search-suggest";
    public const string Cart = "cart";
    public const string Checkout = "checkout";
    public const string Track = "track";
    public const string Report = "report";
    public const string Pay = "pay";
    public const string Notifications = "notifications";
    public const string SignInTries = "sign-in";

    [Required, ValidateObjectMembers]
    public RateLimit Network { get; init; } = new() { Permits = 1200, Seconds = 10 };

    [Required, ValidateObjectMembers]
    public RateLimit SearchSuggest { get; init; } = new() { Permits = 60, Seconds = 10 };

    [Required, ValidateObjectMembers]
    public RateLimit CartActs { get; init; } = new() { Permits = 60, Seconds = 60 };

    [Required, ValidateObjectMembers]
    public RateLimit CheckoutActs { get; init; } = new() { Permits = 30, Seconds = 60 };

    [Required, ValidateObjectMembers]
    public RateLimit Tracking { get; init; } = new() { Permits = 60, Seconds = 60 };

    /// <summary>Reports of fakes that are sent; each may bring photos to work upon. Looking at the form is not counted.</summary>
    [Required, ValidateObjectMembers]
    public RateLimit Reports { get; init; } = new() { Permits = 10, Seconds = 600 };

    /// <summary>What gateways post, and whoever plays one. A bank's notifier sends a busy day's transfers from one address.</summary>
    [Required, ValidateObjectMembers]
    public RateLimit NotificationsTaken { get; init; } = new() { Permits = 600, Seconds = 10 };

    /// <summary>Sign-ins, reset codes and invitations, by network; one account's wrong tries lock it besides.</summary>
    [Required, ValidateObjectMembers]
    public RateLimit SignIn { get; init; } = new() { Permits = 60, Seconds = 60 };
}

public static class RateLimitsModule
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimits>().BindConfiguration("RateLimits").ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimits>, CartCookie>((limiter, limits, cart) => Configure(limiter, limits.Value, cart.Name));
        return services;
    }

    private static void Configure(RateLimiterOptions limiter, RateLimits limits, string cartCookie)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = TellWhenAsync;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            IsForFree(context) ? RateLimitPartition.GetNoLimiter("") : Window(NetworkOf(context), limits.Network));
        limiter.AddPolicy(RateLimits.Suggest, context => PerCart(context, cartCookie, limits.SearchSuggest));
        limiter.AddPolicy(RateLimits.Cart, context => PerCart(context, cartCookie, limits.CartActs));
        limiter.AddPolicy(RateLimits.Checkout, context => PerCart(context, cartCookie, limits.CheckoutActs));
        limiter.AddPolicy(RateLimits.Track, context => Window(NetworkOf(context), limits.Tracking));
        limiter.AddPolicy(RateLimits.Report, context => HttpMethods.IsPost(context.Request.Method) ? Window(NetworkOf(context), limits.Reports) : RateLimitPartition.GetNoLimiter(""));
        // Each link by itself: buyers come back from their gateways by the dozen behind one carrier. Guessing a seal is hopeless, with or without a limit.
        limiter.AddPolicy(RateLimits.Pay, context => Window(context.Request.Query["k"] is [{ Length: > 0 and < 512 } seal] ? seal : NetworkOf(context), limits.Tracking));
        limiter.AddPolicy(RateLimits.Notifications, context => Window(NetworkOf(context), limits.NotificationsTaken));
        limiter.AddPolicy(RateLimits.SignInTries, context => Window(NetworkOf(context), limits.SignIn));
    }

    private static RateLimitPartition<string> Window(string key, RateLimit limit) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = limit.Permits,
            Window = TimeSpan.FromSeconds(limit.Seconds),
        });

    // The body stays empty: the status-code page of the pipeline writes it in the visitor's language.
    private static ValueTask TellWhenAsync(OnRejectedContext context, CancellationToken cancel)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(10);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    // One page brings a dozen files with it; health is asked by machines that must always get an answer; and the page that tells of a
    // refusal is a second request inside the refused one.
    private static bool IsForFree(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    // Who has no cart yet is one of thousands behind a carrier's address: there the network's generous limit alone decides.
    private static RateLimitPartition<string> PerCart(HttpContext context, string cookie, RateLimit limit) =>
        context.Request.Cookies.TryGetValue(cookie, out var cart) && cart.Length is > 0 and < 512 ? Window(cart, limit) : RateLimitPartition.GetNoLimiter("");

    /// <summary>/24 for IPv4, /48 for IPv6: what one home or one carrier's gateway usually holds.</summary>
    public static string NetworkOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return new IPNetwork(Masked(address, address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6), address.AddressFamily == AddressFamily.InterNetwork ? 24 : 48).ToString();
    }

    private static IPAddress Masked(IPAddress address, int keptBytes)
    {
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, keptBytes, bytes.Length - keptBytes);
        return new IPAddress(bytes);
    }
}
