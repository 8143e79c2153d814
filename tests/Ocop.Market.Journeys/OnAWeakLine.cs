using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>The network goes away on the road between two villages: what was looked at is still there, and nothing on it is untrue.</summary>
public sealed partial class OnAWeakLine(OpenMarkets markets)
{
    private const string InStock = "/san-pham?sao=4&con-hang=1", Star = ".stars__row";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Path and HTML of all product pages on the device, the oldest first.</summary>
    private const string Kept = """
        async () => {
          const name = (await caches.keys()).find(name => name.startsWith('viewed '));
          const cache = name && await caches.open(name);
          const kept = (cache ? await cache.keys() : []).map(async key => [new URL(key.url).pathname, await (await cache.match(key))?.text()]);
          // The worker may throw a page away between the list and its reading.
          return (await Promise.all(kept)).filter(([, html]) => html !== undefined);
        }
        """;

    [Fact]
    public async Task A_product_that_was_looked_at_opens_with_the_time_of_its_copy_and_sells_nothing()
    {
        await using var guest = await markets.VisitAsync(VisitorKind.Phone);
        var page = guest.Page;
        await guest.GoAsync(InStock);
        var product = (await Shelf.ReadAsync(guest))[0].Path;
        await guest.GoAsync(product);
        await guest.IsServedByWorkerAsync();
        await KeptAsync(guest, product);
        guest.HadNoTrouble();

        await guest.LoseNetworkAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main .note").First).ToHaveTextAsync(new Regex(@"^Bản lưu lúc \d\d:\d\d \d\d/\d\d/\d{4}, đang không có mạng"));
        await Assertions.Expect(page.Locator($".buy {Star}")).ToBeVisibleAsync();
        await page.GetByLabel("Số lượng").FillAsync("2");
        await page.Locator("form.buy .btn").ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("chưa thêm vào giỏ");
        await Assertions.Expect(page.GetByLabel("Số lượng")).ToHaveValueAsync("2");

        // As a page without its script sends it.
        await page.EvaluateAsync("() => HTMLFormElement.prototype.submit.call(document.querySelector('form.buy'))");
        await page.WaitForURLAsync("**/gio-hang/them");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("không có gì chờ để tự gửi");
        await page.GetByRole(AriaRole.Link, new() { Name = "Về trang vừa rồi" }).ClickAsync();
        await page.WaitForURLAsync($"**{product}");

        await page.GotoAsync("/chu-the");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Không có mạng");
        await page.Locator($"main li a[href='{product}']").ClickAsync();
        await Assertions.Expect(page.Locator("main .note").First).ToContainTextAsync("Bản lưu lúc");

        await guest.FindNetworkAsync();
        await guest.GoAsync("/gio-hang");
        await Assertions.Expect(page.Locator("[data-cart-count]")).ToBeHiddenAsync();
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_star_is_on_no_copy_on_a_day_that_it_is_not_known_to_be_valid_on()
    {
        await using var guest = await markets.VisitAsync(VisitorKind.Phone);
        await guest.GoAsync(InStock);
        var product = (await Shelf.ReadAsync(guest))[0].Path;
        await guest.GoAsync(product);
        await guest.IsServedByWorkerAsync();
        var (_, html) = await KeptAsync(guest, product);
        Assert.Contains("OCOP 4 sao", html, StringComparison.Ordinal);
        await guest.LoseNetworkAsync();

        var ended = await OpenCopyAsync(guest, product, kept: -2, lastDay: -1);
        Assert.Contains("nay đã hết", ended, StringComparison.Ordinal);
        Assert.DoesNotMatch(AnyStar(), ended);
        // The clock of the device stands before the copy was made.
        Assert.DoesNotMatch(AnyStar(), await OpenCopyAsync(guest, product, kept: 1, lastDay: 1));
        Assert.Matches(AnyStar(), await OpenCopyAsync(guest, product, kept: -2, lastDay: 0));

        // Where the producer wrote the programme's name into the product's, the market would now write another: the copy is no longer shown.
        await RewriteCopyAsync(guest, product, kept: -2, lastDay: -1, name: "Chè OCOP 4 sao");
        await guest.Page.ReloadAsync();
        await Assertions.Expect(guest.Page.Locator("h1")).ToHaveTextAsync("Không có mạng");
        Assert.DoesNotMatch(AnyStar(), await guest.Page.ContentAsync());
    }

    [Fact]
    public async Task Thirty_pages_are_kept_for_everybody_alike_until_the_next_release()
    {
        await using var guest = await markets.VisitAsync(VisitorKind.Desk);
        var page = guest.Page;
        await guest.GoAsync("/san-pham");
        await guest.IsServedByWorkerAsync();
        var paths = await page.Locator("main .card h3 a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        await guest.GoAsync("/san-pham?trang=2");
        paths = [.. paths, .. await page.Locator("main .card h3 a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")];
        Assert.True(paths.Length > 31);

        // Without a cookie the answer itself is kept, on its way.
        await guest.GoAsync(paths[0]);
        await KeptAsync(guest, paths[0]);

        // With a cart, a copy for everybody, and of cart and checkout none.
        await guest.GoAsync(InStock);
        await page.Locator("main .card button").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-cart-count]")).ToHaveTextAsync("1");
        await guest.GoAsync("/gio-hang");
        await guest.GoAsync("/thanh-toan");
        await guest.GoAsync(paths[1]);
        await Assertions.Expect(page.Locator("[data-cart-count]")).ToHaveTextAsync("1");
        Assert.Contains("data-cart-count hidden=\"hidden\">0<", (await KeptAsync(guest, paths[1])).Html, StringComparison.Ordinal);
        Assert.Equal(paths[..2], (await AllKeptAsync(guest)).Select(kept => kept.Path));

        // As the page tells it, without loading thirty pages for it.
        await page.EvaluateAsync("paths => { for (const page of paths) navigator.serviceWorker.controller.postMessage({ page, pictures: [] }); }", paths[2..31]);
        await KeptAsync(guest, paths[30]);
        Assert.Equal(paths[1..31], (await AllKeptAsync(guest)).Select(kept => kept.Path));
        Assert.DoesNotContain(await page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(key => key.url)))).flat()"),
            url => url.Contains("gio-hang", StringComparison.Ordinal) || url.Contains("thanh-toan", StringComparison.Ordinal));

        await page.EvaluateAsync("() => navigator.serviceWorker.register('/service-worker.js?v=later')");
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("async () => (await caches.keys()).every(name => name.endsWith(' later'))"), Patience);
        guest.HadNoTrouble();
    }

    /// <summary>The copy as it would be, had it been kept so many days from today with stars that end so many days from today.</summary>
    private static async Task<string> OpenCopyAsync(Visitor guest, string path, int kept, int lastDay)
    {
        await RewriteCopyAsync(guest, path, kept, lastDay);
        await guest.Page.ReloadAsync();
        await Assertions.Expect(guest.Page.Locator("main .note").First).ToContainTextAsync("Bản lưu lúc");
        return await guest.Page.ContentAsync();
    }

    private static Task RewriteCopyAsync(Visitor guest, string path, int kept, int lastDay, string name = "Chè") => guest.Page.EvaluateAsync("""
            async ([path, kept, lastDay, name]) => {
              const cache = await caches.open((await caches.keys()).find(name => name.startsWith('viewed ')));
              const answer = await cache.match(path), headers = new Headers(answer.headers), html = await answer.text();
              headers.set('Date', kept);
              headers.delete('Age');
              await cache.put(path, new Response(html.replace(/<h1>.*?<\/h1>/, `<h1>${name}</h1>`).replace(/<!--stars \S+-->/g, `<!--stars ${lastDay}-->`).replace(/<!--until \S+-->(?=\s*<li class="card)/g, `<!--until ${lastDay}-->`), { headers }));
            }
            """, new[] { path, TimeProvider.System.UtcNow().AddDays(kept).ToString("R", CultureInfo.InvariantCulture), TimeProvider.System.Today().AddDays(lastDay).ToString("O", CultureInfo.InvariantCulture), name });

    [GeneratedRegex("\"stars__row|[345] sao|OCOP [345]")]
    private static partial Regex AnyStar();

    private static async Task<(string Path, string Html)> KeptAsync(Visitor guest, string path)
    {
        (string Path, string Html) found = default;
        await Eventually.TrueAsync(async () => (found = (await AllKeptAsync(guest)).SingleOrDefault(kept => kept.Path == path)) != default, Patience);
        return found;
    }

    private static async Task<IReadOnlyList<(string Path, string Html)>> AllKeptAsync(Visitor guest) =>
        [.. (await guest.Page.EvaluateAsync<string[][]>(Kept)).Select(kept => (kept[0], kept[1]))];
}
