namespace Ocop.Market.Web.Health;

/// <summary>Finds the system's programs that the market calls.</summary>
public static class Programs
{
    /// <summary>The program's full path, from PATH or else from the folders given; null where it is not installed.</summary>
    public static string? Find(string name, params IEnumerable<string> otherFolders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(otherFolders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
