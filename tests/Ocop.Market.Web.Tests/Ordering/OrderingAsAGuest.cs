using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Commands;
using Ocop.Market.Web.Storefront.Orders;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

public sealed partial class OrderingAsAGuest
{
    /// <summary>More than a cookie can keep: an answer to them must carry them itself.</summary>
    private static readonly (string Name, string Value) ManyWords = ("communeName", new string('ữ', 3_000));

    [Theory, BothDatabases]
    public async Task From_the_cart_to_the_delivered_parcel_without_a_script(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var (tea, garlic) = (await ShelveAsync(site, "Chè Đinh minh hoạ", "19"), await ShelveAsync(site, "Tỏi đen <minh hoạ>", "51"));
        using var buyer = Guest(site);
        Assert.Equal("/gio-hang", (await Post(buyer, "/gio-hang/them", [("variantId", tea.ToString()), ("quantity", "2")])).Headers.Location?.ToString());
        await Post(buyer, "/gio-hang/them", [("variantId", garlic.ToString())]);

        var cart = await Page(buyer, "/gio-hang");
        Assert.Contains("data-cart-count>3<", cart, StringComparison.Ordinal);
        Assert.Contains("Tỏi đen &lt;minh hoạ&gt;", cart, StringComparison.Ordinal);
        Assert.Contains("gửi từ Thái Nguyên", cart, StringComparison.Ordinal);

        var empty = await Page(buyer, "/thanh-toan");
        await Asked(buyer, "/thanh-toan", empty, [("name", "Người mua minh hoạ"), ("phone", "0912 345 678"), ("province", "01"), ("communeName", "Hàng Trống"), ("street", "Số 1")]);
        var chosen = await Page(buyer, "/thanh-toan");
        Assert.Contains("value=\"Người mua minh hoạ\"", chosen, StringComparison.Ordinal);
        Assert.Contains("“Hàng Trống” nay thuộc 2 nơi", chosen, StringComparison.Ordinal);

        // The fee of the place was not on the page yet when it was sent: it is shown first, and agreed to by the second press.
        var commune = Regex.Match(chosen, "name=\"commune\" value=\"(\\d+)\"").Groups[1].Value;
        (string, string)[] form = [("name", "Người mua minh hoạ"), ("phone", "0912 345 678"), ("province", "01"), ("commune", commune), ("street", "Số 1")];
        var refused = await Refused(buyer, empty, form.Where(field => field.Item1 != "phone"));
        Assert.Contains("href=\"#phone\"", refused, StringComparison.Ordinal);
        Assert.Contains("id=\"phone-e\"", refused, StringComparison.Ordinal);

        var placed = await Post(buyer, "/thanh-toan", [.. form, .. Hidden(chosen)]);
        var thanks = placed.Headers.Location!.ToString();
        Assert.Matches("^/don-hang/[2-9A-Z]{4}-[2-9A-Z]{4}\\?k=.+&moi=1$", thanks);
        Assert.Equal(thanks.Split('?')[0], (await Post(buyer, "/thanh-toan", [.. form, .. Hidden(chosen)])).Headers.Location!.ToString().Split('?')[0]);
        var page = await Page(buyer, thanks);
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        Assert.Contains("Chờ người bán trả lời", page, StringComparison.Ordinal);
        Assert.Contains("data-cart-count hidden", page, StringComparison.Ordinal);

        var links = await site.InScopeAsync(async scope => (
            await scope.GetRequiredService<MarketDb>().OutboxMessages.OrderBy(mail => mail.Id).Select(mail => mail.Text).ToListAsync())
            .Select(text => AnswerPath().Match(text).Value).ToList());
        using var producer = Guest(site);
        var asked = await Page(producer, links[0]);
        Assert.Contains("0912 345 678", asked, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Placed, await StatusOf(site, 0));
        await Post(producer, links[0], [("act", "accept"), .. Hidden(asked)]);
        await Post(producer, links[0], [("act", "deliver"), .. Hidden(await Page(producer, links[0]))]);
        Assert.Equal(OrderStatus.Delivered, await StatusOf(site, 0));
        await Post(producer, links[1], [("act", "refuse"), ("words", "Hết hàng <rồi>"), .. Hidden(await Page(producer, links[1]))]);

        var tracked = await Page(buyer, thanks.Replace("&moi=1", "", StringComparison.Ordinal));
        Assert.Contains("Hết hàng &lt;rồi&gt;.", tracked, StringComparison.Ordinal);
        Assert.Contains("Đã giao", tracked, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_way_back_keeps_the_words_until_the_order_and_then_leads_to_it(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var buyer = Guest(site);
        await Post(buyer, "/gio-hang/them", [("variantId", (await ShelveAsync(site, "Chè minh hoạ", "19")).ToString())]);
        var empty = await Page(buyer, "/thanh-toan");
        (string, string)[] form = [("name", "Người mua \"minh hoạ\""), ("phone", "0912 345 678"), ("email", "nguoi.mua@example.vn"), ("province", "01"), ("commune", "00070"), ("street", "Số 1"), ("note", "Gọi trước")];
        Assert.Equal("/thanh-toan", await Asked(buyer, "/thanh-toan", empty, form));
        var kept = WebUtility.HtmlDecode(await Page(buyer, "/thanh-toan"));
        foreach (var words in new[] { "value=\"Người mua \"minh hoạ\"\"", "value=\"0912 345 678\"", "value=\"nguoi.mua@example.vn\"", "value=\"01\" selected", "value=\"00070\" selected", "value=\"Số 1\"", ">Gọi trước</textarea>" })
            Assert.Contains(words, kept, StringComparison.Ordinal);

        // Too many words for a cookie: the answer itself carries them.
        var much = await Sent(buyer, "/thanh-toan", empty, [.. form, ManyWords, ("step", "communes")]);
        Assert.Contains(ManyWords.Value, WebUtility.HtmlDecode(much), StringComparison.Ordinal);
        Assert.DoesNotContain("0912", await Page(buyer, "/thanh-toan"), StringComparison.Ordinal);

        using var stranger = Guest(site);
        await Post(stranger, "/gio-hang/them", [("variantId", (await ShelveAsync(site, "Chè khác", "19")).ToString())]);
        Assert.DoesNotContain("0912", await Page(stranger, "/thanh-toan"), StringComparison.Ordinal);

        var placed = (await Post(buyer, "/thanh-toan", [.. form, .. Hidden(kept)])).Headers.Location!.ToString();
        Assert.StartsWith("/don-hang/", placed, StringComparison.Ordinal);
        var back = (await buyer.GetAsync("/thanh-toan")).Headers.Location!.ToString();
        Assert.Equal(placed.Split('?')[0], back.Split('?')[0]);
        Assert.Contains("Gọi trước", WebUtility.HtmlDecode(await Page(buyer, back)), StringComparison.Ordinal);
        await Post(buyer, "/gio-hang/them", [("variantId", (await ShelveAsync(site, "Chè mới", "19")).ToString())]);
        Assert.DoesNotContain("0912", await Page(buyer, "/thanh-toan"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_refused_form_is_shown_by_a_page_of_its_own_with_every_word_and_each_reason(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var buyer = Guest(site);
        var tea = await ShelveAsync(site, "Chè minh hoạ", "19", stock: 1);
        await Post(buyer, "/gio-hang/them", [("variantId", tea.ToString())]);
        (string Name, string Value)[] form = [("name", "Người mua"), ("phone", "0912 345 678"), ("email", ""), ("province", "01"), ("commune", "00070"), ("street", "Số 1"), ("note", "Gọi trước")];
        (string, string)[] wrong = [.. form.Where(field => field.Name is not ("phone" or "email" or "commune")), ("phone", "091"), ("email", "nguoi.mua"), ("communeName", "Không Có")];

        var refused = await Refused(buyer, await Page(buyer, "/thanh-toan"), wrong);
        foreach (var words in new[] { "value=\"Người mua\"", "value=\"091\"", "value=\"nguoi.mua\"", "value=\"01\" selected", "value=\"Không Có\"", "value=\"Số 1\"", ">Gọi trước</textarea>" })
            Assert.Contains(words, refused, StringComparison.Ordinal);
        Assert.Equal(["phone", "commune", "email"], Reasons(refused));
        foreach (var field in Reasons(refused)) Assert.Contains($"id=\"{field}-e\"", refused, StringComparison.Ordinal);
        Assert.Equal(["phone", "commune", "email"], Reasons(await Page(buyer, "/thanh-toan")));
        Assert.Equal("/thanh-toan", await Asked(buyer, "/thanh-toan", refused, wrong));
        Assert.Empty(Reasons(await Page(buyer, "/thanh-toan")));

        // The fee is told first, as often as the page is looked at.
        var total = await Refused(buyer, await Page(buyer, "/gio-hang"), form);
        Assert.Equal(["agreedTotal"], Reasons(total));
        Assert.Equal(["agreedTotal"], Reasons(await Page(buyer, "/thanh-toan")));
        Assert.Contains("Tổng tiền nay là", await Sent(buyer, "/thanh-toan", await Page(buyer, "/gio-hang"), [.. form, ManyWords], HttpStatusCode.Conflict), StringComparison.Ordinal);

        // Another holds the last piece at the moment of the press, and no longer when its answer is read.
        site.StandingClock.Advance(StockReservation.Lasts);
        using var other = Guest(site);
        await Post(other, "/gio-hang/them", [("variantId", tea.ToString())]);
        await Page(other, "/thanh-toan");
        var missed = await Post(buyer, "/thanh-toan", [.. form, .. Hidden(total)]);
        Assert.Equal("/thanh-toan", missed.Headers.Location?.ToString());
        site.StandingClock.Advance(StockReservation.Lasts);
        var again = await Page(buyer, "/thanh-toan");
        Assert.Contains("Lần bấm trước chưa thành đơn", WebUtility.HtmlDecode(again), StringComparison.Ordinal);
        Assert.StartsWith("/don-hang/", (await Post(buyer, "/thanh-toan", [.. form, .. Hidden(again)])).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_order_from_the_English_pages_is_followed_in_English(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var buyer = Guest(site);
        // Filled on a Vietnamese page, ordered on an English one.
        await Post(buyer, "/gio-hang/them", [("variantId", (await ShelveAsync(site, "Chè minh hoạ", "19")).ToString())]);
        (string, string)[] form = [("name", "Made-up Buyer"), ("phone", "0912 345 678"), ("email", "buyer@example.com"), ("province", "01"), ("commune", "00070"), ("street", "1 Test Street")];
        Assert.Equal("/en/thanh-toan", await Asked(buyer, "/en/thanh-toan", await Page(buyer, "/en/thanh-toan"), form));
        var placed = await Post(buyer, "/en/thanh-toan", [.. form, .. Hidden(await Page(buyer, "/en/thanh-toan"))]);
        Assert.StartsWith("/en/don-hang/", placed.Headers.Location!.ToString(), StringComparison.Ordinal);

        var (mail, language) = await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            return (await db.OutboxMessages.SingleAsync(mail => mail.Recipient == "buyer@example.com"), await db.OrderGroups.Select(group => group.Language).SingleAsync());
        });
        Assert.Equal("en", language);
        Assert.EndsWith(": your order is in", mail.Subject, StringComparison.Ordinal);
        var followed = await Page(buyer, Regex.Match(mail.Text, "/en/don-hang/\\S+").Value);
        Assert.Contains("Waiting for the producer", followed, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Cart_and_checkout_show_the_first_photo_and_draw_what_has_none(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var (tea, garlic) = (await ShelveAsync(site, "Chè minh hoạ", "19"), await ShelveAsync(site, "Tỏi minh hoạ", "51"));
        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var product = await db.Variants.Where(variant => variant.Id == tea).Select(variant => variant.ProductId).SingleAsync();
            db.AddRange(new ProductImage(product, "sau", "Lá chè", 1600, 2000, 2), new ProductImage(product, "truoc", "Hộp chè", 1600, 2000, 1));
            await db.SaveChangesAsync();
        });
        using var buyer = Guest(site);
        await Post(buyer, "/gio-hang/them", [("variantId", tea.ToString())]);
        await Post(buyer, "/gio-hang/them", [("variantId", garlic.ToString())]);
        foreach (var path in new[] { "/gio-hang", "/thanh-toan" })
        {
            var page = await Page(buyer, path);
            Assert.Equal(["Hộp chè"], Regex.Matches(page, "<img class=\"photo\"[^>]* alt=\"([^\"]*)\"").Select(photo => WebUtility.HtmlDecode(photo.Groups[1].Value)));
            Assert.Single(Regex.Matches(page, "<span class=\"pack\""));
        }
    }

    [Theory, BothDatabases]
    public async Task Goods_stay_held_while_the_buyer_acts_at_the_checkout(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var buyer = Guest(site);
        using var other = Guest(site);
        var tea = await ShelveAsync(site, "Chè minh hoạ", "19", stock: 1);
        (string, string)[] unfinished = [("name", "Người mua minh hoạ"), ("province", "01")];
        foreach (var someone in new[] { buyer, other }) await Post(someone, "/gio-hang/them", [("variantId", tea.ToString())]);
        var page = await Page(buyer, "/thanh-toan");
        // Each act by itself keeps the goods: choosing the province, a refused order, and both where the words fill more than a cookie, so that the answer leads to no new opening.
        Func<Task<string>>[] acts =
        [
            async () => await Sent(buyer, "/thanh-toan", page, [.. unfinished, ManyWords, ("step", "communes")]),
            async () => await Sent(buyer, "/thanh-toan", page, [.. unfinished, ManyWords], HttpStatusCode.Conflict),
            async () => { await Asked(buyer, "/thanh-toan", page, [.. unfinished, ("step", "communes")]); return await Page(buyer, "/thanh-toan"); },
            async () => await Refused(buyer, page, unfinished),
        ];
        site.StandingClock.Advance(TimeSpan.FromMinutes(2));
        foreach (var act in acts)
        {
            // Just before what was held runs out; looked at when it would have.
            site.StandingClock.Advance(StockReservation.Lasts - TimeSpan.FromMinutes(3));
            page = await act();
            site.StandingClock.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal("/gio-hang", (await other.GetAsync("/thanh-toan")).Headers.Location?.ToString());
        }

        site.StandingClock.Advance(StockReservation.Lasts);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/thanh-toan")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Forty_buyers_at_once_for_five_units_buy_exactly_five(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var tea = await ShelveAsync(site, "Chè Đinh minh hoạ", "19", stock: 5);
        // PostgreSQL is shared by two hosts; an SQLite file belongs to one.
        await using var other = provider == DatabaseProvider.Postgres ? site.AnotherNode() : null;
        var buyers = Enumerable.Range(0, 40).Select(i => Guest(i % 2 == 1 && other is not null ? other : site)).ToList();
        (string, string)[] form = [("name", "Người mua minh hoạ"), ("phone", "0912 345 678"), ("province", "01"), ("commune", "00070"), ("street", "Số 1")];
        var ready = new List<(HttpClient Buyer, IEnumerable<(string, string)> Form)>();
        foreach (var buyer in buyers)
        {
            await Post(buyer, "/gio-hang/them", [("variantId", tea.ToString())]);
            // From the cart, and answered without a redirect to the checkout, so that nobody holds anything: the first press tells the total to agree to.
            var shown = await Sent(buyer, "/thanh-toan", await Page(buyer, "/gio-hang"), [.. form, ManyWords], HttpStatusCode.Conflict);
            ready.Add((buyer, [.. form, .. Hidden(shown)]));
        }

        var answers = await Task.WhenAll(ready.Select(buyer => Task.Run(() => Post(buyer.Buyer, "/thanh-toan", buyer.Form))));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().StartsWith("/don-hang/", StringComparison.Ordinal)));
        var refused = ready.Zip(answers).Where(one => one.Second.Headers.Location!.ToString() == "/thanh-toan").Select(one => one.First.Buyer).ToList();
        Assert.Equal(35, refused.Count);
        foreach (var buyer in refused)
        {
            Assert.Equal("/gio-hang", (await buyer.GetAsync("/thanh-toan")).Headers.Location!.ToString());
            Assert.Contains("Chè Đinh minh hoạ: vừa hết hàng.", await Page(buyer, "/gio-hang"), StringComparison.Ordinal);
        }

        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var level = await db.StockLevels.SingleAsync(level => level.VariantId == tea);
            Assert.Equal((5, 5, 0), (level.OnHand, level.Allocated, level.Reserved));
            Assert.Equal(5, await db.StockMovements.SumAsync(movement => movement.OnHand));
            Assert.Equal(5, await db.StockMovements.SumAsync(movement => movement.Allocated));
            Assert.Equal(5, await db.Orders.CountAsync());
            Assert.Equal(5, await db.OutboxMessages.CountAsync());
        });
        buyers.ForEach(buyer => buyer.Dispose());
    }

    [Fact]
    public async Task Scripts_get_a_count_and_a_reason()
    {
        await using var site = await MarketSite.OpenAsync();
        var tea = await ShelveAsync(site, "Chè minh hoạ", "19", stock: 4);
        using var buyer = Guest(site);
        buyer.DefaultRequestHeaders.Add("Accept", "application/json");
        var added = await Post(buyer, "/gio-hang/them", [("variantId", tea.ToString()), ("quantity", "3")]);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Contains("\"count\":3", await added.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("httponly", added.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("cart=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", added.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("cart=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);

        var short4 = await Post(buyer, "/gio-hang/them", [("variantId", tea.ToString()), ("quantity", "2")]);
        Assert.Equal(HttpStatusCode.Conflict, short4.StatusCode);
        buyer.DefaultRequestHeaders.Remove("Accept");
        var plain = await Post(buyer, "/gio-hang/them", [("variantId", tea.ToString()), ("quantity", "2")]);
        Assert.Contains("Chỉ còn 4 hộp", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_every_cookie_is_bound_to_this_host_and_still_carries_the_order()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Site:PublicUrl"] = "https://cho.example" });
        var tea = await ShelveAsync(site, "Chè minh hoạ", "19");
        using var buyer = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri("https://cho.example/en/") });
        buyer.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var added = await Post(buyer, "/en/gio-hang/them", [("variantId", tea.ToString()), ("quantity", "3")]);
        var dark = await Post(buyer, "/hien-thi", [("theme", "dark")]);
        var checkout = await buyer.GetAsync("/en/thanh-toan");
        var typed = await Post(buyer, "/en/thanh-toan", [("step", "communes"), ("province", "19"), .. Hidden(await checkout.Content.ReadAsStringAsync())]);

        foreach (var (answer, name, path) in new[] { (added, "__Host-cart", "/"), (dark, "__Host-theme", "/"), (checkout, "__Host-form", "/"), (typed, "__Secure-checkout", "/en/thanh-toan") })
        {
            var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(name + "=", StringComparison.Ordinal)).ToLowerInvariant().Split("; ");
            foreach (var mark in new[] { "secure", "httponly", $"path={path}" }) Assert.Contains(mark, cookie);
            Assert.Contains(cookie, mark => mark is "samesite=lax" or "samesite=strict");
            Assert.DoesNotContain(cookie, mark => mark.StartsWith("domain", StringComparison.Ordinal));
        }

        Assert.Contains("data-theme=\"dark\"", await buyer.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("value=\"3\"", await buyer.GetStringAsync("/gio-hang"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_and_cookies_that_were_touched_open_nothing()
    {
        await using var site = await MarketSite.OpenAsync();
        await ShelveAsync(site, "Chè minh hoạ", "19");
        using var guest = Guest(site);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync("/don-hang/xu-ly/abc")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync("/don-hang/khong-phai-ma")).StatusCode);
        Assert.Equal("/don-hang?code=K7M4-92PX", (await guest.GetAsync("/don-hang/K7M4-92PX?k=gia")).Headers.Location?.ToString());
        var links = site.Services.GetRequiredService<OrderLinks>();
        var expired = links.Answer(Guid.CreateVersion7(), site.Clock.UtcNow());
        Assert.Equal(HttpStatusCode.Gone, (await guest.GetAsync(new Uri(expired).AbsolutePath)).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/gio-hang");
        request.Headers.Add("Cookie", "cart=gia-mao");
        Assert.Contains("Giỏ đang trống", WebUtility.HtmlDecode(await (await guest.SendAsync(request)).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("/gio-hang", (await guest.GetAsync("/thanh-toan")).Headers.Location?.ToString());
        var wrong = await Post(guest, "/don-hang", [("code", "K7M4-92PX"), ("phone", "0912345678"), .. Hidden(await Page(guest, "/don-hang"))]);
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
    }

    [Fact]
    public async Task The_orders_command_lists_who_has_not_answered()
    {
        await using var site = await MarketSite.OpenAsync();
        using var nothing = new StringWriter();
        await site.InScopeAsync(scope => OrdersCommand.WriteAsync(scope.GetRequiredService<UnansweredOrders>(), site.Clock, nothing));
        Assert.Equal("Không có đơn nào chờ trả lời.\n", nothing.ToString());
    }

    [GeneratedRegex("/don-hang/xu-ly/[A-Za-z0-9_-]+")]
    private static partial Regex AnswerPath();

    private static HttpClient Guest(MarketSite site)
    {
        var client = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    private static async Task<string> Page(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, IEnumerable<(string Name, string Value)> fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Presses the last button in vain.</summary>
    /// <returns>The page that the answer leads to.</returns>
    private static async Task<string> Refused(HttpClient client, string from, IEnumerable<(string Name, string Value)> fields)
    {
        var answer = await Post(client, "/thanh-toan", [.. fields, .. Hidden(from)]);
        Assert.Equal((HttpStatusCode.Redirect, "/thanh-toan"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        return WebUtility.HtmlDecode(await Page(client, "/thanh-toan"));
    }

    private static async Task<string> Sent(HttpClient client, string path, string from, IEnumerable<(string Name, string Value)> fields, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await Post(client, path, [.. fields, .. Hidden(from)]);
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Presses "Chọn xã".</summary>
    /// <returns>Where the answer leads.</returns>
    private static async Task<string?> Asked(HttpClient client, string path, string from, IEnumerable<(string Name, string Value)> fields) =>
        (await Post(client, path, [.. fields, ("step", "communes"), .. Hidden(from)])).Headers.Location?.ToString();

    /// <summary>The fields that the page's list of refusals leads to.</summary>
    private static List<string> Reasons(string page) => [.. Regex.Matches(page, "<li><a href=\"#([A-Za-z]+)\">").Select(reason => reason.Groups[1].Value)];

    /// <summary>What a browser would send along unseen: the token, the agreed total.</summary>
    private static IEnumerable<(string, string)> Hidden(string page) =>
        Regex.Matches(page, "<input[^>]*>").Select(input => input.Value)
            .Where(input => input.Contains("__RequestVerificationToken", StringComparison.Ordinal) || input.Contains("\"agreedTotal\"", StringComparison.Ordinal))
            .Select(input => (Regex.Match(input, "name=\"([^\"]*)\"").Groups[1].Value, Regex.Match(input, "value=\"([^\"]*)\"").Groups[1].Value))
            .DistinctBy(field => field.Item1);

    private static Task<OrderStatus> StatusOf(MarketSite site, int index) => site.InScopeAsync(scope =>
        scope.GetRequiredService<MarketDb>().Orders.OrderBy(order => order.Number).Skip(index).Select(order => order.Status).FirstAsync());

    private static Task<Guid> ShelveAsync(MarketSite site, string name, string province, int stock = 20) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var producer = new Producer($"HTX {name}", ProducerKind.Cooperative, VietnameseText.Slug(name), new PlaceAsIssued(null, null, null, province, null, null), true, site.Clock.UtcNow());
        producer.SetContact("htx@example.invalid", null);
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), PlaceAsIssued.Unknown, null, null, true, site.Clock.UtcNow());
        var variant = new Variant(product.Id, VietnameseText.Slug(name), "hộp", 100, NetUnit.Gram, 300, new Money(100_000), 1);
        product.AddVariant(variant);
        db.AddRange(producer, product);
        await db.SaveChangesAsync();
        var received = await scope.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(variant.Id, stock)], "Nhập kho", "test", default);
        Assert.True(received.Succeeded);
        return variant.Id;
    });
}
