using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Sharing;
using Xunit;

namespace Ocop.Market.Web.Tests.Sharing;

public sealed partial class SharingALink(SharingALink.OneShop shop) : IClassFixture<SharingALink.OneShop>
{
    private const string PublicUrl = "https://cho.example";

    [Theory]
    [InlineData("/san-pham/che-dinh")]
    [InlineData("/en/san-pham/che-dinh")]
    [InlineData("/chu-the/htx-che-dinh")]
    [InlineData("/cau-chuyen/chuyen-che-dinh")]
    public async Task The_page_names_a_picture_of_its_own_and_the_picture_comes_to_stay(string page)
    {
        var html = await shop.Visitor.GetStringAsync(page);
        var address = Meta(html, "og:image");
        Assert.StartsWith($"{PublicUrl}{(page.StartsWith("/en", StringComparison.Ordinal) ? "/en" : "")}/chia-se{page.Replace("/en", "", StringComparison.Ordinal)}-", address, StringComparison.Ordinal);
        Assert.Equal(("image/png", "1200", "630", "summary_large_image"), (Meta(html, "og:image:type"), Meta(html, "og:image:width"), Meta(html, "og:image:height"), Meta(html, "twitter:card")));
        Assert.Contains("Chè Đinh", Meta(html, "og:image:alt"), StringComparison.Ordinal);
        Assert.Contains("Chè Đinh", Meta(html, "og:title"), StringComparison.Ordinal);
        Assert.DoesNotContain("sao", Meta(html, "og:title"), StringComparison.Ordinal);
        Assert.NotEmpty(Meta(html, "og:description"));

        var answer = await shop.Visitor.GetAsync(address[PublicUrl.Length..]);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalDays: 365 });
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        AssertIsDrawn(await answer.Content.ReadAsByteArrayAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, address[PublicUrl.Length..]);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await shop.Visitor.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/chia-se/san-pham/khong-co-0123456789abcdef.png")]
    [InlineData("/chia-se/chu-the/che-dinh-0123456789abcdef.png")]
    [InlineData("/chia-se/cau-chuyen/che-dinh-0123456789abcdef.png")]
    [InlineData("/chia-se/khac/che-dinh-0123456789abcdef.png")]
    [InlineData("/chia-se/san-pham/che-dinh.png")]
    [InlineData("/chia-se/san-pham/..%2F..%2Fmarket-0123456789abcdef.png")]
    [InlineData("/chia-se/san-pham/fonts.conf")]
    public async Task What_is_not_there_is_not_found(string address) => Assert.Equal(HttpStatusCode.NotFound, (await shop.Visitor.GetAsync(address)).StatusCode);

    [Fact]
    public async Task A_changed_name_has_a_new_address_and_the_old_one_leads_there()
    {
        var before = await AddressAsync(shop.Visitor, "/san-pham/mat-ong");
        var other = await shop.Visitor.GetAsync(Regex.Replace(before, "-[0-9a-f]{16}\\.png$", "-..%2F..%2Fsecret.png"));
        Assert.Equal((HttpStatusCode.Redirect, before), (other.StatusCode, other.Headers.Location!.ToString()));

        await shop.RenameAsync("mat-ong", "Mật ong bạc hà");
        var answer = await shop.Visitor.GetAsync(before);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.MaxAge < TimeSpan.FromHours(1));
        var after = answer.Headers.Location!.ToString();
        Assert.NotEqual(before, after);
        Assert.StartsWith("/chia-se/san-pham/mat-ong-", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await shop.Visitor.GetAsync(after)).StatusCode);
    }

    [Fact]
    public async Task Many_who_ask_at_once_get_one_drawing()
    {
        await shop.RenameAsync("mut-dua", "Mứt dừa lá dứa");
        var address = await AddressAsync(shop.Visitor, "/san-pham/mut-dua");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Visitor.GetByteArrayAsync(address)));
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        var folder = Path.Combine(shop.DataDirectory, "shared-pictures");
        Assert.Single(Directory.GetFiles(folder, $"{Hash().Match(address).Groups[1].Value}.png"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(folder, "unfinished")));
    }

    [Fact]
    public async Task Without_the_drawing_program_a_plain_picture_is_shown_for_a_moment()
    {
        await using var site = await MarketSite.OpenAsync(configure: services => services.AddSingleton(new PictureLimits { Memory = 1024 * 1024 }));
        await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè Đinh"));
        var visitor = site.Visitor();
        var answer = await visitor.GetAsync(await AddressAsync(visitor, "/san-pham/che-dinh"));
        Assert.Equal((HttpStatusCode.Redirect, "/icons/icon-512.png"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.True(answer.Headers.CacheControl!.MaxAge <= TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(answer.Headers.Location)).StatusCode);
    }

    [Theory]
    [InlineData("Trà <b>&\"'</b> ]]> Ô Long")]
    [InlineData("Nước mắm \u0001 nhĩ 🐟 cá cơm 龍")]
    public void Any_name_is_a_drawing_that_can_be_read(string name)
    {
        var texts = TextsOf(SharedPictureSvg.OfPack(new SharedWords(null, name, ["Hà Nội"], "Chợ"), new PackLook("jar", "che"), name));
        var letters = string.Concat(name.Where(letter => letter is > ' ' and < '\u2000'));
        Assert.Contains(letters, string.Concat(texts).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("🐟", string.Concat(texts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_end_is_cut_after_the_third_line_and_no_line_is_wider_than_its_column()
    {
        foreach (var name in new[] { string.Join(' ', Enumerable.Repeat("Nghêu trắng sấy", 20)), new string('W', 200), "Chè" })
        {
            var set = Lettering.Bold.Fit(name, 584, 300, 3, 84, 64, 52);
            Assert.InRange(set.Lines.Count, 1, 3);
            Assert.Equal(name.Length > 10, set.Lines[^1].EndsWith('…'));
            Assert.All(set.Lines, line => Assert.InRange(Lettering.Bold.WidthOf(line) * set.Size, 1, 584));
        }
    }

    [Fact]
    public void No_star_and_no_word_of_recognition_is_drawn()
    {
        // Lettering that would outlive the recognition on the pages of others.
        var page = new ProductPage(Guid.Empty, "a", "Chè Đinh OCOP 5 sao", null, null, false, default, null, null, null, null,
            new ProducerLine(Guid.Empty, "b", "HTX Hảo Đạt", ProducerKind.Cooperative, null, null), Catalog.Places.PlaceLine.Unknown, null);
        var texts = string.Concat(TextsOf(SharedPicture.Of(page, new Languages.Words(), new Start.SiteOptions()).Svg()));
        Assert.Contains("Chè Đinh", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("OCOP", texts, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sao", texts, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_pack_and_every_scene_can_be_drawn() => Assert.All(Drawings(), svg =>
    {
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        // What only a browser understands would be left out of the picture without a word.
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<symbol", svg, StringComparison.Ordinal);
    });

    [Fact]
    public void Another_drawing_has_another_recipe()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var svg in Drawings()) hash.AppendData(Encoding.UTF8.GetBytes(svg));
        foreach (var font in Lettering.Bold.Fonts.Concat(Lettering.Medium.Fonts)) hash.AppendData(font.TrueType);
        // Failed? Other sites keep the old picture for a year: raise SharedPicture.Recipe, then write both down here.
        Assert.Equal(("ocop-shared-1", "cc28a55701b31bc4"), (SharedPicture.Recipe, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))));
    }

    private static IEnumerable<string> Drawings()
    {
        var words = new SharedWords("Thực phẩm", "Chè", ["Hà Nội"], "Chợ");
        string[] hues = ["che", "ca-phe", "trai", "bien", "mam", "gao", "do-uong", "duoc-lieu", "thu-cong", "sinh-vat-canh", "du-lich", "thuc-pham"];
        string[] shapes = ["jar", "bag", "bottle", "box", "cloth", "basket", "bonsai", "house", "tin", "bundle"];
        var scenes = Directory.GetFiles(Path.Combine(Repository.Root, "wwwroot", "art"), "scene-*.svg").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        return [
            .. shapes.Select(shape => SharedPictureSvg.OfPack(words, new PackLook(shape, "che"), "Chè")), .. hues.Select(hue => SharedPictureSvg.OfPack(words, new PackLook("jar", hue), "Chè")),
            .. scenes.Select(scene => SharedPictureSvg.OfScene(words, scene!)), SharedPictureSvg.OfShelf(words),
        ];
    }

    private static IEnumerable<string> TextsOf(string svg) => XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);

    private static async Task<string> AddressAsync(HttpClient visitor, string page) => new Uri(Meta(await visitor.GetStringAsync(page), "og:image")).PathAndQuery;

    private static string Meta(string html, string name) =>
        WebUtility.HtmlDecode(Regex.Match(html, $"""<meta (?:property|name)="{name}" content="([^"]*)">""").Groups[1].Value);

    /// <summary>PNG, specification of 2003: the header's size, and rows of pixels in which something can be seen.</summary>
    private static void AssertIsDrawn(byte[] png)
    {
        Assert.Equal((1200, 630), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + 8, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)));
        packed.Position = 0;
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        var row = new byte[1 + 1200 * 3];
        var changes = 0;
        for (var y = 0; y < 630; y++)
        {
            rows.ReadExactly(row);
            // Where a row is nothing but one colour, its filter leaves zeros behind the first pixel.
            if (row.AsSpan(4).ContainsAnyExcept((byte)0)) changes++;
        }

        Assert.InRange(changes, 300, 630);
    }

    [GeneratedRegex(@"-([0-9a-f]{16})\.png$")]
    private static partial Regex Hash();

    public sealed class OneShop : IAsyncLifetime
    {
        private MarketSite _site = null!;

        public HttpClient Visitor { get; private set; } = null!;

        public string DataDirectory => _site.DataDirectory;

        public async ValueTask InitializeAsync()
        {
            _site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Site:PublicUrl"] = PublicUrl });
            await _site.InScopeAsync(async scope =>
            {
                foreach (var name in new[] { "Mật ong", "Mứt dừa" }) await SomeGoods.AddAsync(scope, name);
                var tea = await SomeGoods.AddAsync(scope, "Chè Đinh");
                var (db, now) = (scope.GetRequiredService<MarketDb>(), scope.GetRequiredService<TimeProvider>().UtcNow());
                var story = new Document(DocumentTypes.Story, "chuyen-che-dinh", "vi", now);
                story.Publish(story.AddRevision("Chuyện Chè Đinh", "Từ đồi chè.", [new TextBlock("Một câu chuyện thử.")], "test", now), now);
                db.Documents.Add(story);
                db.StoryLinks.Add(new StoryLink(story.Id, tea.Id, tea.ProducerId, "19", "scene-doi-che", false));
                await db.SaveChangesAsync();
            });
            Visitor = _site.Visitor();
        }

        public Task RenameAsync(string slug, string name) => _site.InScopeAsync(scope =>
            scope.GetRequiredService<MarketDb>().Products.Where(product => product.Slug == slug).ExecuteUpdateAsync(set => set.SetProperty(product => product.Name, name)));

        public ValueTask DisposeAsync() => _site.DisposeAsync();
    }
}
