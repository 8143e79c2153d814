using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Kernel;

public sealed class FoldingVietnamese
{
    [Theory]
    [InlineData("Đắk Lắk", "dak lak")]
    [InlineData("hoà", "hoa")]
    [InlineData("hòa", "hoa")]
    [InlineData("CÀ  PHÊ\tRang", "ca phe rang")]
    [InlineData("Thuỷ", "thuy")]
    public void Leaves_the_bare_letters(string text, string folded) => Assert.Equal(folded, VietnameseText.Fold(text));

    [Theory]
    [InlineData("Chè Đinh Tân Cương", "che-dinh-tan-cuong")]
    [InlineData("  Mật ong (chai 500 ml)  ", "mat-ong-chai-500-ml")]
    public void Makes_addresses(string text, string slug) => Assert.Equal(slug, VietnameseText.Slug(text));

    [Fact]
    public void Survives_half_a_character() => Assert.Equal("che", VietnameseText.Fold("chè\ud83d"));
}
