namespace Ocop.Market.Cms.Media;

/// <summary>Renditions that wait for the row that names them. What is not kept is gone when this is disposed.</summary>
public sealed class PreparedPicture : IDisposable
{
    internal const string FinishedName = "finished";

    private readonly string _workshop;
    private readonly string _home;

    internal PreparedPicture(string key, PictureSize size, string workshop, string home) => (Key, Size, _workshop, _home) = (key, size, workshop, home);

    public string Key { get; }

    public PictureSize Size { get; }

    /// <summary>
    /// All sizes appear at once, by one rename. Call it last before the commit: should the commit fail, files without a row harm nobody,
    /// and the next try finds them.
    /// </summary>
    public void Keep()
    {
        if (Directory.Exists(_home)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(_home)!);
        try
        {
            Directory.Move(Path.Combine(_workshop, FinishedName), _home);
        }
        catch (IOException) when (Directory.Exists(_home))
        {
            // Another process kept the same picture in this moment; same key, same bytes.
        }
    }

    public void Dispose() => Directory.Delete(_workshop, recursive: true);
}
