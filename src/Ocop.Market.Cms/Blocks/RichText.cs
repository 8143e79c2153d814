using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Blocks;

/// <summary>
/// Words with markup. What an editor sends is read into a tree, and what is on the list is written anew from it; the old tree is never handed
/// on, so nothing of it can slip through a difference between two readers of HTML.
/// </summary>
public static class RichText
{
    public const int Longest = 200_000;
    private const int Deepest = 24;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly HashSet<string> Blocks = ["p", "h2", "h3", "ul", "ol", "blockquote"];
    private static readonly HashSet<string> Inline = ["strong", "em", "a", "br"];
    private static readonly Dictionary<string, string> Synonyms = new() { ["b"] = "strong", ["i"] = "em", ["h1"] = "h2", ["h4"] = "h3", ["h5"] = "h3", ["h6"] = "h3", ["div"] = "p" };

    // Their words are code or belong to another language than HTML: gone with all they hold.
    private static readonly HashSet<string> Poison =
    [
        "script", "style", "template", "noscript", "noframes", "noembed", "iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math", "textarea", "title",
        "xmp", "plaintext", "listing", "select", "option", "button", "input", "form", "head", "link", "meta", "base", "audio", "video", "canvas",
    ];

    /// <summary>Only what may be shown: paragraphs, two levels of headings, lists, quotations, bold, italics, links.</summary>
    public static string Clean(string html)
    {
        if (html.Length > Longest) html = html[..Longest];
        // Half of a surrogate pair makes Normalize throw.
        if (html.EnumerateRunes().Contains(Rune.ReplacementChar)) html = new string([.. html.Where(letter => !char.IsSurrogate(letter))]);
        var body = new HtmlParser().ParseDocument("").Body!;
        var writer = new Writer();
        foreach (var node in new HtmlParser().ParseFragment(html, body)) writer.Write(node, null, 0);
        return writer.End();
    }

    public static string FromPlain(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            html.Append("<p>").Append(Encoder.Encode(paragraph)).Append("</p>");
        return html.ToString();
    }

    /// <summary>The words alone; paragraphs parted by an empty line.</summary>
    public static string ToPlain(string html)
    {
        var body = new HtmlParser().ParseDocument("").Body!;
        var text = new StringBuilder();
        foreach (var node in new HtmlParser().ParseFragment(html, body)) Read(node);
        return string.Join("\n\n", text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(VietnameseText.Normalize).Where(line => line.Length > 0));

        void Read(INode node)
        {
            if (node is IText words) text.Append(words.Data.ReplaceLineEndings(" "));
            else if (node is IElement { LocalName: "br" }) text.Append(' ');
            else
            {
                foreach (var child in node.ChildNodes) Read(child);
                if (node is IElement { LocalName: "p" or "h2" or "h3" or "li" }) text.Append('\n');
            }
        }
    }

    /// <summary>An address of this site, the web, a mailbox or a telephone.</summary>
    public static bool IsSafeLink(string? link)
    {
        if (string.IsNullOrEmpty(link) || link.Length > 2000 || link.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter == '\\')) return false;
        if (link[0] == '#') return true;
        // "//evil.example" is another site, and browsers read a backslash as a slash.
        if (link[0] == '/') return link.Length == 1 || link[1] != '/';
        return Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" or "tel" && link.StartsWith(address.Scheme + ":", StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Writer
    {
        private readonly StringBuilder _html = new();
        private bool _paragraphIsOpen;

        public string End()
        {
            CloseParagraph();
            return _html.ToString();
        }

        public void Write(INode node, string? inside, int depth)
        {
            switch (node)
            {
                case IText { Data: var words } when inside is not ("ul" or "ol"):
                    if (inside is null && !_paragraphIsOpen && string.IsNullOrWhiteSpace(words)) return;
                    if (inside is null) OpenParagraph();
                    _html.Append(Encoder.Encode(words.Normalize(NormalizationForm.FormC)));
                    break;
                case IElement element when depth < Deepest && !Poison.Contains(element.LocalName) && element.NamespaceUri == "http://www.w3.org/1999/xhtml":
                    WriteElement(element, inside, depth);
                    break;
            }
        }

        private void WriteElement(IElement element, string? inside, int depth)
        {
            var name = Synonyms.GetValueOrDefault(element.LocalName, element.LocalName);
            if (name == "li" ? inside is not ("ul" or "ol") : inside is "ul" or "ol") name = "";
            // A paragraph in a paragraph is two for a browser, but one tree for us: only lists and quotations hold others.
            if (Blocks.Contains(name) && inside is not (null or "li" or "blockquote")) name = "";
            var start = _html.Length;
            switch (name)
            {
                case "br":
                    if (inside is null) OpenParagraph();
                    _html.Append("<br>");
                    return;
                case "a" when !IsSafeLink(element.GetAttribute("href")) || inside == "a":
                case "":
                    WriteChildren(element, inside, depth);
                    return;
                case "a":
                    if (inside is null) OpenParagraph();
                    _html.Append("<a href=\"").Append(Encoder.Encode(element.GetAttribute("href")!)).Append('"');
                    if (!element.GetAttribute("href")!.StartsWith('/')) _html.Append(" rel=\"noopener\"");
                    _html.Append('>');
                    break;
                case var inline when Inline.Contains(inline):
                    if (inside is null) OpenParagraph();
                    _html.Append('<').Append(name).Append('>');
                    break;
                case var block when Blocks.Contains(block) || block == "li":
                    if (inside is null) CloseParagraph();
                    start = _html.Length;
                    _html.Append('<').Append(name).Append('>');
                    break;
                default:
                    WriteChildren(element, inside, depth);
                    return;
            }

            var inner = _html.Length;
            WriteChildren(element, name, depth);
            // Nothing was left of what it held.
            if (inside is null && Blocks.Contains(name) && string.IsNullOrWhiteSpace(_html.ToString(inner, _html.Length - inner))) _html.Length = start;
            else _html.Append("</").Append(name).Append('>');
        }

        private void WriteChildren(IElement element, string? inside, int depth)
        {
            foreach (var child in element.ChildNodes) Write(child, inside, depth + 1);
        }

        private void OpenParagraph()
        {
            if (!_paragraphIsOpen) _html.Append("<p>");
            _paragraphIsOpen = true;
        }

        private void CloseParagraph()
        {
            if (_paragraphIsOpen) _html.Append("</p>");
            _paragraphIsOpen = false;
        }
    }
}
