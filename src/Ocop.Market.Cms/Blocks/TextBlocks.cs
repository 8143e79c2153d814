using System.Text.Json.Serialization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Blocks;

public sealed record HeadingBlock(string Text) : Block
{
    public const int Longest = 200;

    [JsonIgnore]
    public override string Words => Text;

    public override Block Tidied() => this with { Text = VietnameseText.Normalize(Text ?? "") };

    public override IEnumerable<BlockFault> Faults()
    {
        if (Text.Length == 0) yield return new("text", "BlockEmpty", "Tiêu đề này còn trống.", "This heading is empty.");
        if (Text.Length > Longest) yield return new("text", "TooLong", $"Tiêu đề dài quá {Longest} chữ.", $"The heading is longer than {Longest} letters.");
    }
}

/// <param name="Text">The bare words; an empty line begins a new paragraph.</param>
/// <param name="Html">Marked up, of the allowed list only; null where the words are plain.</param>
public sealed record TextBlock(string Text = "", string? Html = null) : Block
{
    public const int Longest = 50_000;

    [JsonIgnore]
    public IEnumerable<string> Paragraphs => Text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Safe to be put into a page as it is: cleaned again, whatever the database holds.</summary>
    [JsonIgnore]
    public string Markup => Html is null ? RichText.FromPlain(Text) : RichText.Clean(Html);

    [JsonIgnore]
    public override string Words => Text;

    public override Block Tidied()
    {
        if (Html is null) return this with { Text = (Text ?? "").ReplaceLineEndings("\n").Trim() };
        var clean = RichText.Clean(Html);
        return this with { Html = clean, Text = RichText.ToPlain(clean) };
    }

    public override IEnumerable<BlockFault> Faults()
    {
        if (Text.Length == 0) yield return new("text", "BlockEmpty", "Đoạn này còn trống.", "This text is empty.");
        if (Text.Length > Longest || Html?.Length > RichText.Longest) yield return new("text", "TooLong", "Đoạn này quá dài; bạn hãy chia thành nhiều đoạn.", "This text is too long; please divide it.");
    }
}

public sealed record QuoteBlock(string Text, string? Source = null) : Block
{
    public const int Longest = 1000;

    [JsonIgnore]
    public override string Words => Text;

    public override Block Tidied() => this with { Text = VietnameseText.Normalize(Text ?? ""), Source = Tidy.OrNull(Source) };

    public override IEnumerable<BlockFault> Faults()
    {
        if (Text.Length == 0) yield return new("text", "BlockEmpty", "Lời trích còn trống.", "The quote is empty.");
        if (Text.Length > Longest) yield return new("text", "TooLong", $"Lời trích dài quá {Longest} chữ.", $"The quote is longer than {Longest} letters.");
    }
}

public sealed record TableBlock(IReadOnlyList<IReadOnlyList<string>> Rows, bool HasHeader = true, string? Caption = null) : Block
{
    public const int MostRows = 200, MostColumns = 12;

    [JsonIgnore]
    public override string Words => string.Join('\n', Rows.Select(row => string.Join(" | ", row)));

    /// <summary>Every row as wide as the widest.</summary>
    public override Block Tidied()
    {
        var rows = Rows ?? [];
        var width = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        return this with
        {
            Caption = Tidy.OrNull(Caption),
            Rows = [.. rows.Select(row => (IReadOnlyList<string>)[.. Enumerable.Range(0, width).Select(column => column < row.Count ? VietnameseText.Normalize(row[column]) : "")])],
        };
    }

    public override IEnumerable<BlockFault> Faults()
    {
        if (Rows.All(row => row.All(cell => cell.Length == 0))) yield return new("rows", "BlockEmpty", "Bảng còn trống.", "The table is empty.");
        if (Rows.Count > MostRows || Rows.Any(row => row.Count > MostColumns))
            yield return new("rows", "TooLong", $"Bảng nhiều nhất {MostRows} hàng, {MostColumns} cột.", $"A table has {MostRows} rows and {MostColumns} columns at most.");
    }
}

internal static class Tidy
{
    public static string? OrNull(string? text) => VietnameseText.Normalize(text ?? "") is { Length: > 0 } words ? words : null;
}
