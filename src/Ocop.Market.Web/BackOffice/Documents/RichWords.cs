using System.Text.Json;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>What the toolbar of a text field says, for the script that draws it.</summary>
public static class RichWords
{
    public static string Json(Words words, string label) => JsonSerializer.Serialize(new
    {
        label,
        toolbar = words["Định dạng chữ", "Formatting"],
        bold = words["Đậm", "Bold"],
        italic = words["Nghiêng", "Italic"],
        heading = words["Tiêu đề nhỏ", "Small heading"],
        bulletList = words["Gạch đầu dòng", "List"],
        orderedList = words["Danh sách đánh số", "Numbered list"],
        blockquote = words["Trích lời", "Quotation"],
        link = words["Liên kết", "Link"],
        address = words["Địa chỉ của liên kết", "Address of the link"],
    });
}
