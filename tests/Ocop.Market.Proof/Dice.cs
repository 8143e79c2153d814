using System.Globalization;
using Xunit;

namespace Ocop.Market.Proof;

internal static class Dice
{
    /// <summary>Its seed is printed; OCOP_PROOF_SEED throws the same again.</summary>
    /// <param name="usual">The seed where none is wished for; null for a new one each time.</param>
    public static Random Roll(ITestOutputHelper output, int? usual = null)
    {
        var seed = Environment.GetEnvironmentVariable("OCOP_PROOF_SEED") is { } wished ? int.Parse(wished, CultureInfo.InvariantCulture) : usual ?? Random.Shared.Next();
        output.WriteLine($"OCOP_PROOF_SEED={seed}");
        return new Random(seed);
    }
}
