using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Security;

/// <summary>Whatever is sent, the answer is never an error of ours.</summary>
public sealed class SendingNonsense
{
    private static readonly string[] Words =
    [
        new('a', 10_000), new('"', 300), "NEAR(chè, 5)", "chè OR NOT", "\"chè", "chè*", "* *", "(((", "^chè:", "-", "--", "' OR 1=1 --", "; DROP TABLE products", "%", "_", "\\", "{}[]",
        "🍵🥭👩‍🌾", "\u0000", "\u0001\u0008\u001f", "\u200b\u202e", "\ud83c", "a\u0301\u0301\u0301\u0301", "ﷺ", new(' ', 500), string.Concat(Enumerable.Repeat("chè ", 500)),
        string.Concat(Enumerable.Repeat("a ", 5000)), "AND", "NULL", "trà\r\nSet-Cookie: x=1", "<script>alert(1)</script>", "col:trà", "trà & !cà | (phê", "'trà':*",
    ];

    [Theory, BothDatabases]
    public async Task Into_the_search(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        foreach (var word in Words)
            foreach (var path in new[] { "/tim-kiem?q=", "/tim-kiem/goi-y?q=", "/san-pham?q=" })
                await AssertBearableAsync(site, new HttpRequestMessage(HttpMethod.Get, path + Escape(word)));
    }

    // A zero byte in a path never comes so far: the server itself answers 400.
    [Theory, BothDatabases]
    public async Task Into_addresses(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        string[] paths =
        [
            "/san-pham?trang=-1&gia=x&sao=9", "/san-pham?trang=99999999999999999999&xep=&sao=&sao=5&sao=5&tinh=%00&bo=%27", "/san-pham?trang=99999", "/san-pham?sao=3&sao=4&nhom=x&nhom=y&con-hang=2",
            "/tim-kiem?q=%C3%28", "/tim-kiem?q=%FF%FE", "/tim-kiem?q=%", "/tim-kiem?q=%zz", "/tim-kiem/goi-y?q=%E2%82", "/tim-kiem?q[]=a&q=b", "/tim-kiem?q=a&q=b&q=%00",
            "/san-pham/%C3%28", "/san-pham/%01", "/san-pham/" + new string('a', 3000), "/san-pham/x?variantId=x&quantity=-5&more=1", "/san-pham/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "/nhom/%01", "/nhom/x", "/dia-phuong/%FF", "/dia-phuong/ha-noi/%01", "/chu-the/%01?trang=abc", "/chu-the?tinh=%00&trang=0", "/cau-chuyen/%01",
            "/don-hang/%01", "/don-hang/K7M4-92PX?k=%00", "/don-hang/K7M4-92PX?k=" + new string('A', 5000), "/don-hang?code=%00", "/don-hang/xu-ly/%01", "/don-hang/xu-ly/" + new string('A', 399),
            "/media/%01", "/media/../../market.db", "/en/en/en", "/en%2f", "/feeds/google.xml?x=%00", "/%C0%AE%C0%AE/", "/gio-hang/them", "/500", "/404", "/999", "/xac-nhan-bieu-mau",
        ];
        foreach (var path in paths) await AssertBearableAsync(site, new HttpRequestMessage(HttpMethod.Get, "http://localhost" + path));
    }

    [Theory, BothDatabases]
    public async Task Into_forms(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var token = new string('A', 200);
        (string Name, string Value)[][] forms =
        [
            [], [("variantId", "x")], [("variantId", Guid.Empty.ToString()), ("quantity", "-1")], [("variantId", Guid.Empty.ToString()), ("quantity", "99999999999999")],
            [("variantId", "\0")], [("code", "\0"), ("phone", "\0")], [("name", new string('x', 60_000)), ("phone", "🍵"), ("province", "\0"), ("communeName", "' --"), ("agreedTotal", "NaN")],
            [("step", "communes"), ("province", new string('1', 500)), ("communeName", new string('"', 500))], [("act", "accept"), ("reason", "\u0000")], [("__RequestVerificationToken", token)],
            [.. Enumerable.Range(0, 2000).Select(i => ($"f{i}", "x"))],
        ];
        foreach (var path in new[] { "/gio-hang/them", "/gio-hang", "/thanh-toan", "/don-hang", "/don-hang/xu-ly/abc", "/hien-thi", "/san-pham", "/", "/khong-co" })
        {
            foreach (var form in forms) await AssertBearableAsync(site, Post(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)))));
            foreach (var content in Odd()) await AssertBearableAsync(site, Post(path, content));
        }
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    [InlineData("BREW")]
    public async Task As_a_method_is_refused(string method)
    {
        await using var site = await MarketSite.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/san-pham");
        request.Headers.Add("X-Secret", "not-to-be-told");
        request.Method = new HttpMethod(method);
        using var answer = await site.Visitor().SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.DoesNotContain("not-to-be-told", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<HttpContent> Odd()
    {
        yield return new StringContent("{\"variantId\":1", Encoding.UTF8, "application/json");
        yield return new StringContent("<a>", Encoding.UTF8, "text/xml");
        yield return new ByteArrayContent([0xff, 0xfe, 0x00]) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        yield return new StringContent("a=%ff%fe&b=%zz&c=%", Encoding.UTF8, "application/x-www-form-urlencoded");
        yield return Raw("no boundary here", "multipart/form-data");
        yield return Raw("--x\r\nbroken", "multipart/form-data; boundary=x");
        yield return Raw("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\nfile\r\n--x--", "multipart/form-data; boundary=x");
        yield return Raw("a=1", "application/x-www-form-urlencoded; charset=nonsense");
        yield return Raw(new string('a', 2 * 1024 * 1024), "application/x-www-form-urlencoded");
        yield return Raw("a=" + new string('a', 70 * 1024), "application/x-www-form-urlencoded");
        yield return Raw("", "text/plain");
    }

    private static ByteArrayContent Raw(string text, string type)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static HttpRequestMessage Post(string path, HttpContent content) => new(HttpMethod.Post, path) { Content = content, Headers = { { "Origin", "http://localhost" }, { "Sec-Fetch-Site", "same-origin" } } };

    // Not Uri.EscapeDataString alone: half a surrogate pair throws there, and browsers send such things all the same.
    private static string Escape(string word) => string.Concat(Encoding.UTF8.GetBytes(word).Select(one => char.IsAsciiLetterOrDigit((char)one) ? ((char)one).ToString() : $"%{one:X2}"));

    private static async Task AssertBearableAsync(MarketSite site, HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await site.Visitor().SendAsync(request);
            var asked = $"{request.Method} {request.RequestUri} {request.Content?.Headers.ContentType}";
            Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode} for {(asked.Length > 200 ? asked[..200] : asked)}");
        }
    }
}
