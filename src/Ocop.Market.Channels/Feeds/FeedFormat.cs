using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Feeds;

/// <summary>The syntax of one platform: how items become a file, and which ids a stranger reads in it.</summary>
public abstract record FeedFormat(string Name, string Ending, string ContentType)
{
    public static readonly FeedFormat Google = new GoogleFormat(), Meta = new MetaFormat();

    public static readonly IReadOnlyList<FeedFormat> All = [Google, Meta];

    /// <summary>How many items were written.</summary>
    public abstract Task<int> WriteAsync(Stream stream, FeedShop shop, IAsyncEnumerable<FeedItem> items, CancellationToken cancel);

    /// <exception cref="XmlException">It is no such file.</exception>
    /// <exception cref="InvalidDataException">Neither.</exception>
    public abstract IAsyncEnumerable<string> IdsAsync(string file, CancellationToken cancel);

    internal static string Dong(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount} VND");

    /// <summary>At a space where there is one in the second half.</summary>
    internal static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = text.LastIndexOf(' ', longest);
        return text[..(end > longest / 2 ? end : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)].TrimEnd();
    }

    /// <summary>XML 1.0 forbids most control characters even as references, and no platform shows them.</summary>
    internal static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(IsAllowed));

    private static bool IsAllowed(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);

    private sealed record GoogleFormat() : FeedFormat("google", "xml", "application/rss+xml; charset=utf-8")
    {
        public override Task<int> WriteAsync(Stream stream, FeedShop shop, IAsyncEnumerable<FeedItem> items, CancellationToken cancel) => GoogleFeedWriter.WriteAsync(stream, shop, items, cancel);

        public override async IAsyncEnumerable<string> IdsAsync(string file, [EnumeratorCancellation] CancellationToken cancel)
        {
            await using var stream = File.OpenRead(file);
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, Async = true });
            while (await xml.ReadAsync())
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "id", NamespaceURI: GoogleFeedWriter.Google }) yield return await xml.ReadElementContentAsStringAsync();
        }
    }

    private sealed record MetaFormat() : FeedFormat("meta", "csv", "text/csv; charset=utf-8")
    {
        public override Task<int> WriteAsync(Stream stream, FeedShop shop, IAsyncEnumerable<FeedItem> items, CancellationToken cancel) => MetaFeedWriter.WriteAsync(stream, items, cancel);

        public override async IAsyncEnumerable<string> IdsAsync(string file, [EnumeratorCancellation] CancellationToken cancel)
        {
            using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var line = 0;
            await foreach (var row in CsvText.ReadAsync(text).WithCancellation(cancel))
            {
                if (row.HasBadQuotes || row.Cells.Length != MetaFeedWriter.Columns.Count) throw new InvalidDataException($"Line {row.Line} of the feed cannot be read back.");
                if (line++ > 0) yield return row.Cells[0];
            }
        }
    }
}
