using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Connectors.Lazada;
using Ocop.Market.Channels.Connectors.Shopee;
using Ocop.Market.Channels.Connectors.TikTokShop;
using Ocop.Market.Channels.Connectors.Vendure;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Platforms;

/// <summary>The outside platforms whose keys stand in section "Channels", where their tokens are sealed, and the addresses to which they post.</summary>
public static partial class PlatformsModule
{
    /// <summary>Their notifications are a few hundred bytes.</summary>
    private const int LargestNotice = 64 * 1024;

    private static readonly string[] Channels = ["tiktok", "shopee", "lazada"];

    public static IServiceCollection AddPlatforms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChannelOptions>().BindConfiguration("Channels");
        services.AddSingleton<ISecretBox, ProtectedSecrets>();
        services.AddSingleton<KeptCalls>().AddHostedService(scope => scope.GetRequiredService<KeptCalls>()).AddSingleton<ICallJournal, LoggedCalls>();
        // Without keys a platform is not there.
        if (configuration.GetSection("Channels:TikTokShop").Exists()) services.AddTikTokShop().AddOptions<TikTokShopOptions>().BindConfiguration("Channels:TikTokShop");
        if (configuration.GetSection("Channels:Shopee").Exists()) services.AddShopee().AddOptions<ShopeeOptions>().BindConfiguration("Channels:Shopee");
        if (configuration.GetSection("Channels:Lazada").Exists()) services.AddLazada().AddOptions<LazadaOptions>().BindConfiguration("Channels:Lazada");
        if (configuration.GetSection("Channels:Vendure").Exists()) services.AddVendure().AddOptions<VendureOptions>().BindConfiguration("Channels:Vendure");
        return services;
    }

    public static void MapChannelNotices(this IEndpointRouteBuilder app)
    {
        foreach (var channel in Channels)
            // GET too, or the address of all gateways would answer it, as one that it does not know.
            app.MapMethods($"/webhooks/{channel}", [HttpMethods.Post, HttpMethods.Get], (HttpContext context, KeepNotice keep, SiteOptions site, ILogger<KeepNotice> log, CancellationToken cancel) => TakeAsync(channel, context, keep, site, log, cancel))
                .WithMetadata(new EnableRateLimitingAttribute(RateLimits.Notifications));
    }

    private static async Task<IResult> TakeAsync(string channel, HttpContext context, KeepNotice keep, SiteOptions site, ILogger<KeepNotice> log, CancellationToken cancel)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        // The server's own limit would throw, and whoever signs nothing is not worth an error. What does not say its size is read to one byte too many.
        if (request.ContentLength > LargestNotice) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var body = new byte[LargestNotice + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        if (length > LargestNotice) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        // One header carries the signature with all three; the address counts as it was registered, whatever stands before this process.
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = request.Headers.Authorization.ToString() };
        var answer = await keep.HandleAsync(channel, new ChannelPush($"{site.PublicUrl}/webhooks/{channel}", headers, body.AsMemory(0, length)), cancel);
        if (answer == NoticeAnswer.Forged) Disbelieved(log, channel);
        return answer switch
        {
            NoticeAnswer.Kept => Results.Ok(),
            NoticeAnswer.Forged => Results.StatusCode(StatusCodes.Status401Unauthorized),
            NoticeAnswer.Unreadable => Results.StatusCode(StatusCodes.Status400BadRequest),
            _ => Results.NotFound(),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A notification in the name of {Channel} was not believed")]
    private static partial void Disbelieved(ILogger log, string channel);
}

/// <summary>With the same keys as cookies and links: they lie outside the backup of the database.</summary>
internal sealed class ProtectedSecrets(IDataProtectionProvider keys) : ISecretBox
{
    private readonly IDataProtector _box = keys.CreateProtector("channel.tokens.v1");

    public string Seal(string secret) => _box.Protect(secret);

    public string Open(string sealedSecret)
    {
        try
        {
            return _box.Unprotect(sealedSecret);
        }
        catch (FormatException broken)
        {
            throw new CryptographicException("This was never sealed.", broken);
        }
    }
}

/// <summary>Each call of a platform is one line: path, time, what came of it. No token, no query. It is kept for the desk as well.</summary>
internal sealed partial class LoggedCalls(KeptCalls kept, ILogger<LoggedCalls> log) : ICallJournal
{
    public void Note(CallNote note)
    {
        if (note.Class is { } failure) Failed(note.Channel, note.Shop, note.Path, failure, note.Code, note.RequestId, Math.Round(note.Took.TotalMilliseconds));
        else Answered(note.Channel, note.Shop, note.Path, note.RequestId, Math.Round(note.Took.TotalMilliseconds));
        kept.Take(note);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Channel} {Shop} {Path}: {RequestId} in {Milliseconds} ms")]
    private partial void Answered(string channel, string shop, string path, string? requestId, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Channel} {Shop} {Path}: {Failure} {Code} {RequestId} in {Milliseconds} ms")]
    private partial void Failed(string channel, string shop, string path, FailureClass failure, string? code, string? requestId, double milliseconds);
}
