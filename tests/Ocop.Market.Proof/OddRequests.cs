using System.Globalization;
using System.Text;

namespace Ocop.Market.Proof;

/// <summary>Makes HTTP requests that no browser would send, byte by byte: everything that a stranger can choose is chosen badly, now and then well.</summary>
internal sealed class OddRequests(Random dice, IReadOnlyList<string> good)
{
    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"];

    private static readonly string[] Routes =
    [
        "/", "/san-pham", "/san-pham/*", "/san-pham/*/hoi", "/chu-the", "/chu-the/*", "/dia-phuong", "/dia-phuong/*", "/dia-phuong/*/*", "/cau-chuyen", "/cau-chuyen/*",
        "/tim-kiem", "/tim-kiem/goi-y", "/gio-hang", "/gio-hang/them", "/thanh-toan", "/don-hang", "/don-hang/*", "/don-hang/xu-ly/*", "/gioi-thieu", "/hien-thi", "/xac-nhan-bieu-mau",
        "/media/*", "/feeds/google.xml", "/sitemap.xml", "/sitemap/*", "/robots.txt", "/health/live", "/404", "/429", "/offline", "/css/*", "/webhooks/*", "/api/*", "/*", "/*/*/*",
    ];

    private static readonly string[] Names =
    [
        "q", "nhom", "bo", "sao", "tinh", "chung-nhan", "gia", "con-hang", "xep", "trang", "variantId", "quantity", "act", "step", "code", "phone", "token", "reason", "words", "name", "email",
        "province", "commune", "communeName", "street", "note", "agreedTotal", "language", "theme", "back", "k", "moi", "day", "people", "__RequestVerificationToken", "handler", "culture", "utm_source",
    ];

    private static readonly string[] Bad =
    [
        "", " ", "0", "-1", "99999999999999999999", "1e308", "NaN", "3,4", "true", "null", "undefined", "../../etc/passwd", "..%2f..%2f", "%00", "%", "%zz", "%c0%af", "%ff%fe", "%ed%a0%80", "%0d%0aSet-Cookie:%20a=b",
        "'; DROP TABLE products; --", "\" OR \"\"=\"", "NEAR(a b)", "AND OR NOT", "*", "a*", "\"", "((((", "{0}", "{{7*7}}", "<script>alert(1)</script>", "${jndi:ldap://x}", "\u0000", "\u200f\u202e", "\u0301\u0301\u0301", "😀", "\ud83d",
        "đ", "ĐƯỜNG", "01A211E7-9AEC-7132-90B1-F4B97B051FEC", "00000000-0000-0000-0000-000000000000", "0912345678", "a@b.vn", "31/02/2026", "--", "~", "\\", "|", ";", "&&", "=", "[]", "a[0][1]", "__proto__",
    ];

    public byte[] Next()
    {
        var method = Pick(Methods);
        var body = method is "POST" or "PUT" or "PATCH" || dice.Next(20) == 0 ? Body() : ([], "");
        var head = new StringBuilder($"{method} {Target()} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        if (body.Item1.Length > 0 || method == "POST") head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Item1.Length}\r\n");
        if (body.Item2.Length > 0) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {body.Item2}\r\n");
        for (var more = dice.Next(5); more > 0; more--) head.Append(Header());
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body.Item1];
    }

    private string Target()
    {
        var path = new StringBuilder(dice.Next(6) == 0 ? "/en" : "");
        foreach (var part in Pick(Routes).Split('*')) path.Append(part).Append(part.EndsWith('/') ? Wire(Value()) : "");
        if (dice.Next(3) > 0) path.Append('?').AppendJoin('&', Pairs(dice.Next(7)));
        return path.ToString();
    }

    private (byte[], string) Body() => dice.Next(8) switch
    {
        0 => (Encoding.UTF8.GetBytes("{\"a\":" + Value()), "application/json"),
        1 => (Bytes(dice.Next(3000)), "application/x-www-form-urlencoded"),
        2 => (Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"{Value()}\"\r\n\r\n{Value()}\r\n--x"), "multipart/form-data; boundary=" + Pick("x", "", "\"x", new string('x', 200))),
        3 => (Bytes(dice.Next(300)), Wire(Value())),
        _ => (Encoding.UTF8.GetBytes(string.Join('&', Pairs(dice.Next(1, 14)))), "application/x-www-form-urlencoded" + Pick("", "", "; charset=utf-8", "; charset=utf-7", "; charset=x")),
    };

    private string Header() => dice.Next(12) switch
    {
        0 => $"Cookie: cart={Wire(Value())}; form={Wire(Value())}\r\n",
        1 => $"Cookie: checkout={Wire(Value())}; theme={Wire(Value())}; ={Wire(Value())}\r\n",
        2 => $"Accept-Encoding: {Pick("br", "gzip;q=0", "*", ";;,", "br;q=NaN", "gzip, br;q=1.5")}\r\n",
        3 => $"Origin: {Pick("null", "http://127.0.0.1", "https://elsewhere.example", "::")}\r\n",
        4 or 5 or 6 => "Origin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n",
        7 => $"X-Forwarded-For: {Wire(Value())}\r\nX-Forwarded-Proto: {Pick("https", "", "x y")}\r\n",
        8 => $"If-None-Match: {Pick("*", "\"", "W/\"x\"", ",,,")}\r\nIf-Modified-Since: {Pick("never", "Thu, 31 Feb 2026 00:00:00 GMT")}\r\n",
        9 => $"Range: {Pick("bytes=0-", "bytes=-1,-2,-3", "bytes=9-1", "lines=1", "bytes=99999999999999999999-")}\r\n",
        10 => $"Accept: {Pick("application/json", "*/*;q=x", "text/html;level=1", "/")}\r\n",
        _ => $"{Pick("Authorization", "Referer", "User-Agent", "Accept-Language", "Expect", "Content-Encoding", "Upgrade")}: {Wire(Value())}\r\n",
    };

    private IEnumerable<string> Pairs(int count) => Enumerable.Range(0, count).Select(_ => $"{(dice.Next(10) == 0 ? Wire(Value()) : Pick(Names))}={Wire(Value())}");

    private string Value() => dice.Next(10) switch
    {
        0 or 1 or 2 => good[dice.Next(good.Count)],
        3 => string.Concat(Enumerable.Range(0, dice.Next(1, 40)).Select(_ => (char)dice.Next(1, 0xFFFF))),
        4 => new string((char)dice.Next('0', 'z'), dice.Next(100, 6000)),
        5 => Pick(Bad) + Pick(Bad),
        _ => Pick(Bad),
    };

    // Some of the percent signs are meant, some are not; what would end the line or the word is always encoded.
    private string Wire(string value) => dice.Next(2) == 0
        ? Uri.EscapeDataString(value)
        : string.Concat(value.Select(letter => letter is > ' ' and < '\u007f' and not '#' ? letter.ToString() : Uri.EscapeDataString(char.IsSurrogate(letter) ? "?" : letter.ToString())));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        dice.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(params T[] some) => some[dice.Next(some.Length)];
}
