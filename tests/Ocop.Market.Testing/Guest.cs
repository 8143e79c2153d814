using System.Net;
using System.Text.RegularExpressions;

namespace Ocop.Market.Testing;

public sealed record Answer(HttpStatusCode Status, string? Location, string Html)
{
    /// <summary>The number of the order that the answer leads to; null where it leads to none.</summary>
    public string? OrderNumber => Location is not null && Location.StartsWith("/don-hang/", StringComparison.Ordinal) ? Location["/don-hang/".Length..].Split('?')[0] : null;

    /// <summary>What a browser sends along unseen.</summary>
    public string Hidden(string field) => WebUtility.HtmlDecode(Regex.Match(Html, $"name=\"{field}\"[^>]* value=\"([^\"]*)\"").Groups[1].Value);
}

/// <summary>Somebody with a browser: keeps cookies, fills in forms, and comes back to another host or after a restart with all of it.</summary>
public sealed class Guest
{
    private const string Token = "__RequestVerificationToken";
    private readonly Dictionary<string, string> _cookies = [];
    private (string, string)[] _order = [];

    public string? Cart => _cookies.GetValueOrDefault("cart");

    /// <summary>The market has named a total that the last button would agree to.</summary>
    public bool HasFilledIn => _order.Any(sent => sent is ("agreedTotal", not ""));

    /// <summary>As the market acknowledged it.</summary>
    public string? OrderNumber { get; private set; }
    public string? TrackingPath { get; private set; }

    public Task<Answer> GetAsync(HttpClient site, string path) => SendAsync(site, new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>The page as it was sent, byte for byte: <see cref="Answer.Html"/> has its entities resolved.</summary>
    public async Task<(HttpStatusCode Status, string Html)> RawAsync(HttpClient site, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var answer = await site.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<Answer> PostAsync(HttpClient site, string path, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Origin", site.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return SendAsync(site, request);
    }

    /// <summary>Opens a page and sends its form back with these fields.</summary>
    /// <param name="action">Where the form goes, if not to the page itself.</param>
    public async Task<Answer> SubmitAsync(HttpClient site, string path, (string Name, string Value)[] fields, string? action = null)
    {
        var page = await GetAsync(site, path);
        return await PostAsync(site, action ?? path, [.. fields, (Token, page.Hidden(Token))]);
    }

    public void Bring(string cookie, string value) => _cookies[cookie] = value;

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    public string? Cookie(string name) => _cookies.GetValueOrDefault(name);

    public Task<Answer> AddAsync(HttpClient site, Guid variantId) => PostAsync(site, "/gio-hang/them", ("variantId", variantId.ToString()), ("quantity", "1"));

    /// <summary>Fills in everything up to the last button.</summary>
    /// <param name="holds">Opens the checkout, which holds the goods; otherwise comes to its form from the cart, holding nothing.</param>
    /// <param name="payment">How to pay; nothing is cash on delivery.</param>
    public async Task<Answer> FillInAsync(HttpClient site, string phone, bool holds, string payment = "")
    {
        var page = await GetAsync(site, holds ? "/thanh-toan" : "/gio-hang");
        if (page.Status != HttpStatusCode.OK) return await FollowAsync(site, page);
        _order = [("name", "Người mua thử"), ("phone", phone), ("province", "01"), ("commune", "00070"), ("street", "Số 1 phố Thử"), ("email", $"{phone}@example.invalid"), ("payment", payment)];
        // Delivery has no price before there is an address: the first press is answered with the total to agree to. More words than
        // a draft can keep are answered at once, by no redirect that would open the checkout.
        var words = holds ? "" : new string('x', 4_000);
        var shown = await FollowAsync(site, await PostAsync(site, "/thanh-toan", [.. _order, ("communeName", words), (Token, page.Hidden(Token))]));
        _order = [.. _order, ("agreedTotal", shown.Hidden("agreedTotal")), (Token, shown.Hidden(Token))];
        return shown;
    }

    /// <summary>Presses the last button, as often as it takes.</summary>
    /// <returns>The way to the order, or the page that tells why there is none.</returns>
    public async Task<Answer> PlaceAsync(HttpClient site) => await FollowAsync(site, Heard(await PostAsync(site, "/thanh-toan", _order)));

    /// <summary>Presses the button of a page that shows a form once more, with what the page holds of it.</summary>
    public async Task<Answer> SendAgainAsync(HttpClient site, Answer shown)
    {
        var form = Regex.Match(shown.Html, "<form class=\"acts\" method=\"post\" action=\"([^\"]*)\".*?</form>", RegexOptions.Singleline);
        if (!form.Success) return shown;
        var fields = Regex.Matches(form.Value, "<input[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"").Select(field => (field.Groups[1].Value, field.Groups[2].Value));
        return await FollowAsync(site, Heard(await PostAsync(site, form.Groups[1].Value, [.. fields])));
    }

    private Answer Heard(Answer answer)
    {
        if (answer.OrderNumber is { } number) (OrderNumber, TrackingPath) = (number, answer.Location!.Replace("&moi=1", "", StringComparison.Ordinal));
        return answer;
    }

    /// <summary>Goes where a browser is led, up to the order.</summary>
    private async Task<Answer> FollowAsync(HttpClient site, Answer answer)
    {
        while (answer.Location is "/thanh-toan" or "/gio-hang") answer = await GetAsync(site, answer.Location);
        return answer;
    }

    private async Task<Answer> SendAsync(HttpClient site, HttpRequestMessage request)
    {
        using (request)
        {
            if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var answer = await site.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var baked))
                foreach (var cookie in baked)
                {
                    var pair = cookie.Split(';')[0].Split('=', 2);
                    if (pair[1].Length == 0) _cookies.Remove(pair[0]);
                    else _cookies[pair[0]] = pair[1];
                }

            return new Answer(answer.StatusCode, answer.Headers.Location?.OriginalString, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }
    }
}
