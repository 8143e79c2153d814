using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ocop.Market.Journeys.Mails;

/// <summary>As much of a mail as its reader sees: who, about what, the plain words and the HTML.</summary>
public sealed partial record Letter(string To, string Subject, string Text, string Html)
{
    public string Link => Address().Match(Text) is { Success: true } link ? link.Value : throw new InvalidOperationException($"No link in “{Subject}”.");

    /// <summary>Reads what a mail program must: folded headers, encoded words, nested parts, base64 and quoted-printable.</summary>
    public static Letter Read(string raw)
    {
        var whole = Part.Read(raw.ReplaceLineEndings("\n"));
        var leaves = whole.Leaves().ToList();
        return new Letter(whole.Header("To"), whole.Header("Subject"), Body("text/plain"), Body("text/html"));

        string Body(string type) => leaves.Single(part => part.Header("Content-Type").StartsWith(type, StringComparison.OrdinalIgnoreCase)).Decoded();
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();

    private sealed record Part(IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public static Part Read(string raw)
        {
            var end = raw.IndexOf("\n\n", StringComparison.Ordinal);
            var head = Folded().Replace(raw[..end], " ");
            var headers = head.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2))
                .ToDictionary(pair => pair[0].Trim(), pair => Spelled(pair[1].Trim()), StringComparer.OrdinalIgnoreCase);
            return new Part(headers, raw[(end + 2)..]);
        }

        public string Header(string name) => Headers.GetValueOrDefault(name, "");

        public IEnumerable<Part> Leaves()
        {
            if (Boundary().Match(Header("Content-Type")) is not { Success: true } boundary) return [this];
            return Body.Split($"--{boundary.Groups["mark"].Value}").Skip(1).SkipLast(1).Select(part => Read(part.TrimStart('\n'))).SelectMany(part => part.Leaves());
        }

        public string Decoded() => Header("Content-Transfer-Encoding").ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(Body)),
            "quoted-printable" => Unquoted(Body.Replace("=\n", "", StringComparison.Ordinal)),
            _ => Body,
        };

        // =?utf-8?B?…?= and =?utf-8?Q?…?=; white space between two of them is not part of the words.
        private static string Spelled(string value) => EncodedWord().Replace(BetweenWords().Replace(value, "?="), word =>
            word.Groups["way"].Value is "B" or "b"
                ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value))
                : Unquoted(word.Groups["text"].Value.Replace('_', ' ')));

        private static string Unquoted(string text)
        {
            var bytes = new List<byte>();
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] != '=')
                {
                    bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
                    continue;
                }

                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }

            return Encoding.UTF8.GetString([.. bytes]);
        }
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex("boundary=\"?(?<mark>[^\";\\s]+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?(?<way>[bq])\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+(?==\?)")]
    private static partial Regex BetweenWords();
}
