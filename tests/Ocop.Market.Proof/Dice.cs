using System.Globalization;
using Xunit;

namespace Ocop.Market.Proof;

internal static class Dice
{
    /// <summary>Its seed is printed; OCOP_PROOF_SEED throws the same again.</summary>
    public static Random Roll(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable("OCOP_PROOF_SEED") is { } wished ? int.Parse(wished, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"OCOP_PROOF_SEED={seed}");
        return new Random(seed);
    }
}
