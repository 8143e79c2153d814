using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Payments.Stripe;

/// <summary>Stripe's own package for Node.js: it signs and reads as others do, and was written by neither us nor the double.</summary>
internal static class StripePackage
{
    public static Task<string> SignAsync(string payload, string secret, long timestamp) => AskAsync(new { @do = "sign", payload, secret, timestamp });

    /// <returns>The event's id, or what is wrong with it.</returns>
    public static Task<string> ReadAsync(string payload, string header, string secret, long timestamp) => AskAsync(new { @do = "read", payload, header, secret, timestamp });

    /// <summary>Opens a Checkout Session with these parameters, as JSON has them.</summary>
    public static Task<string> OpenAsync(Uri address, string secret, string version, object session) => AskAsync(new { @do = "open", address, secret, version, session });

    private static async Task<string> AskAsync(object asked)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "Ocop.Market.Tests", "Payments", "Stripe", "stripe-package.mjs")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        var told = node.StandardOutput.ReadToEndAsync();
        var trouble = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(asked));
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await trouble);
        return await told;
    }
}
