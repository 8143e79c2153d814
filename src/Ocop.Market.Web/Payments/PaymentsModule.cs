using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Ordering.Payments.MoMo;
using Ocop.Market.Ordering.Payments.Stripe;
using Ocop.Market.Ordering.Payments.Test;
using Ocop.Market.Ordering.Payments.VnPay;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Shipping.Ghn;
using Ocop.Market.Ordering.Shipping.Ghtk;
using Ocop.Market.Web.Security;
using System.Text;

namespace Ocop.Market.Web.Payments;

/// <summary>The ways of paying whose keys stand in the configuration, section "Payments", and the addresses to which they post. Without keys a way is not offered.</summary>
public static partial class PaymentsModule
{
    /// <summary>Stripe's events are the largest; the others stay under a hundredth of it.</summary>
    private const int LargestMessage = 256 * 1024;

    /// <summary>Where a signature may stand. Cookies and addresses of machines are nobody's business here.</summary>
    private static readonly string[] SignatureHeaders = ["Stripe-Signature", "Authorization", "X-SePay-Signature", "X-SePay-Timestamp", "X-Casso-Signature", "secure-token"];

    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration, bool isDemo)
    {
        services.AddOptions<SettlementOptions>().BindConfiguration("Settlements").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PaymentOptions>().BindConfiguration("Payments").ValidateDataAnnotations().ValidateOnStart();

        services.AddBankTransfers().AddOptions<BankTransferOptions>().BindConfiguration("Payments:BankTransfer");
        var bank = configuration.GetSection("Payments:BankTransfer").Get<BankTransferOptions>() ?? new();
        if (bank.IsOffered) services.AddSingleton<IPaymentProvider>(scope => scope.GetRequiredService<BankTransfers>());
        if (AnySet(bank.SePay.ApiKey, bank.SePay.HmacSecret)) services.AddSingleton<INotificationSource>(scope => scope.GetRequiredService<SePayNotifications>());
        if (AnySet(bank.Casso.ChecksumKey, bank.Casso.SecureToken)) services.AddSingleton<INotificationSource>(scope => scope.GetRequiredService<CassoNotifications>());
        if (AnySet(bank.PayOs.ChecksumKey)) services.AddSingleton<INotificationSource>(scope => scope.GetRequiredService<PayOsNotifications>());

        services.AddStripePayments().AddOptions<StripeOptions>().BindConfiguration("Payments:Stripe");
        if (configuration["Payments:Stripe:SecretKey"] is { Length: > 0 }) services.AddGateway<StripePayments>();

        if (configuration.GetSection("Payments:VnPay").Exists())
        {
            services.AddVnPayPayments().AddOptions<VnPayOptions>().BindConfiguration("Payments:VnPay").ValidateDataAnnotations().ValidateOnStart();
            services.AddGateway<VnPayPayments>();
        }

        if (configuration.GetSection("Payments:MoMo").Exists())
        {
            services.AddMoMoPayments().AddOptions<MoMoOptions>().BindConfiguration("Payments:MoMo").ValidateDataAnnotations().ValidateOnStart();
            services.AddGateway<MoMoPayments>();
        }

        if (isDemo) services.AddSingleton<IPaymentProvider, TestPayments>();
        return services;
    }

    /// <summary>The carriers whose keys stand in section "Shipping": they post to the same addresses.</summary>
    public static IServiceCollection AddCarriers(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection("Shipping:Ghn").Exists())
            services.AddGhn().AddOptions<GhnOptions>().BindConfiguration("Shipping:Ghn").ValidateDataAnnotations().ValidateOnStart();
        if (configuration.GetSection("Shipping:Ghtk").Exists())
            services.AddGhtk().AddOptions<GhtkOptions>().BindConfiguration("Shipping:Ghtk").ValidateDataAnnotations().ValidateOnStart();
        return services;
    }

    private static void AddGateway<TProvider>(this IServiceCollection services) where TProvider : class, IPaymentProvider =>
        services.AddTransient<IPaymentProvider>(scope => scope.GetRequiredService<TProvider>()).AddTransient<INotificationSource>(scope => scope.GetRequiredService<TProvider>());

    private static bool AnySet(params IEnumerable<string?> secrets) => secrets.Any(secret => !string.IsNullOrEmpty(secret));

    public static void MapNotifications(this IEndpointRouteBuilder app) =>
        app.MapMethods("/webhooks/{source}", [HttpMethods.Post, HttpMethods.Get], TakeAsync).WithMetadata(new RequestSizeLimitAttribute(LargestMessage), new EnableRateLimitingAttribute(RateLimits.Notifications));

    private static async Task<IResult> TakeAsync(string source, HttpRequest request, IEnumerable<INotificationSource> gateways, IEnumerable<ICarrier> carriers, TakeMessage take, TimeProvider clock, ILogger<TakeMessage> log, CancellationToken cancel)
    {
        if (gateways.Concat<IMessageSource>(carriers).FirstOrDefault(known => known.Name == source) is not { } found) return Results.NotFound();
        // Raw, before anything reads it as a form: a signature is over bytes.
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        var headers = SignatureHeaders.Where(request.Headers.ContainsKey).ToDictionary(name => name, name => request.Headers[name].ToString(), StringComparer.OrdinalIgnoreCase);
        var message = new GatewayMessage(request.Method, request.QueryString.Value ?? "", headers, await reader.ReadToEndAsync(cancel), clock.UtcNow());
        NoticeResult result;
        try
        {
            // The gateway may hang up as it likes: what it told is booked.
            result = await take.HandleAsync(found, message, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            CannotBook(log, failure, source);
            result = NoticeResult.Failed;
        }

        if (result == NoticeResult.Forged) Disbelieved(log, source);
        var reply = found.Reply(result);
        return reply.ContentType is null ? Results.StatusCode(reply.Status) : Results.Text(reply.Body, reply.ContentType, Encoding.UTF8, reply.Status);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A notification of {Source} could not be booked; it is kept and worked through again")]
    private static partial void CannotBook(ILogger log, Exception failure, string source);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A notification in the name of {Source} was not believed")]
    private static partial void Disbelieved(ILogger log, string source);
}
