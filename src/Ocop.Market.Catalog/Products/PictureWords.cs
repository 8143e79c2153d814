using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>What a picture shows, for whoever cannot see it.</summary>
public static class PictureWords
{
    private const int Longest = 250;

    public static Outcome<string> Checked(string alt)
    {
        var words = VietnameseText.Normalize(alt);
        if (words.Length == 0)
            return new Refusal("alt-missing", "alt", "Ảnh cần một câu mô tả cho người không nhìn thấy.", "The picture needs a description for people who cannot see it.");
        if (words.Length > Longest)
            return new Refusal("alt-too-long", "alt", $"Mô tả ảnh dài hơn {Longest} ký tự.", $"The description is longer than {Longest} characters.");
        if (AltText.SaysNothing(words))
            return new Refusal("alt-says-nothing", "alt",
                "Mô tả ảnh giống tên tệp. Hãy viết vài từ về điều thấy trong ảnh, ví dụ: “Hộp chè đinh và chén nước chè”.",
                "The description looks like a file name. Please say in a few words what the picture shows.");
        return words;
    }
}
