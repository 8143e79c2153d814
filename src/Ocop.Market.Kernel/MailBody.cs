using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ocop.Market.Kernel;

/// <summary>
/// One mail written twice at once, as text and as HTML. Mail programs know neither stylesheets nor flex: hence the table and the
/// inline styles. Every value is encoded on its way in.
/// </summary>
public sealed class MailBody(string title, string language = "vi")
{
    // The default encoder would write every ư as a number.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();

    public string Text => _text.ToString().TrimEnd() + "\n";

    public string Html =>
        $"""
         <!doctype html>
         <html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(title)}</title></head>
         <body style="margin:0;padding:16px;background:#f6f2e7;color:#20261f;font:16px/1.5 'Be Vietnam Pro',Arial,sans-serif">
         <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
         <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-top:4px solid #124a2f"><tr><td style="padding:24px">
         <h1 style="margin:0 0 16px;font-size:20px;line-height:1.3;color:#124a2f">{Encode(title)}</h1>
         {_html}</td></tr></table></td></tr></table>
         </body></html>

         """;

    public MailBody Say(string sentence)
    {
        _text.Append(sentence).Append("\n\n");
        _html.Append("<p style=\"margin:0 0 16px\">").AppendJoin("<br>", sentence.Split('\n').Select(Encode)).Append("</p>\n");
        return this;
    }

    /// <summary>Rows of two columns: goods and their price, a label and its value; or nothing on the right.</summary>
    public MailBody List(IEnumerable<(string Left, string Right)> rows)
    {
        _html.Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 16px\">\n");
        foreach (var (left, right) in rows)
        {
            _text.Append("- ").Append(left).Append(right.Length > 0 ? ": " : "").Append(right).Append('\n');
            _html.Append("<tr><td style=\"padding:6px 12px 6px 0;border-bottom:1px solid #e2dccb\">").Append(Encode(left))
                .Append("</td><td align=\"right\" style=\"padding:6px 0;border-bottom:1px solid #e2dccb\">").Append(Encode(right)).Append("</td></tr>\n");
        }

        _text.Append('\n');
        _html.Append("</table>\n");
        return this;
    }

    public MailBody Link(string words, string address)
    {
        _text.Append(words).Append(":\n").Append(address).Append("\n\n");
        _html.Append("<p style=\"margin:0 0 16px\"><a href=\"").Append(Encode(address))
            .Append("\" style=\"display:inline-block;padding:12px 20px;background:#124a2f;color:#ffffff;text-decoration:none\">").Append(Encode(words)).Append("</a></p>\n");
        return this;
    }

    private static string Encode(string value) => Encoder.Encode(value);
}
