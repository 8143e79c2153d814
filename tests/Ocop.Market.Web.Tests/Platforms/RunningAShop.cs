using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>The page of a connected shop, for its producer and for the desk.</summary>
public sealed class RunningAShop
{
    [Theory, BothDatabases]
    public async Task Goods_are_chosen_hidden_and_sent_again(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.ConnectAsync(market.Shopee);
        await market.MapAsync();
        await RefusedAsync(market, market.Owner, page, "Chọn ít nhất một sản phẩm", ("act", "list"));
        await RefusedAsync(market, market.Owner, page, "Chọn ít nhất một sản phẩm", ("act", "hide"), ("chon", "không phải số"));
        await RefusedAsync(market, market.Owner, page, "không phải của chủ thể này", ("act", "list"), ("chon", market.Silk.Id.ToString()));
        await RefusedAsync(market, market.Owner, page, "không phải của chủ thể này", ("act", "list"), ("chon", market.Tea.Id.ToString()), ("chon", market.Silk.Id.ToString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await market.Owner.SubmitAsync(market.Http, page, [("act", "sell")])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await market.Owner.SubmitAsync(market.Http, page, [])).Status);

        await DoneAsync(market, page, "Đã chọn 1 sản phẩm", ("act", "list"), ("chon", market.Tea.Id.ToString()));
        Assert.Contains("Chờ gửi", (await market.Owner.GetAsync(market.Http, page)).Html, StringComparison.Ordinal);
        await market.WorkAsync();
        var there = Assert.Single(market.Shopee.Double.Items(PlatformSite.OutsideShop));
        var shown = (await market.Owner.GetAsync(market.Http, page)).Html;
        Assert.Contains("Đang bán", shown, StringComparison.Ordinal);
        Assert.Contains($"{market.Shopee.Double.Address}gian-hang/{PlatformSite.OutsideShop}/{there.Id}", shown, StringComparison.Ordinal);
        await DoneAsync(market, page, "Đang ẩn 1 sản phẩm", ("act", "hide"), ("chon", market.Tea.Id.ToString()));
        await market.WorkAsync();
        Assert.Equal(SyncState.Hidden, (await market.ListingAsync()).State);
        await DoneAsync(market, page, "Gửi lại 1 sản phẩm", ("act", "again"), ("chon", market.Tea.Id.ToString()));
        Assert.True((await market.ListingAsync()).IsWanted);
    }

    [Theory, BothDatabases]
    public async Task It_pauses_goes_on_and_lets_go(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.SellTeaAsync(market.Shopee);
        await RefusedAsync(market, market.Owner, page, "không hợp với tình trạng hiện tại", ("act", "resume"));
        await DoneAsync(market, page, "Đã tạm dừng", ("act", "pause"));
        Assert.Equal((ShopPause.ByHand, (DateTime?)null), ((await market.ShopAsync()).Pause, (await market.ShopAsync()).PausedUntil));
        await market.LookAsync();
        Assert.Equal(ShopPause.ByHand, (await market.ShopAsync()).Pause);
        await DoneAsync(market, page, "Chạy tiếp", ("act", "resume"));
        Assert.Equal(ShopPause.None, (await market.ShopAsync()).Pause);
        await DoneAsync(market, page, "Đã ngắt", ("act", "disconnect"));
        Assert.Equal((null, ShopPause.SignedOut), ((await market.ShopAsync()).SealedTokens, (await market.ShopAsync()).Pause));
        var shown = (await market.Owner.GetAsync(market.Http, page)).Html;
        Assert.Contains("Cần nối lại", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"pause\"", shown, StringComparison.Ordinal);
        foreach (var act in new[] { "pause", "resume", "disconnect" }) await RefusedAsync(market, market.Owner, page, "không hợp với tình trạng hiện tại", ("act", act));
        Assert.Equal(["ShopDisconnected", "ShopPaused", "ShopResumed"], await market.Read(db => db.AuditEntries.Where(entry => entry.Act == "ShopPaused" || entry.Act == "ShopResumed" || entry.Act == "ShopDisconnected").Select(entry => entry.Act).Order().ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task Its_prices_follow_a_rule_and_what_was_mistyped_stays_in_its_field(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.SellTeaAsync(market.Shopee);
        foreach (var (field, typed, words) in new[]
        {
            ("percent", "bảy", "Ghi một số nguyên"), ("percent", "", "Ghi một số nguyên"), ("percent", "7,5", "Ghi một số nguyên"), ("percent", "201", "Phần trăm từ −50 đến 200"), ("percent", "-51", "Phần trăm từ −50 đến 200"),
            ("step", "7", "Chọn một bước làm tròn"), ("step", "0", "Chọn một bước làm tròn"), ("safety", "-1", "Số giữ lại từ 0"), ("safety", "10001", "Số giữ lại từ 0"), ("safety", "99999999999", "Ghi một số nguyên"),
            ("brand", new string('x', ChangeShop.LongestBrand + 1), "Tên thương hiệu dài nhất 120 chữ"),
        })
        {
            var refused = await RefusedAsync(market, market.Owner, page, words, [("act", "price"), ("version", Text((await market.ShopAsync()).Version)), .. Terms("12", "1000", "3").Where(it => it.Item1 != field), (field, typed)]);
            Assert.Contains($"id=\"f-{field}-problem\"", refused.Html, StringComparison.Ordinal);
            // Beside what was mistyped stands what was not.
            if (field != "step") Assert.Matches($"id=\"f-{field}\"[^>]*value=\"{typed}\"", refused.Html);
            if (field != "safety") Assert.Matches("id=\"f-safety\"[^>]*value=\"3\"", refused.Html);
        }

        await RefusedAsync(market, market.Owner, page, "Có người vừa thay đổi chỗ này", [("act", "price"), ("version", Text((await market.ShopAsync()).Version - 1)), .. Terms("12", "1000", "3")]);

        await DoneAsync(market, page, "Đã lưu", [("act", "price"), ("version", Text((await market.ShopAsync()).Version)), .. Terms("7", "1000", "3")]);
        await market.WorkAsync();
        var sku = Assert.Single(Assert.Single(market.Shopee.Double.Items(PlatformSite.OutsideShop)).Skus);
        // 390.000 ₫ and 7 % are 417.300 ₫, rounded up; 20 pieces less 3.
        Assert.Equal((418_000L, 17), (sku.Price, sku.Stock));
        await DoneAsync(market, page, "Đã lưu", [("act", "price"), ("version", Text((await market.ShopAsync()).Version)), .. Terms("−10", "1", "0")]);
        Assert.Equal(-10, (await market.ShopAsync()).PricePercent);

        static (string, string)[] Terms(string percent, string step, string safety) => [("percent", percent), ("step", step), ("safety", safety)];
    }

    [Theory, BothDatabases]
    public async Task Its_brand_is_looked_for_there_and_the_page_says_what_came_of_it(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.SellTeaAsync(market.Shopee);
        Assert.DoesNotContain("Đã khớp", (await market.Owner.GetAsync(market.Http, page)).Html, StringComparison.Ordinal);
        var brand = market.Shopee.Double.AddBrand("Chè Tân Cương");
        await NameAsync("chè tân cương");
        Assert.Contains("Chưa tìm trên sàn", (await market.Owner.GetAsync(market.Http, page)).Html, StringComparison.Ordinal);
        await market.WorkAsync();
        var shown = (await market.Owner.GetAsync(market.Http, page)).Html;
        Assert.Contains("Đã khớp", shown, StringComparison.Ordinal);
        Assert.Matches("id=\"f-brand\"[^>]*value=\"chè tân cương\"", shown);
        Assert.Equal(brand, Assert.Single(market.Shopee.Double.Items(PlatformSite.OutsideShop)).Brand);

        await NameAsync("Chè Đồng Hỷ");
        await market.WorkAsync();
        shown = (await market.Owner.GetAsync(market.Http, page)).Html;
        Assert.Contains("Sàn chưa có thương hiệu “Chè Đồng Hỷ”: hàng lên sàn không kèm thương hiệu.", shown, StringComparison.Ordinal);
        Assert.Null(Assert.Single(market.Shopee.Double.Items(PlatformSite.OutsideShop)).Brand);
        Assert.Contains("goods go there without one", (await market.Owner.GetAsync(market.Http, "/en" + page)).Html, StringComparison.Ordinal);
        // Who may only read reads that, too.
        var auditor = await market.Site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.Contains("Không khớp", (await auditor.GetAsync(market.Http, $"{PlatformSite.Desk}/gian-hang/{(await market.ShopAsync()).Id}")).Html, StringComparison.Ordinal);

        async Task NameAsync(string name) => await DoneAsync(market, page, "Đã lưu", ("act", "price"), ("version", Text((await market.ShopAsync()).Version)), ("percent", "0"), ("step", "1"), ("safety", "0"), ("brand", name));
    }

    [Theory, BothDatabases]
    public async Task What_somebody_edited_there_is_settled_once(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.SellTeaAsync(market.Shopee);
        var ours = await EditedAsync(99_000);
        Assert.Contains("Có người sửa trên sàn", (await market.Owner.GetAsync(market.Http, page)).Html, StringComparison.Ordinal);
        await RefusedAsync(market, market.Owner, page, "Không có gian hàng này", ("act", "ours"), ("drift", Guid.CreateVersion7().ToString()));
        await DoneAsync(market, page, "Gửi lại bản của chợ", ("act", "ours"), ("drift", ours.ToString()));
        await market.WorkAsync();
        Assert.Equal(390_000, PriceThere());
        await RefusedAsync(market, market.Owner, page, "Có người vừa thay đổi chỗ này", ("act", "theirs"), ("drift", ours.ToString()));

        // An officer at the desk lets the next one be.
        var theirs = await EditedAsync(350_000);
        var officer = await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19")));
        var file = $"{PlatformSite.Desk}/gian-hang/{(await market.ShopAsync()).Id}";
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(market.Http, file, [("act", "theirs"), ("drift", theirs.ToString())])).Status);
        // Nobody is asked about it again, until it is another.
        await market.LookAsync();
        Assert.Equal(350_000, PriceThere());
        Assert.DoesNotContain("Có người sửa trên sàn", (await officer.GetAsync(market.Http, file)).Html, StringComparison.Ordinal);
        Assert.NotEqual(theirs, await EditedAsync(351_000));

        long PriceThere() => Assert.Single(market.Shopee.Double.Items(PlatformSite.OutsideShop)).Skus.Single().Price;

        async Task<Guid> EditedAsync(long price)
        {
            market.Shopee.Double.EditByHand(PlatformSite.OutsideShop, PlatformSite.Sku, item => item.Skus.Single().Price = price);
            await market.LookAsync();
            return await market.Read(db => db.ChannelDrifts.Where(drift => drift.ResolvedAt == null).Select(drift => drift.Id).SingleAsync());
        }
    }

    [Theory, BothDatabases]
    public async Task An_order_of_the_platform_is_handed_over_once(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.SellTeaAsync(market.Shopee);
        Assert.NotNull(market.Shopee.Double.Buy(PlatformSite.OutsideShop, PlatformSite.Sku, 2));
        market.Site.StandingClock.Advance(PullOrders.Interval + TimeSpan.FromSeconds(1));
        await market.WorkAsync();
        var order = (await market.Read(db => db.ChannelOrders.AsNoTracking().SingleAsync())).Id.ToString();
        var refused = await RefusedAsync(market, market.Owner, page, "Mã vận đơn dài nhất", ("act", "hand-over"), ("order", order), ("carrier", "Viettel Post"), ("tracking", new string('x', HandOverOutside.LongestTracking + 1)));
        Assert.Contains("value=\"Viettel Post\"", refused.Html, StringComparison.Ordinal);
        await RefusedAsync(market, market.Owner, page, "Không có đơn này", ("act", "hand-over"), ("order", Guid.CreateVersion7().ToString()));
        // A helper packs parcels and may say so, and has no page of the shop.
        await DoneAsync(market, page, "Đã ghi", ("act", "hand-over"), ("order", order), ("tracking", "VN123"));
        await RefusedAsync(market, market.Owner, page, "không chờ giao", ("act", "hand-over"), ("order", order), ("tracking", "VN124"));
    }

    [Theory, BothDatabases]
    public async Task Nobody_else_presses_anything(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.SellTeaAsync(market.Shopee);
        market.Shopee.Double.EditByHand(PlatformSite.OutsideShop, PlatformSite.Sku, item => item.Skus.Single().Price = 99_000);
        market.Shopee.Double.Buy(PlatformSite.OutsideShop, PlatformSite.Sku, 2);
        await market.LookAsync();
        var (shop, drift, order) = (await market.ShopAsync(), await market.Read(db => db.ChannelDrifts.Select(it => it.Id).SingleAsync()), await market.Read(db => db.ChannelOrders.Select(it => it.Id).SingleAsync()));
        var file = $"{PlatformSite.Desk}/gian-hang/{shop.Id}";
        (string, string)[][] presses =
        [
            .. new[] { "list", "hide", "again" }.Select(act => new[] { ("act", act), ("chon", market.Tea.Id.ToString()) }), .. new[] { "pause", "resume", "disconnect" }.Select(act => new[] { ("act", act) }),
            [("act", "price"), ("version", Text(shop.Version)), ("percent", "50"), ("step", "1"), ("safety", "0"), ("brand", "Chè khác")], [("act", "ours"), ("drift", drift.ToString())], [("act", "theirs"), ("drift", drift.ToString())], [("act", "hand-over"), ("order", order.ToString())],
        ];
        var before = await market.StandingAsync();
        foreach (var (held, path, status) in new[]
        {
            (new HeldRole(Role.ProducerOwner, market.SilkMaker.Scope), page, HttpStatusCode.NotFound),
            (new HeldRole(Role.ProducerHelper, market.TeaMaker.Scope), page, HttpStatusCode.NotFound),
            (new HeldRole(Role.Officer, Scope.Province("01")), file, HttpStatusCode.NotFound),
            (new HeldRole(Role.Auditor, Scope.Programme), file, HttpStatusCode.Forbidden),
            (new HeldRole(Role.Auditor, Scope.Province("19")), file, HttpStatusCode.Forbidden),
            (new HeldRole(Role.ProducerOwner, market.TeaMaker.Scope), file, HttpStatusCode.Forbidden),
        })
        {
            var guest = await market.Site.SignedInAsync(held);
            // From a page of theirs they have a form, and send it here.
            var home = held.Role is Role.ProducerOwner or Role.ProducerHelper ? "/cong-chu-the/hang-hoa" : PlatformSite.Desk;
            foreach (var press in presses)
                Assert.Equal((held, press[0], status), (held, press[0], (await guest.SubmitAsync(market.Http, home, press, path)).Status));
        }

        foreach (var press in presses)
        {
            Assert.StartsWith("/dang-nhap", (await new Guest().SubmitAsync(market.Http, "/dang-nhap", press, page)).Location, StringComparison.Ordinal);
            // Without the form's own mark nothing is believed, whoever sends it.
            Assert.Equal(HttpStatusCode.BadRequest, (await market.Owner.PostAsync(market.Http, page, press)).Status);
        }

        // A neighbour with a shop of her own sends ours through it.
        var neighbour = await market.Site.SignedInAsync(new HeldRole(Role.ProducerOwner, market.SilkMaker.Scope));
        market.Shopee.Double.AddShop("77002", "Trà sen Tây Hồ");
        var own = (await market.ReturnAsync(neighbour, await market.StateAsync(neighbour, market.Shopee), market.Shopee.Double.Consent("77002"), "77002")).Location!;
        Assert.NotEqual(before, before = await market.StandingAsync());
        foreach (var press in presses.Where(press => press[0].Item2 is "ours" or "theirs" or "hand-over" or "list"))
            Assert.Equal((press[0], HttpStatusCode.Conflict), (press[0], (await neighbour.SubmitAsync(market.Http, own, press)).Status));
        Assert.Equal(before, await market.StandingAsync());
    }

    [Theory, BothDatabases]
    public async Task An_auditor_reads_all_of_it_and_has_no_button(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        await market.SellTeaAsync(market.Shopee);
        var file = $"{PlatformSite.Desk}/gian-hang/{(await market.ShopAsync()).Id}";
        var auditor = await market.Site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.Contains("Shopee: Chè Tân Cương", (await auditor.GetAsync(market.Http, PlatformSite.Desk)).Html, StringComparison.Ordinal);
        var shown = await auditor.GetAsync(market.Http, file);
        Assert.Contains("Chè đinh Tân Cương", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"act\"", shown.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"act\"", (await (await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19")))).GetAsync(market.Http, file)).Html, StringComparison.Ordinal);
        // English, too.
        Assert.Contains("On sale", (await auditor.GetAsync(market.Http, "/en" + file)).Html, StringComparison.Ordinal);
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task DoneAsync(PlatformSite market, string page, string words, params (string, string)[] press)
    {
        var done = await market.Owner.SubmitAsync(market.Http, page, press);
        Assert.Equal((press[0], HttpStatusCode.Redirect), (press[0], done.Status));
        Assert.Contains(words, (await market.Owner.GetAsync(market.Http, done.Location!)).Html, StringComparison.Ordinal);
    }

    private static async Task<Answer> RefusedAsync(PlatformSite market, Guest who, string page, string words, params (string, string)[] press)
    {
        var before = await market.StandingAsync();
        var refused = await who.SubmitAsync(market.Http, page, press);
        Assert.Equal((press[0], HttpStatusCode.Conflict), (press[0], refused.Status));
        Assert.Contains(words, refused.Html, StringComparison.Ordinal);
        Assert.Equal(before, await market.StandingAsync());
        return refused;
    }
}
