using Ocop.Market.Cms.Blocks;
using Xunit;

namespace Ocop.Market.Tests.Cms;

public sealed class CleaningMarkup
{
    [Theory]
    [InlineData("<p>Chè <strong>Tân Cương</strong> &amp; <em>nước</em></p>", "<p>Chè <strong>Tân Cương</strong> &amp; <em>nước</em></p>")]
    [InlineData("<h1>To</h1><h4>Nhỏ</h4>", "<h2>To</h2><h3>Nhỏ</h3>")]
    [InlineData("lời <b>trần</b><p>đoạn</p>đuôi", "<p>lời <strong>trần</strong></p><p>đoạn</p><p>đuôi</p>")]
    [InlineData("<ul><li>một</li>rác<li><p>hai</p></li></ul>", "<ul><li>một</li><li><p>hai</p></li></ul>")]
    [InlineData("<a href=\"/san-pham/che\" onclick=\"x()\" target=_blank>chè</a>", "<p><a href=\"/san-pham/che\">chè</a></p>")]
    [InlineData("<a href='https://example.org/?a=1&b=2'>ngoài</a>", "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\">ngoài</a></p>")]
    [InlineData("<p></p><p> </p>", "")]
    public void What_may_be_shown_stays(string html, string expected)
    {
        Assert.Equal(expected, RichText.Clean(html));
        Assert.Equal(expected, RichText.Clean(RichText.Clean(html)));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<svg><p><style><img src=x onerror=alert(1)></style></svg>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"java&#x09;script:alert(1)\">x</a>")]
    [InlineData("<a href=\" \u0001javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>")]
    [InlineData("<a href=\"//evil.example\">x</a>")]
    [InlineData("<a href=\"/\\evil.example\">x</a>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<template><script>alert(1)</script></template>")]
    [InlineData("<form action=//evil.example><input autofocus onfocus=alert(1)></form>")]
    [InlineData("<p style=\"background:url(javascript:alert(1))\" onmouseover=alert(1)>x</p>")]
    [InlineData("<object data=\"javascript:alert(1)\"></object><embed src=x>")]
    [InlineData("<textarea><img src=x onerror=alert(1)></textarea><title><script>alert(1)</script></title>")]
    [InlineData("<xmp><script>alert(1)</script></xmp><plaintext><script>")]
    [InlineData("<<script>script>alert(1)</script>")]
    [InlineData("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("<a href=\"https://x.example/&quot;onmouseover=&quot;alert(1)\">x</a>")]
    public void Nothing_that_acts_gets_through(string html)
    {
        var clean = RichText.Clean(html);
        // Every tag that is left is one of ours, bare or with an address of its own.
        Assert.Matches(@"\A(?:[^<>]|</?(?:p|h2|h3|strong|em|ul|ol|li|blockquote)>|<br>|</a>|<a href=""(?:https?:|mailto:|tel:|/(?![/\\])|\#)[^""<>]*""(?: rel=""noopener"")?>)*\z", clean);
        Assert.Equal(clean, RichText.Clean(clean));
    }

    [Fact]
    public void Deep_and_broken_text_is_cut_not_followed()
    {
        Assert.NotNull(RichText.Clean(string.Concat(Enumerable.Repeat("<blockquote>", 5000)) + "x"));
        Assert.Equal("<p>chè</p>", RichText.Clean("<p>ch\ud800è</p>"));
    }

    [Fact]
    public void A_text_keeps_its_bare_words_beside_the_markup()
    {
        var block = Assert.IsType<TextBlock>(new TextBlock(Html: "<h2>Hái</h2><p>Một <strong>búp</strong>,<br>hai lá.</p><script>x</script>").Tidied());
        Assert.Equal("Hái\n\nMột búp, hai lá.", block.Text);
        Assert.Equal("<h2>Hái</h2><p>Một <strong>búp</strong>,<br>hai lá.</p>", block.Markup);
    }

    [Fact]
    public void Blocks_from_before_they_had_numbers_and_fields_are_read_as_ever()
    {
        var blocks = Block.ReadAll("""[{"type":"heading","text":"Một"},{"text":"Hai","type":"text"},{"type":"picture","art":"scene-doi-che","alt":"Đồi chè"},{"type":"quote","text":"Ba"}]""");
        Assert.Equal(["heading", "text", "picture", "quote"], blocks.Select(block => BlockKinds.Of(block).Alias));
        Assert.Equal(blocks.Select(block => block.Id), Block.ReadAll(Block.WriteAll(blocks)).Select(block => block.Id));
        Assert.Equal(4, blocks.Select(block => block.Id).Distinct().Count());
        Assert.Equal(("scene-doi-che", null, false), (((PictureBlock)blocks[2]).Art, ((PictureBlock)blocks[2]).Media, ((PictureBlock)blocks[2]).Decorative));
    }

    [Theory]
    [InlineData("IMG_2043.jpg", true)]
    [InlineData("DSC00012", true)]
    [InlineData("Đồi chè buổi sáng", false)]
    [InlineData("Anh Hai bên nong chè", false)]
    public void A_file_name_is_no_description(string alt, bool isFileName) => Assert.Equal(isFileName, AltWords.LookLikeAFileName(alt));
}
