using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ocop.Market.Doubles.Stripe;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.Stripe;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

/// <summary>Our side as the host registers it, and the double as Stripe, on one clock.</summary>
internal sealed class AtStripe : IAsyncDisposable
{
    public const string Key = "sk_test_khoa0bi0mat0123", WebhookSecret = "whsec_bi0mat0cua0cong";

    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private AtStripe(StripeDouble stripe, ImpatientClock clock, string key, Uri? address, HttpMessageHandler? answers)
    {
        (Stripe, Clock) = (stripe, clock);
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log)).AddStripePayments();
        services.AddOptions<StripeOptions>().Bind(Settings(key, address ?? stripe.Address, WebhookSecret));
        if (answers is not null) services.AddHttpClient(nameof(StripeClient)).ConfigurePrimaryHttpMessageHandler(() => answers);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _scope = _services.CreateAsyncScope();
    }

    public StripeDouble Stripe { get; }

    public ImpatientClock Clock { get; }

    public Heard Log { get; } = new();

    public StripeClient Client => _scope.ServiceProvider.GetRequiredService<StripeClient>();

    public StripePayments Payments => _scope.ServiceProvider.GetRequiredService<StripePayments>();

    public HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <param name="key">Ours; the double always wants <see cref="Key"/>.</param>
    /// <param name="address">Where we think that Stripe is.</param>
    /// <param name="answers">Answers instead of the double.</param>
    public static async Task<AtStripe> OpenAsync(string key = Key, Uri? address = null, HttpMessageHandler? answers = null)
    {
        var clock = new ImpatientClock(new DateTime(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc));
        return new AtStripe(await StripeDouble.OpenAsync(clock, Key, WebhookSecret), clock, key, address, answers);
    }

    public static IConfiguration Settings(string? key, Uri address, params string[] webhookSecrets) =>
        new ConfigurationBuilder().AddInMemoryCollection([
            new("SecretKey", key), new("BaseAddress", address.OriginalString),
            .. webhookSecrets.Select((secret, index) => new KeyValuePair<string, string?>(string.Create(CultureInfo.InvariantCulture, $"WebhookSecrets:{index}"), secret)),
        ]).Build();

    public PaymentRequest Request(string reference = "OCK7M492PX", long amount = 250_000, string language = "vi", string? email = "lan@example.com", TimeSpan? life = null) => new(
        Guid.CreateVersion7(), reference, new Money(amount), "K7M4-92PX", language, email, new Uri("https://cho.example/don-hang/tra-tien?ma=abc"), new Uri("https://cho.example/webhooks/stripe"),
        "203.0.113.7", Clock.UtcNow(), Clock.UtcNow() + (life ?? TimeSpan.FromHours(1)));

    public async Task<(PaymentRequest Request, string Session)> StartedAsync(long amount = 250_000)
    {
        var request = Request(amount: amount);
        return (request, (await Payments.StartAsync(request, default)).Value!.GatewayId!);
    }

    /// <summary>A payment that came in.</summary>
    public async Task<PaymentNews.Paid> PaidAsync(long amount = 250_000)
    {
        var (request, session) = await StartedAsync(amount);
        Stripe.Pay(session);
        return Assert.IsType<PaymentNews.Paid>(await Payments.ConfirmAsync(request, session, default));
    }

    public RefundRequest RefundOf(PaymentNews.Paid paid, long amount) =>
        new(Guid.CreateVersion7(), "OCK7M492PXR1", "OCK7M492PX", paid.TransactionId, new Money(amount), paid.Amount, "Hết hàng", "can.bo", Clock.UtcNow(), Clock.UtcNow());

    /// <summary>As the endpoint would hand it on.</summary>
    public GatewayMessage Message(string body, string? header = null) =>
        new("POST", "", new Dictionary<string, string> { ["stripe-signature"] = header ?? StripeSigner.Header(body, Clock.GetUtcNow().ToUnixTimeSeconds(), WebhookSecret) }, body, Clock.UtcNow());

    public PaymentNotice Read(StripeEvent told) => Assert.Single(Payments.Verify(Message(told.Payload)).Value!);

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    /// <summary>Every word that was logged, at every level.</summary>
    internal sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception} {string.Join(' ', (state as IEnumerable<KeyValuePair<string, object?>> ?? []).Select(pair => $"{pair.Key}={pair.Value}"))}"));

        public void Dispose() { }
    }
}
