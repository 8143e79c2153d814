using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.Stripe;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

public sealed class SettingUpStripe
{
    private static readonly Uri Real = new("https://api.stripe.com");

    [Theory]
    [InlineData("sk_test_1", false)]
    [InlineData("rk_test_1", false)]
    [InlineData("sk_live_1", true)]
    [InlineData("rk_live_1", true)]
    public void A_key_and_a_secret_are_enough_and_the_key_says_whether_it_is_meant(string key, bool isLive)
    {
        var options = Set(AtStripe.Settings(key, Real, "whsec_1"));
        Assert.Equal((true, isLive, 20_000L, 300), (options.IsOffered, options.IsLive, options.MinAmountVnd, options.ToleranceSeconds));
    }

    [Fact]
    public void Without_a_key_it_is_not_offered_and_nothing_is_asked_for() => Assert.False(Set(AtStripe.Settings(null, Real)).IsOffered);

    [Theory]
    [InlineData("sk_test_1 ", "https://api.stripe.com", "whsec_1", "SecretKey holds white space")]
    [InlineData("sk_test_1\n", "https://api.stripe.com", "whsec_1", "SecretKey holds white space")]
    [InlineData("pk_test_1", "https://api.stripe.com", "whsec_1", "not a secret key")]
    [InlineData("sk_test_ệ", "https://api.stripe.com", "whsec_1", "not a secret key")]
    [InlineData("sk_test_1", "https://api.stripe.com", null, "WebhookSecrets is missing")]
    [InlineData("sk_test_1", "https://api.stripe.com", "", "WebhookSecrets is missing")]
    [InlineData("sk_test_1", "https://api.stripe.com", "whsec_1 ", "WebhookSecrets holds white space")]
    [InlineData("sk_test_1", "http://api.stripe.com", "whsec_1", "BaseAddress must be https")]
    [InlineData("sk_test_1", "ftp://127.0.0.1", "whsec_1", "BaseAddress must be https")]
    [InlineData("sk_test_1", "api.stripe.com", "whsec_1", "BaseAddress must be https")]
    public void A_slip_is_told_in_one_sentence_that_repeats_no_secret(string key, string address, string? secret, string words)
    {
        var settings = AtStripe.Settings(key, new Uri(address, UriKind.RelativeOrAbsolute), secret is null ? [] : [secret]);
        var failure = Assert.Single(Assert.Throws<OptionsValidationException>(() => Set(settings)).Failures);
        Assert.Contains(words, failure, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Trim(), failure, StringComparison.Ordinal);
        if (secret?.Trim() is { Length: > 0 } told) Assert.DoesNotContain(told, failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4410")]
    [InlineData("http://localhost:4410")]
    public void A_double_on_this_machine_may_stand_in(string address) => Assert.True(Set(AtStripe.Settings("sk_test_1", new Uri(address), "whsec_1")).IsOffered);

    [Fact]
    public async Task It_is_the_card_named_stripe()
    {
        await using var at = await AtStripe.OpenAsync();
        Assert.Equal((PaymentMethod.Card, "stripe"), (at.Payments.Method, at.Payments.Name));
    }

    private static StripeOptions Set(Microsoft.Extensions.Configuration.IConfiguration settings)
    {
        var services = new ServiceCollection().AddStripePayments();
        services.AddOptions<StripeOptions>().Bind(settings);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<StripeOptions>>().Value;
    }
}
