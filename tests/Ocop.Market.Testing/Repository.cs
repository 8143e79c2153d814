namespace Ocop.Market.Testing;

public static class Repository
{
    /// <summary>The folder with the solution, found from where the tests run.</summary>
    public static readonly string Root = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Ocop.Market.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new InvalidOperationException("Ocop.Market.sln was not found above the test program.");
}
