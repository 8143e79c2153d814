using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Media;

public sealed class SendingAPhoto
{
    private static readonly Scope Commune = Scope.Commune("19", "05542");
    private static readonly HeldRole Officer = new(Role.Officer, Commune);

    [Fact]
    public async Task In_pieces_ends_as_a_picture_of_the_library_that_everybody_sees()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (mine, others) = ((await site.SignedInAsync(Officer)).Cookie("me")!, (await site.SignedInAsync(Officer)).Cookie("me")!);
        // Larger than any other request of the site may be.
        byte[] photo = [.. TestPictures.WithGps(await TestPictures.JpegAsync(1500, 1200)), .. new byte[1 << 20]];

        using var opened = await AskAsync(http, HttpMethod.Post, "/tai-anh", mine, ("Upload-Length", Text(photo.Length)), ("Upload-Metadata", $"filename {In64("đồi chè.jpg")},scope {In64(Commune.Path)},folder {In64("Chè")}"));
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var place = opened.Headers.Location!.OriginalString;
        Assert.Equal((HttpStatusCode.NoContent, photo.Length - 1000), await SendAsync(http, place, mine, 0, photo[..^1000]));
        using (var told = await AskAsync(http, HttpMethod.Head, place, mine)) Assert.Equal(Text(photo.Length - 1000), Assert.Single(told.Headers.GetValues("Upload-Offset")));
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(http, place, mine, 0, photo[^1000..])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(http, place, others, photo.Length - 1000, photo[^1000..])).Status);
        using (var early = await AskAsync(http, HttpMethod.Post, place + "/xong", mine)) Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal((HttpStatusCode.NoContent, photo.Length), await SendAsync(http, place, mine, photo.Length - 1000, photo[^1000..]));

        using var done = await AskAsync(http, HttpMethod.Post, place + "/xong", mine);
        var item = JsonDocument.Parse(await done.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("đồi chè.jpg", item.GetProperty("fileName").GetString());
        Assert.NotNull(item.GetProperty("warning").GetString());
        using var picture = await http.GetAsync(item.GetProperty("picture").GetString());
        Assert.Equal((HttpStatusCode.OK, "image/webp"), (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
        Assert.Equal("nosniff", Assert.Single(picture.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("immutable", Assert.Single(picture.Headers.GetValues("Cache-Control")), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(await picture.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_in_words_to_whoever_sends_what_is_none_and_to_strangers_at_the_door()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (mine, elsewhere, buyer) = ((await site.SignedInAsync(Officer)).Cookie("me")!, (await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")))).Cookie("me")!, (await site.SignedInAsync()).Cookie("me")!);
        var page = "<html>not a photo</html>"u8.ToArray();
        (string, string)[] opening = [("Upload-Length", Text(page.Length)), ("Upload-Metadata", $"filename {In64("anh.jpg")},scope {In64(Commune.Path)}")];

        using (var nobody = await AskAsync(http, HttpMethod.Post, "/tai-anh", null, [.. opening, ("HX-Request", "true")])) Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using (var stranger = await AskAsync(http, HttpMethod.Post, "/tai-anh", buyer, opening)) Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        using (var other = await AskAsync(http, HttpMethod.Post, "/tai-anh", elsewhere, opening)) Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using (var large = await AskAsync(http, HttpMethod.Post, "/tai-anh", mine, [("Upload-Length", "26214401"), opening[1]])) Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using (var foreign = new HttpRequestMessage(HttpMethod.Post, "/tai-anh") { Headers = { { "Cookie", $"me={mine}" }, { "Origin", "https://elsewhere.example" } } })
            Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(foreign)).StatusCode);

        using var opened = await AskAsync(http, HttpMethod.Post, "/en/tai-anh", mine, opening);
        var place = opened.Headers.Location!.OriginalString;
        await SendAsync(http, place, mine, 0, page);
        using var refused = await AskAsync(http, HttpMethod.Post, place + "/xong", mine);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("not a JPEG", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var gone = await AskAsync(http, HttpMethod.Head, place, mine)) Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(site.DataDirectory, "media"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task By_the_plain_form_works_without_a_script_and_refuses_beside_the_field()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var guest = await site.SignedInAsync(Officer);
        var library = await guest.GetAsync(http, "/quan-tri/thu-vien");
        Assert.Contains(Commune.Path, library.Html, StringComparison.Ordinal);
        var token = library.Hidden("__RequestVerificationToken");

        using var lying = await PostFormAsync(http, guest, "/quan-tri/thu-vien", token, "<svg onload='x'/>"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lying.StatusCode);
        Assert.Contains("f-file-problem", await lying.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var taken = await PostFormAsync(http, guest, "/quan-tri/thu-vien", token, await TestPictures.PngAsync(1500, 1200));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        using var without = await PostFormAsync(http, guest, "/quan-tri/thu-vien", "", await TestPictures.PngAsync(300, 300));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);

        var path = taken.Headers.Location!.OriginalString;
        var sheet = await guest.GetAsync(http, path);
        Assert.Contains("data:image/webp;base64,", sheet.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", sheet.Html, StringComparison.Ordinal);
        var saved = await guest.SubmitAsync(http, path, [("Version", sheet.Hidden("Version")), ("FileName", "doi.png"), ("AltVi", "Đồi chè <b>buổi sớm</b>"), ("FocalX", "20"), ("FocalY", "80"), ("Folder", "Chè"), ("Credit", "HTX")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var stale = await guest.SubmitAsync(http, path, [("Version", sheet.Hidden("Version")), ("FileName", "khac.png"), ("AltVi", "Đè lên")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.Status);
        Assert.Contains("Người khác vừa sửa", stale.Html, StringComparison.Ordinal);

        Assert.Contains("doi.png", (await guest.GetAsync(http, "/quan-tri/thu-vien?q=BUOI+som&thu-muc=Ch%C3%A8")).Html, StringComparison.Ordinal);
        var other = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")));
        Assert.DoesNotContain("doi.png", (await other.GetAsync(http, "/quan-tri/thu-vien")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(http, path)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await guest.SubmitAsync(http, path, [], path + "?handler=Bin")).Status);
        Assert.Contains("doi.png", (await guest.GetAsync(http, "/quan-tri/thu-vien?da-xoa=true")).Html, StringComparison.Ordinal);
        Assert.Equal(1, await site.InScopeAsync(scope => scope.GetRequiredService<ICmsDb>().MediaItems.CountAsync()));
    }

    private static async Task<HttpResponseMessage> PostFormAsync(HttpClient http, Guest guest, string path, string token, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(Commune.Path), "scope" }, { new ByteArrayContent(file), "file", "anh.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form, Headers = { { "Cookie", $"me={guest.Cookie("me")}; form={guest.Cookie("form")}" }, { "Sec-Fetch-Site", "same-origin" } } };
        return await http.SendAsync(request);
    }

    private static async Task<(HttpStatusCode Status, long Offset)> SendAsync(HttpClient http, string place, string cookie, long offset, byte[] piece)
    {
        using var request = Request(HttpMethod.Patch, place, cookie, ("Upload-Offset", Text(offset)));
        request.Content = new ByteArrayContent(piece) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.TryGetValues("Upload-Offset", out var at) ? long.Parse(at.Single(), CultureInfo.InvariantCulture) : -1);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, HttpMethod method, string path, string? cookie, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, cookie, headers);
        return await http.SendAsync(request);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? cookie, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        if (cookie is not null) request.Headers.Add("Cookie", $"me={cookie}");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return request;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string In64(string words) => Convert.ToBase64String(Encoding.UTF8.GetBytes(words));
}
