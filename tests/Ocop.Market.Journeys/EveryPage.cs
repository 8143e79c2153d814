using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>Every kind of page that the public can meet, as one visitor after the other meets it: readable to machines, and inside its screen.</summary>
public sealed class EveryPage(OpenMarkets markets)
{
    /// <summary>Width in pixels and size of letters: the first is the phone of somebody who sees badly.</summary>
    private static readonly (int Width, string Text)[] Screens = [(360, "200%"), (320, "100%"), (360, "100%"), (768, "100%"), (1280, "100%")];

    [Fact]
    public async Task Axe_runs_its_rules_and_sees_a_planted_fault()
    {
        await using var visitor = await markets.VisitAsync(VisitorKind.Desk);
        await visitor.GoAsync("/thanh-toan");
        await visitor.GoAsync("/don-hang");
        var clean = await Axe.InspectAsync(visitor.Page);
        Assert.True(clean.Rules > 50, $"axe ran {clean.Rules} rules.");
        Assert.Empty(clean.Faults);

        await visitor.Page.EvaluateAsync("() => { document.querySelector('label[for=code]').remove(); document.querySelector('#code').removeAttribute('placeholder'); document.documentElement.removeAttribute('lang'); }");
        var faults = (await Axe.InspectAsync(visitor.Page)).Faults.Select(fault => fault.Id);
        Assert.Superset(new HashSet<string> { "label", "html-has-lang" }, faults.ToHashSet());
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task Axe_finds_nothing(string mode)
    {
        var kind = mode switch { "light" => VisitorKind.Desk, "dark" => VisitorKind.Desk with { IsDark = true }, _ => VisitorKind.Phone };
        var faults = new List<string>();
        await WalkAsync(kind, async (name, visitor) =>
        {
            foreach (var fault in (await (kind.IsDark ? Axe.InspectColoursAsync(visitor.Page) : Axe.InspectAsync(visitor.Page))).Faults)
                faults.Add($"{mode}, {name}: {fault.Id}, {fault.Help}\n    {string.Join("\n    ", fault.Places)}");
        });
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Nothing_stands_beyond_the_right_edge()
    {
        var faults = new List<string>();
        await WalkAsync(VisitorKind.Desk, async (name, visitor) =>
        {
            foreach (var (width, text) in Screens)
            {
                await visitor.Page.SetViewportSizeAsync(width, 900);
                await visitor.Page.EvaluateAsync("text => { document.documentElement.style.fontSize = text; }", text);
                var (over, what) = await OverflowAsync(visitor.Page);
                if (over > 0) faults.Add($"{name} at {width}, text at {text}: {over} px, {what}");
            }
        });
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Shows each page to the check; what the browser itself complains about is a fault of the page, too.</summary>
    private async Task WalkAsync(VisitorKind kind, Func<string, Visitor, Task> check)
    {
        await using var visitor = await markets.VisitAsync(kind);
        foreach (var (path, status) in await AddressesAsync())
        {
            var answer = await visitor.GoAsync(path);
            Assert.True(answer.Status == status, $"{path} answered {answer.Status}.");
            await check(path, visitor);
        }

        foreach (var (name, reach) in OnTheWayToAnOrder())
        {
            await reach(visitor);
            await check(name, visitor);
        }

        visitor.HadNoTrouble();
    }

    private async Task<IEnumerable<(string Path, int Status)>> AddressesAsync()
    {
        var pages = await markets.PagesAsync();
        string[] open =
        [
            "/", "/san-pham", "/san-pham?sao=4&con-hang=1", "/san-pham?sao=5&tinh=khong-co&gia=0", .. pages.All, "/dia-phuong", "/chu-the", "/chu-the?ten=che", "/cau-chuyen", "/diem-ban", "/diem-ban?tinh=thai-nguyen&gan=noi-nay", "/diem-ban?xa=zzzz&mo=1", "/qua-tang", "/hop-qua/sum-vay", "/en/hop-qua/sum-vay", "/hop-qua/tu-ghep", "/hoi-cho", "/hoi-cho/hoi-cho-xuan-ocop-2027-minh-hoa", "/phien-live", "/en/phien-live", "/can-hang", "/can-hang/moi",
            "/tim-kiem?q=ca+phe", "/tim-kiem?q=zzzzqqqq", "/tim-kiem", "/gio-hang", "/don-hang", "/gioi-thieu", "/huong-dan", "/doi-tra", "/quyen-rieng-tu", "/dieu-khoan", "/offline",
            "/en", "/en/san-pham", "/en" + pages["product with stars"], "/en/gio-hang", "/en/tim-kiem?q=zzzzqqqq", "/en" + pages["province"], "/en" + pages["service"],
        ];
        return [.. open.Select(path => (path, 200)), ("/khong-co-trang-nay", 404), ("/en/khong-co", 404), ("/500", 200)];
    }

    private IEnumerable<(string Name, Func<Visitor, Task> Reach)> OnTheWayToAnOrder()
    {
        PlacedOrder? order = null;
        ILocator? button = null;
        yield return ("filled cart", async visitor =>
        {
            // Other goods than the journeys order: they count what is left of theirs.
            await Shopping.FillCartAsync(visitor, "che");
            await visitor.GoAsync("/gio-hang");
        });
        yield return ("checkout", visitor => visitor.GoAsync("/thanh-toan"));
        yield return ("checkout with errors", async visitor =>
        {
            await visitor.Page.Locator("aside button[type=submit]").ClickAsync();
            await visitor.Page.Locator(".error-summary").WaitForAsync();
        });
        yield return ("checkout with communes", async visitor => button = await Shopping.FillCheckoutAsync(visitor, Recipient.With()));
        yield return ("paying by transfer", async visitor =>
        {
            await Shopping.ChooseToPayAsync(visitor, "BankTransfer");
            await button!.ClickAsync();
            await visitor.Page.Locator("svg.qr[role=img]").WaitForAsync();
        });
        yield return ("thanks", async visitor =>
        {
            // Cash after all.
            await Shopping.ChooseToPayAsync(visitor, "CashOnDelivery");
            await visitor.Page.Locator("form.step button").ClickAsync();
            await visitor.Page.Locator(".order-no").WaitForAsync();
            order = await PlacedOrder.ReadAsync(visitor);
        });
        yield return ("tracking", visitor => visitor.GoAsync(order!.Link));
        yield return ("wrong order number", async visitor =>
        {
            await visitor.GoAsync("/don-hang");
            await visitor.Page.GetByLabel("Mã đơn").FillAsync("AAAA-AAAA");
            await visitor.Page.GetByLabel("Số điện thoại").FillAsync("0912345678");
            await visitor.Page.Locator("main form button").ClickAsync();
            await visitor.Page.Locator(".note--error").WaitForAsync();
        });
        yield return ("producer's answer", async visitor =>
        {
            await visitor.GoAsync((await order!.LetterToProducerAsync((await markets.MarketAsync()).Mails, 0)).Link);
            await visitor.Page.GetByText("Từ chối…").ClickAsync();
        });
        yield return ("accepted order", async visitor =>
        {
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Nhận đơn" }).ClickAsync();
            await visitor.Page.Locator(".note--good").WaitForAsync();
        });
        yield return ("asked too often", AskTooOftenAsync);
    }

    /// <summary>Acts on the cart until its limit is spent; the visitor's next look at it gets the page that asks for patience.</summary>
    private static async Task AskTooOftenAsync(Visitor visitor)
    {
        // Beside the page, but with its cookies: the browser would complain of the refusal that is wanted here.
        for (var asked = 0; asked < 500 && (await visitor.Page.APIRequest.HeadAsync("/gio-hang")).Status != 429; asked++) { }
        Assert.Equal(429, (await visitor.GoAsync("/gio-hang")).Status);
    }

    private static async Task<(int Over, string What)> OverflowAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        var told = await page.EvaluateAsync<string[]>("""
            () => {
              const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
              if (over <= 0) return ['0', ''];
              const wide = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > root.clientWidth + 0.5);
              return [String(over), wide.slice(-1).map(element => element.outerHTML.slice(0, 160)).join('')];
            }
            """);
        return (int.Parse(told[0], System.Globalization.CultureInfo.InvariantCulture), told[1]);
    }
}
