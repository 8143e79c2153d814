using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Lazada;

public sealed partial class LazadaDouble
{
    // Until when each token to refresh with is good: a refresh gives a new one with the old end.
    private readonly Dictionary<string, DateTime> _consents = [];

    /// <summary>Where sellers may be sent back to; null: anywhere.</summary>
    public Uri? ReturnAddress { get; set; }

    private JsonObject CreateToken(Asked asked)
    {
        if (TakeCode(asked["code"]) is not { } shop) return No("InvalidCode", "Invalid authorization code");
        var tokens = IssueTokens(shop);
        _consents[tokens.Refresh] = tokens.RefreshUntil;
        // As the reference says.
        return Tokens(tokens.Access, tokens.Refresh, tokens.AccessUntil, tokens.RefreshUntil, "country_user_info", new JsonArray(User(shop, isNamed: true)));
    }

    private JsonObject RefreshToken(Asked asked)
    {
        var token = asked["refresh_token"];
        // Nothing says that the old one is worthless from now on.
        if (TakeRefresh(token, isOnce: false) is not { } shop || !_consents.TryGetValue(token, out var end) || end <= Now) return No("IllegalRefreshToken", "The specified refresh token is invalid or expired");
        var tokens = IssueTokens(shop);
        _consents[tokens.Refresh] = end;
        // As its sample shows.
        return Tokens(tokens.Access, tokens.Refresh, tokens.AccessUntil, end, "country_user_info_list", new JsonObject { ["vn"] = User(shop, isNamed: false) });
    }

    private JsonObject Tokens(string access, string refresh, DateTime accessUntil, DateTime refreshUntil, string usersName, JsonNode users) => new()
    {
        ["code"] = "0", ["access_token"] = access, ["refresh_token"] = refresh, ["expires_in"] = (long)(accessUntil - Now).TotalSeconds, ["refresh_expires_in"] = (long)(refreshUntil - Now).TotalSeconds,
        ["country"] = "vn", ["account"] = "nguoiban@example.vn", ["account_platform"] = "seller_center", [usersName] = users,
    };

    private static JsonObject User(string shop, bool isNamed)
    {
        var user = new JsonObject { ["user_id"] = shop, ["seller_id"] = shop, ["short_code"] = $"VN{shop}" };
        if (isNamed) user["country"] = "vn";
        return user;
    }

    private IResult ShowConsent(HttpRequest request)
    {
        string Query(string name) => request.Query[name].ToString();
        if (Query("response_type") != "code" || Query("client_id") != AppKey || Query("state").Length == 0 || !MayReturnTo(Query("redirect_uri")))
        {
            Faults.Enqueue($"Nobody can consent: {request.QueryString}");
            return Results.Content("<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Lỗi</title></head><body><main><h1>Lỗi</h1></main></body></html>", "text/html", null, 400);
        }

        var shops = string.Concat(Shops.Select(shop => $"<button name=\"shop\" value=\"{WebUtility.HtmlEncode(shop.Key)}\">{WebUtility.HtmlEncode(shop.Value)}</button> "));
        return Results.Content($"""
            <!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Lazada</title><meta name="viewport" content="width=device-width"></head><body>
            <main><h1>Lazada: cho phép ứng dụng quản lý gian hàng</h1>
            <form method="post" action="/oauth/authorize"><input type="hidden" name="redirect_uri" value="{WebUtility.HtmlEncode(Query("redirect_uri"))}"><input type="hidden" name="state" value="{WebUtility.HtmlEncode(Query("state"))}">{shops}</form></main></body></html>
            """, "text/html");
    }

    private async Task<IResult> TakeConsentAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var (shop, back) = (form["shop"].ToString(), form["redirect_uri"].ToString());
        if (!Shops.ContainsKey(shop) || !MayReturnTo(back)) return Results.BadRequest();
        return Results.Redirect($"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={Consent(shop)}&state={Uri.EscapeDataString(form["state"].ToString())}");
    }

    private bool MayReturnTo(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http" } && (ReturnAddress is null || ReturnAddress == uri);
}
