using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Bundles;

/// <summary>Waits: taken in as a draft whose first step is done; somebody else takes the second.</summary>
public enum BundleResult { Made, Changed, Waits, Same, Refused }

/// <param name="Kind">"picture", "document", "redirect".</param>
/// <param name="Why">Of a refusal.</param>
public sealed record BundleLine(string Kind, string Name, BundleResult Result, Refusal? Why = null);

/// <summary>What an import did, or would do, with each thing in the bundle.</summary>
public sealed record BundleReport(IReadOnlyList<BundleLine> Lines)
{
    public int Count(BundleResult result) => Lines.Count(line => line.Result == result);

    public bool IsClean => Count(BundleResult.Refused) == 0;
}
