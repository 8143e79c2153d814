namespace Ocop.Market.Data.Seeding;

/// <summary>Which version of a shipped file the tables hold. The row's write decides which of two starting hosts loads it.</summary>
public sealed class LoadedFile
{
    private LoadedFile() { }

    public LoadedFile(string name, string hash) => (Name, Hash) = (name, hash);

    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of the content.</summary>
    public string Hash { get; private set; } = "";
}
