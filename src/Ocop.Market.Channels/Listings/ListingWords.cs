using System.Globalization;
using System.Text;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Feeds;

namespace Ocop.Market.Channels.Listings;

/// <summary>Title and text of a product for outside platforms. The one place that writes the OCOP line: no platform has a field for stars.</summary>
public static class ListingWords
{
    /// <summary>"OCOP 4 sao, Quyết định số …, tỉnh …"; null without a decision that is valid on the day.</summary>
    public static string? OcopLine(Good good) => good.Decision is not { } decision ? null
        : string.Join(", ", new[] { $"OCOP {decision.Stars} sao", decision.Number is { Length: > 0 } number ? $"Quyết định số {number}" : null, good.Province }.OfType<string>());

    /// <summary>The name, its stars and pack; where a platform wants more letters, where it comes from and who makes it. Never padded with signs.</summary>
    public static string Title(Good good, OutsideLimits limits)
    {
        var title = Clean(good.Name) + (good.Decision is { } decision ? $" OCOP {decision.Stars} sao" : "");
        foreach (var more in new[] { good.Variants == 1 ? good.Pack : null, good.Brand, good.Commune, good.Province, "Đặc sản Việt Nam" }.OfType<string>().Select(Clean))
        {
            if (Letters(title) >= limits.ShortestTitle && more != good.Pack) break;
            if (more.Length > 0 && !title.Contains(more, StringComparison.OrdinalIgnoreCase)) title = $"{title} {more}";
        }

        return Fit(title, limits);
    }

    public static IReadOnlyList<string> Text(Good good, OutsideLimits limits)
    {
        var all = new[] { OcopLine(good) }.OfType<string>().Concat(good.Description.Split('\n')).Select(Clean).Where(paragraph => paragraph.Length > 0);
        var (kept, left) = (new List<string>(), limits.LongestDescription);
        foreach (var paragraph in all)
        {
            var cut = FeedFormat.Cut(paragraph, Math.Min(paragraph.Length, Math.Max(0, left)));
            if (cut.Length == 0) break;
            kept.Add(cut);
            left -= cut.Length + 20;
        }

        return kept;
    }

    private static string Fit(string title, OutsideLimits limits)
    {
        while (Letters(title) > limits.LongestTitle || (limits.TitleBytes is { } bytes && Encoding.UTF8.GetByteCount(title) > bytes))
        {
            var end = title.LastIndexOf(' ');
            title = end > 0 ? title[..end] : title[..^1];
        }

        return title;
    }

    private static int Letters(string text) => new StringInfo(text).LengthInTextElements;

    private static string Clean(string text) => string.Join(' ', FeedFormat.Clean(text).Normalize().Replace('\u00a0', ' ').Where(sign => !char.IsControl(sign) && CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.Format).Aggregate(new StringBuilder(), (all, sign) => all.Append(sign)).ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
