namespace Ocop.Market.Catalog.Livestreams;

public enum LivestreamPlatform { TikTok, Facebook, Shopee, YouTube, Zalo }

/// <summary>The platforms whose links are taken, told by their host: a link that leads anywhere else could be anybody's.</summary>
public static class LivestreamPlatforms
{
    private const int LongestAddress = 500;

    private static readonly (string Host, LivestreamPlatform Platform)[] Hosts =
    [
        ("tiktok.com", LivestreamPlatform.TikTok), ("facebook.com", LivestreamPlatform.Facebook), ("fb.watch", LivestreamPlatform.Facebook), ("fb.com", LivestreamPlatform.Facebook),
        ("shopee.vn", LivestreamPlatform.Shopee), ("shp.ee", LivestreamPlatform.Shopee), ("youtube.com", LivestreamPlatform.YouTube), ("youtu.be", LivestreamPlatform.YouTube),
        ("zalo.me", LivestreamPlatform.Zalo), ("zalo.vn", LivestreamPlatform.Zalo),
    ];

    // A platform's own doors to everywhere: whoever follows l.facebook.com or youtube.com/redirect lands where the link's maker wished.
    private static readonly string[] DoorHosts = ["l.facebook.com", "lm.facebook.com"], DoorPaths = ["/l.php", "/flx/", "/redirect", "/attribution_link", "/link/"];

    /// <summary>The link in what was pasted: shared text has words around it, and people leave https out.</summary>
    private static string Linked(string? typed)
    {
        var words = (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var link = words.FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal)) ?? (words is [var only] ? only : "");
        return link.Contains("://", StringComparison.Ordinal) ? link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? $"https{link[4..]}" : link : $"https://{link}";
    }

    /// <summary>The platform and the address as it is written into pages and calendars: ASCII, no spaces. Null where it is no link of the web, carries a name or a port, or leads to none of them.</summary>
    public static (LivestreamPlatform Platform, string Address)? Of(string? typed)
    {
        if (!Uri.TryCreate(Linked(typed), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || !uri.IsDefaultPort || uri.AbsoluteUri.Length > LongestAddress) return null;
        if (DoorHosts.Contains(uri.IdnHost) || DoorPaths.Any(path => uri.AbsolutePath.StartsWith(path, StringComparison.OrdinalIgnoreCase))) return null;
        foreach (var (host, platform) in Hosts)
            if (uri.IdnHost == host || uri.IdnHost.EndsWith("." + host, StringComparison.Ordinal)) return (platform, uri.AbsoluteUri);
        return null;
    }
}
