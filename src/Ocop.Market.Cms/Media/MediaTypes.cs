namespace Ocop.Market.Cms.Media;

public static class MediaTypes
{
    /// <summary>By the ending, which is ours.</summary>
    public static string Of(string name) => Path.GetExtension(name) switch
    {
        ".jpg" => "image/jpeg",
        ".webp" => "image/webp",
        ".avif" => "image/avif",
        _ => "application/octet-stream",
    };
}
