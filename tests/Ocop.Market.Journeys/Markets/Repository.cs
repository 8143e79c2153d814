namespace Ocop.Market.Journeys.Markets;

/// <summary>Where this repository lies, seen from the built test.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>The program as it was built beside the tests, in the same configuration.</summary>
    public static readonly string Program = Path.Combine(Root, "src", "Ocop.Market.Web", "bin",
        Path.GetRelativePath(Path.Combine(Root, "tests", "Ocop.Market.Journeys", "bin"), AppContext.BaseDirectory), "Ocop.Market.Web.dll");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ocop.Market.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No Ocop.Market.sln above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
