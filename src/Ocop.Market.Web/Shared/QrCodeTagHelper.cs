using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace Ocop.Market.Web.Shared;

/// <summary><c>&lt;qr-code text="…" label="…" /&gt;</c>: drawn as one path, with the least redundancy, because screens do not tear; <c>paper</c> asks for more. Ground and ink come from the stylesheet, quiet zone included.</summary>
[HtmlTargetElement("qr-code", TagStructure = TagStructure.WithoutEndTag)]
public sealed class QrCodeTagHelper : TagHelper
{
    public string Text { get; set; } = "";

    public string Label { get; set; } = "";

    public bool Paper { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        using var code = QRCodeGenerator.GenerateQrCode(Text, Paper ? QRCodeGenerator.ECCLevel.M : QRCodeGenerator.ECCLevel.L);
        var size = code.ModuleMatrix.Count.ToString(CultureInfo.InvariantCulture);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "qr");
        output.Attributes.SetAttribute("viewBox", $"0 0 {size} {size}");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.SetHtmlContent($"<path d=\"{PathOf(code)}\"/>");
    }

    // Neighbours in a row are one bar: a third of the bytes of single squares.
    private static string PathOf(QRCodeData code)
    {
        var path = new StringBuilder();
        for (var row = 0; row < code.ModuleMatrix.Count; row++)
            for (var column = 0; column < code.ModuleMatrix.Count; column++)
            {
                if (!code.ModuleMatrix[row][column]) continue;
                var start = column;
                while (column + 1 < code.ModuleMatrix.Count && code.ModuleMatrix[row][column + 1]) column++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {row}h{column - start + 1}v1H{start}z");
            }

        return path.ToString();
    }
}
