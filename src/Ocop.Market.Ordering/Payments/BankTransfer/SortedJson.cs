using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>
/// JSON as it was signed: names ascending, no spaces, numbers as they came. The serializers of the framework escape as neither JavaScript nor PHP does,
/// and one letter off is a forged message.
/// </summary>
internal static class SortedJson
{
    /// <param name="likePhp">Slashes and everything beyond ASCII escaped.</param>
    public static string Write(JsonElement value, bool likePhp = false)
    {
        var text = new StringBuilder();
        Write(text, value, likePhp);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, bool likePhp)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var (position, member) in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Index())
                {
                    if (position > 0) text.Append(',');
                    Write(text, member.Name, likePhp);
                    text.Append(':');
                    Write(text, member.Value, likePhp);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (position, item) in value.EnumerateArray().Index())
                {
                    if (position > 0) text.Append(',');
                    Write(text, item, likePhp);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                Write(text, value.GetString()!, likePhp);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Write(StringBuilder text, string words, bool likePhp)
    {
        text.Append('"');
        foreach (var letter in words)
        {
            _ = letter switch
            {
                '"' or '\\' => text.Append('\\').Append(letter),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '/' when likePhp => text.Append(@"\/"),
                < ' ' => Escaped(text, letter),
                > '~' when likePhp && letter != '\u007f' => Escaped(text, letter),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }

    private static StringBuilder Escaped(StringBuilder text, char letter) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
}
