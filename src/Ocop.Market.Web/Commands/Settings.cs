namespace Ocop.Market.Web.Commands;

/// <summary>
/// Settings among the words of a command: "--DataDirectory DIR", "--Site:Demo=true". Only known ones pass: a misspelt flag taken for
/// a setting would let "--dry-rum" write.
/// </summary>
internal static class Settings
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "DataDirectory", "Database", "ConnectionStrings", "Site", "Mail", "Media", "Jobs", "Ordering", "Payments", "Shipping", "RateLimits", "Proxy", "Logging",
        "Urls", "AllowedHosts", "Environment", "ContentRoot",
    };

    public static bool LooksLikeOne(string word) => word.StartsWith('-') || word.StartsWith('/') || word.Contains('=', StringComparison.Ordinal);

    /// <summary>The first word that is neither a known setting nor its value; null when all are.</summary>
    public static string? FirstUnknown(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var end = word.AsSpan().IndexOfAny(':', '=');
            var root = (end < 0 ? word : word[..end]).TrimStart('-');
            if (!word.StartsWith("--", StringComparison.Ordinal) || !Known.Contains(root)) return word;
            if (!word.Contains('=', StringComparison.Ordinal) && ++i == words.Count) return word;
        }

        return null;
    }
}
