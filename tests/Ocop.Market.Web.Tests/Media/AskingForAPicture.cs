using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Testing;
using Ocop.Market.Web.Media;
using Xunit;

namespace Ocop.Market.Web.Tests.Media;

public sealed class AskingForAPicture(AskingForAPicture.OnePicture site) : IClassFixture<AskingForAPicture.OnePicture>
{
    [Theory]
    [InlineData("400.webp", "image/webp")]
    [InlineData("600.webp", "image/webp")]
    [InlineData("400.jpg", "image/jpeg")]
    public async Task It_comes_to_stay(string size, string type)
    {
        var answer = await site.Visitor.GetAsync($"/media/{site.Key}-{size}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString().Replace("max-age=31536000, public", "public, max-age=31536000", StringComparison.Ordinal));
        Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync()).Length);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/media/{site.Key}-{size}");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await site.Visitor.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("{0}-401.webp")]
    [InlineData("{0}-400.png")]
    [InlineData("{0}-400.webp.jpg")]
    [InlineData("{0}-400")]
    [InlineData("00000000000000000000000000000000-400.webp")]
    [InlineData("{0}--400.webp")]
    [InlineData("..%2Fsecret.jpg")]
    [InlineData("..%2F..%2F..%2Fetc%2Fpasswd")]
    [InlineData("%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f-400.jpg")]
    [InlineData("secret.jpg")]
    [InlineData("unfinished/original")]
    public async Task What_is_not_there_is_not_found(string name) =>
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor.GetAsync("/media/" + string.Format(null, name, site.Key))).StatusCode);

    [Fact]
    public async Task Each_address_on_the_page_answers()
    {
        var page = Shown(new ProductPicture(site.Key, "Hộp \"chè\" <đinh>", 600, 750), eager: false);

        Assert.StartsWith("<picture><source type=\"image/webp\"", page, StringComparison.Ordinal);
        Assert.Contains("width=\"600\" height=\"750\"", page, StringComparison.Ordinal);
        Assert.Contains("loading=\"lazy\"", page, StringComparison.Ordinal);
        Assert.Contains("&quot;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<đinh>", page, StringComparison.Ordinal);
        var addresses = System.Text.RegularExpressions.Regex.Matches(page, "/media/[^ \"]+").Select(match => match.Value).ToList();
        Assert.Equal([$"/media/{site.Key}-400.webp", $"/media/{site.Key}-600.webp", $"/media/{site.Key}-600.jpg"], addresses);
        foreach (var address in addresses) Assert.Equal(HttpStatusCode.OK, (await site.Visitor.GetAsync(address)).StatusCode);
    }

    [Fact]
    public void The_first_photo_of_a_page_does_not_wait()
    {
        var page = Shown(new ProductPicture(site.Key, "Hộp chè", 600, 750), eager: true);
        Assert.Contains("fetchpriority=\"high\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lazy", page, StringComparison.Ordinal);
    }

    private static string Shown(ProductPicture picture, bool eager)
    {
        var output = new TagHelperOutput("product-picture", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        new ProductPictureTagHelper(HtmlEncoder.Default) { Picture = picture, Eager = eager }.Process(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);
        using var page = new StringWriter();
        output.WriteTo(page, HtmlEncoder.Default);
        return page.ToString();
    }

    /// <summary>A site that shows one picture and has a file beside it that is nobody's business.</summary>
    public sealed class OnePicture : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("ocop-media-").FullName;
        private WebApplication _site = null!;

        public string Key { get; private set; } = "";

        public HttpClient Visitor => _site.GetTestClient();

        public async ValueTask InitializeAsync()
        {
            var builder = WebApplication.CreateBuilder();
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton(TimeProvider.System).AddMedia(_folder);
            _site = builder.Build();
            _site.MapMedia();
            await _site.StartAsync();

            var photo = await TestPictures.JpegAsync(600, 750);
            using var prepared = (await _site.Services.GetRequiredService<MediaStore>().PrepareAsync(new MemoryStream(photo), CancellationToken.None)).Value!;
            await prepared.KeepAsync(CancellationToken.None);
            Key = prepared.Key;
            await File.WriteAllTextAsync(Path.Combine(_folder, "secret.jpg"), "not for you");
        }

        public async ValueTask DisposeAsync()
        {
            await _site.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
