using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles;

/// <summary>A gateway that shows buyers a page of its own and tells the shop about it behind the scenes. What it knows lies behind one lock.</summary>
public abstract class HostedPageDouble(TimeProvider clock) : GatewayDouble
{
    private static readonly HttpClient Browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Nothing is answered but 503, and nothing is done.</summary>
    public bool IsDown { get; set; }

    /// <summary>The next call is done, and its answer never arrives.</summary>
    public bool LosesNextAnswer { get; set; }

    /// <summary>Whether the shop is told as soon as a buyer has pressed; tests that want it late, twice or never tell by themselves.</summary>
    public bool TellsAtOnce { get; set; }

    /// <summary>What the shop said to each notification.</summary>
    public ConcurrentQueue<string> Answers { get; } = new();

    protected Lock Door { get; } = new();

    /// <summary>The wall clock of the country, which is seven hours ahead of Greenwich all year.</summary>
    protected DateTime Local => clock.GetUtcNow().UtcDateTime.AddHours(7);

    protected DateTimeOffset Moment => clock.GetUtcNow();

    /// <summary>What a buyer does with a browser: opens the page and presses a button.</summary>
    /// <returns>Where the browser is sent then.</returns>
    public async Task<Uri> PressAsync(Uri page, string code)
    {
        using var shown = await Browser.GetAsync(page);
        var html = await shown.Content.ReadAsStringAsync();
        if (!html.Contains("Thanh toán", StringComparison.Ordinal)) throw new InvalidOperationException($"No page to pay on: {(int)shown.StatusCode} {html}");
        using var form = new FormUrlEncodedContent([new("payment", Between(html, "name=\"payment\" value=\"", "\"")), new("outcome", code)]);
        using var answer = await Browser.PostAsync(new Uri(Address, Between(html, "action=\"", "\"")), form);
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location! : throw new InvalidOperationException($"No way back: {(int)answer.StatusCode}");
    }

    /// <returns>Null where the answer may go out.</returns>
    protected IResult? Lost(HttpContext context)
    {
        if (!LosesNextAnswer) return null;
        LosesNextAnswer = false;
        context.Abort();
        return Results.Empty;
    }

    /// <summary>The page. Its two buttons are all that a buyer needs; tests post other codes.</summary>
    protected static IResult Page(string gateway, string action, string payment, string amount, string text, string paid, string cancelled) => Html(200, $"""
        <!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{gateway}</title><meta name="viewport" content="width=device-width"></head><body>
        <main><h1>{gateway}</h1><p>{WebUtility.HtmlEncode(text)}</p><p>{amount} VND</p>
        <form method="post" action="{action}"><input type="hidden" name="payment" value="{WebUtility.HtmlEncode(payment)}">
        <button name="outcome" value="{paid}">Thanh toán</button> <button name="outcome" value="{cancelled}">Huỷ</button></form></main></body></html>
        """);

    protected static IResult Trouble(int status, string what) => Html(status, $"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Lỗi</title></head><body><main><h1>Lỗi</h1><p>{WebUtility.HtmlEncode(what)}</p></main></body></html>""");

    private static IResult Html(int status, string html) => Results.Content(html, "text/html", Encoding.UTF8, status);

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return WebUtility.HtmlDecode(text[start..text.IndexOf(after, start, StringComparison.Ordinal)]);
    }
}
