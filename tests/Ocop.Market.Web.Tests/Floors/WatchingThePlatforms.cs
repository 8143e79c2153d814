using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Floors;

/// <summary>The desk's pages of shops on platforms: the list of goods, the history, a set's goods there, the shares.</summary>
public sealed class WatchingThePlatforms
{
    private const string List = "/quan-tri/san-ngoai/mon-hang", History = "/quan-tri/san-ngoai/nhat-ky", Shares = "/quan-tri/san-ngoai/ty-le";

    private static readonly HeldRole Programme = new(Role.Officer, Scope.Programme), Province = new(Role.Officer, Scope.Province("19")), Elsewhere = new(Role.Officer, Scope.Province("01")), Auditor = new(Role.Auditor, Scope.Programme);

    [Fact]
    public async Task The_list_is_filtered_saved_and_taken_as_a_file_within_ones_places()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (tea, _) = await AddAsync(site, "Chè đinh", "19", "tiktok");
        var (silk, _) = await AddAsync(site, "=Lụa thử", "01", "lazada");
        await FailAsync(site, silk, "Thiếu giấy phép");
        var (programme, province, elsewhere, auditor) = (await site.SignedInAsync(Programme), await site.SignedInAsync(Province), await site.SignedInAsync(Elsewhere), await site.SignedInAsync(Auditor));

        var all = (await programme.GetAsync(http, List)).Html;
        Assert.Contains("2 món", all, StringComparison.Ordinal);
        Assert.Contains("Chè đinh", all, StringComparison.Ordinal);
        Assert.Contains("Thiếu giấy phép", all, StringComparison.Ordinal);
        // What to do about it stands beside it.
        Assert.Contains("Hỏi cán bộ, rồi bấm “Gửi lại”", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Lụa thử", (await province.GetAsync(http, List)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Chè đinh", (await elsewhere.GetAsync(http, List)).Html, StringComparison.Ordinal);
        var read = (await auditor.GetAsync(http, List)).Html;
        Assert.Contains("2 món", read, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"hide\"", read, StringComparison.Ordinal);
        foreach (var (query, name) in new[] { ("san=tiktok", "Chè đinh"), ("muc=can-nguoi", "Lụa thử"), ("muc=Live", "Chè đinh"), ("loi=gi%E1%BA%A5y+ph%C3%A9p", "Lụa thử"), ("q=lua", "Lụa thử"), ("chu-the=che+dinh", "Chè đinh"), ($"gian-hang={tea.ShopId}", "Chè đinh") })
        {
            var found = (await programme.GetAsync(http, $"{List}?{query}")).Html;
            Assert.Contains("1 món", found, StringComparison.Ordinal);
            Assert.Contains(name, found, StringComparison.Ordinal);
        }

        var csv = (await programme.GetAsync(http, $"{List}?handler=csv&muc=can-nguoi")).Html;
        Assert.StartsWith("Sàn,Gian hàng,Chủ thể,Sản phẩm,Trạng thái", csv, StringComparison.Ordinal);
        Assert.Contains("Lazada,Gian =Lụa thử,HTX =Lụa thử,'=Lụa thử,Cần người xem,có,Thiếu giấy phép,E1", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Chè đinh", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Lụa", (await province.GetAsync(http, $"{List}?handler=csv")).Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await programme.SubmitAsync(http, $"{List}?muc=can-nguoi", [("list", List), ("query", "muc=can-nguoi"), ("name", "Việc của tôi")], "/quan-tri/bo-loc")).Status);
        var saved = await ReadAsync(site, db => db.SavedFilters.SingleAsync());
        Assert.Equal((List, "muc=can-nguoi"), (saved.List, saved.Query));
        Assert.Contains("Việc của tôi", (await programme.GetAsync(http, List)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_changed_after_a_preview_and_nothing_changes_before_or_without_the_right()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (tea, maker) = await AddAsync(site, "Chè đinh", "19", "tiktok");
        var (silk, _) = await AddAsync(site, "Lụa thử", "01", "lazada");
        var (programme, province, auditor) = (await site.SignedInAsync(Programme), await site.SignedInAsync(Province), await site.SignedInAsync(Auditor));
        (string, string)[] both = [("chon", Key(tea)), ("chon", Key(silk))];

        var preview = await programme.SubmitAsync(http, List, [("act", "hide"), .. both]);
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("Chưa có gì thay đổi", preview.Html, StringComparison.Ordinal);
        Assert.Matches(@"<b>2</b> · Ẩn trên sàn", preview.Html);
        Assert.All(await ListingsAsync(site), listing => Assert.True(listing.IsWanted));

        Assert.Equal(HttpStatusCode.Conflict, (await programme.SubmitAsync(http, List, [("act", "hide")])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await programme.SubmitAsync(http, List, [("act", "sell"), .. both])).Status);
        foreach (var act in new[] { "list", "hide", "again", "pause" })
            Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsync(http, List, [("act", act), ("sure", "true"), .. both, ("__RequestVerificationToken", await TokenAsync(auditor, http))])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await province.SubmitAsync(http, List, [("act", "hide"), ("sure", "true"), ("chon", Key(silk))])).Status);
        // A producer has no way into the desk.
        Assert.NotEqual(HttpStatusCode.OK, (await (await site.SignedInAsync(new HeldRole(Role.ProducerOwner, maker.Scope))).GetAsync(http, List)).Status);
        Assert.All(await ListingsAsync(site), listing => Assert.True(listing.IsWanted));
        Assert.All(await ReadAsync(site, db => db.ChannelShops.AsNoTracking().ToListAsync()), shop => Assert.Equal(ShopPause.None, shop.Pause));

        var mixed = await province.SubmitAsync(http, List, [("act", "hide"), .. both]);
        Assert.Contains("Ngoài quyền của bạn", mixed.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Lụa thử", mixed.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await province.SubmitAsync(http, List, [("act", "hide"), ("sure", "true"), .. both])).Status);
        Assert.Equal([(tea.Id, false), (silk.Id, true)], (await ListingsAsync(site)).Select(listing => (listing.Id, listing.IsWanted)));

        Assert.Equal(HttpStatusCode.Redirect, (await programme.SubmitAsync(http, List + "?q=lua", [("act", "pause"), ("sure", "true"), ("all", "true"), ("reason", "Kiểm kê")])).Status);
        Assert.Equal([ShopPause.None, ShopPause.ByHand], await ReadAsync(site, db => db.ChannelShops.OrderBy(shop => shop.Channel == "lazada").Select(shop => shop.Pause).ToListAsync()));
    }

    [Fact]
    public async Task Goods_are_put_into_a_set_taken_out_and_ended_there()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (tea, _) = await AddAsync(site, "Chè đinh", "19", "tiktok");
        var programme = await site.SignedInAsync(Programme);
        var set = new PublishingSet("Tết sum vầy", "test", site.Clock.UtcNow());
        await ReadAsync(site, async db => { db.PublishingSets.Add(set); return await db.SaveChangesAsync(); });
        var (page, wish) = ($"/quan-tri/dot-dang/{set.Id}/mon-tren-san", $"{set.Id}:{set.Version}");

        Assert.Contains("Tết sum vầy", (await programme.GetAsync(http, List)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await programme.SubmitAsync(http, List, [("act", "set"), ("set", wish)])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await programme.SubmitAsync(http, List, [("act", "set"), ("set", wish), ("until", "hôm kia"), ("chon", Key(tea))])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await programme.SubmitAsync(http, List, [("act", "set"), ("set", wish), ("until", "2020-01-01"), ("chon", Key(tea))])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await programme.SubmitAsync(http, List, [("act", "set"), ("set", "x"), ("chon", Key(tea))])).Status);
        foreach (var role in new[] { Province, Auditor })
        {
            var guest = await site.SignedInAsync(role);
            Assert.Equal(HttpStatusCode.Conflict, (await guest.PostAsync(http, List, ("act", "set"), ("set", wish), ("chon", Key(tea)), ("__RequestVerificationToken", await TokenAsync(guest, http)))).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await guest.GetAsync(http, page)).Status);
        }

        Assert.Empty(await ReadAsync(site, db => db.CampaignListings.ToListAsync()));
        var added = await programme.SubmitAsync(http, List, [("act", "set"), ("set", wish), ("until", "2027-02-20"), ("chon", Key(tea))]);
        Assert.Equal((HttpStatusCode.Redirect, page), (added.Status, added.Location));
        var shown = (await programme.GetAsync(http, page)).Html;
        Assert.Contains("20/02/2027", shown, StringComparison.Ordinal);
        Assert.Contains("chờ giờ của đợt", shown, StringComparison.Ordinal);
        // The set's own page says what stands in the way.
        Assert.Contains("Chưa xếp ngành hàng", (await programme.GetAsync(http, $"/quan-tri/dot-dang/{set.Id}")).Html, StringComparison.Ordinal);

        var item = await ReadAsync(site, db => db.CampaignListings.Select(it => it.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await programme.SubmitAsync(http, page, [("act", "end")])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await programme.SubmitAsync(http, page, [("act", "remove"), ("version", set.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await programme.SubmitAsync(http, page, [("act", "x")])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await programme.GetAsync(http, $"/quan-tri/dot-dang/{Guid.CreateVersion7()}/mon-tren-san")).Status);
        await ReadAsync(site, async db => { (await db.CampaignListings.SingleAsync()).Begin(false, site.Clock.UtcNow()); return await db.SaveChangesAsync(); });
        Assert.Contains("Kết thúc phần trên sàn ngay", (await programme.GetAsync(http, page)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await programme.SubmitAsync(http, page, [("act", "end")])).Status);
        Assert.False((await ListingsAsync(site)).Single().IsWanted);
        Assert.Equal(HttpStatusCode.Redirect, (await programme.SubmitAsync(http, page, [("act", "remove"), ("version", set.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("chon", item.ToString())])).Status);
        Assert.Empty(await ReadAsync(site, db => db.CampaignListings.ToListAsync()));
    }

    [Fact]
    public async Task The_history_speaks_of_ones_own_places_in_words()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (tea, _) = await AddAsync(site, "Chè đinh", "19", "tiktok");
        await ReadAsync(site, async db =>
        {
            db.ChannelSteps.Add(new ChannelStep(site.Clock.UtcNow(), tea.ShopId, tea.Id, ChannelDeed.PriceSent, "145.000 ₫", null));
            db.ChannelSteps.Add(new ChannelStep(site.Clock.UtcNow(), tea.ShopId, tea.Id, ChannelDeed.Checked, null, new ChannelFailure(FailureClass.Permanent, "E1", "<b>Không nhận</b>")));
            return await db.SaveChangesAsync();
        });
        var auditor = await site.SignedInAsync(Auditor);
        var page = (await auditor.GetAsync(http, History)).Html;
        Assert.Contains("Gửi giá", page, StringComparison.Ordinal);
        Assert.Contains("145.000 ₫", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", (await auditor.RawAsync(http, History)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Gửi giá", (await auditor.GetAsync(http, History + "?loi=1")).Html, StringComparison.Ordinal);
        Assert.Contains("0 dòng", (await auditor.GetAsync(http, History + "?den=2020-01-01")).Html, StringComparison.Ordinal);
        Assert.Contains("0 dòng", (await (await site.SignedInAsync(Elsewhere)).GetAsync(http, History)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shares_are_told_by_province_group_and_month_as_a_picture_and_as_a_file()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        await AddAsync(site, "Chè đinh", "19", "tiktok");
        await AddAsync(site, "Lụa thử", "01", null);
        site.StandingClock.SetLocal(2026, 11, 30, 23, 50, 0);
        await site.InScopeAsync(async services => await services.GetRequiredService<TakeReachMonth>().HandleAsync(default));
        site.StandingClock.SetLocal(2026, 12, 2, 9, 0, 0);
        var (programme, province, auditor) = (await site.SignedInAsync(Programme), await site.SignedInAsync(Province), await site.SignedInAsync(Auditor));

        var page = (await programme.GetAsync(http, Shares)).Html;
        Assert.Contains("1 trong 2 chủ thể (50 %) và 1 trong 2 sản phẩm (50 %)", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "<svg viewBox=\"0 0 1000 10\""));
        Assert.Contains("<rect class=\"tone--best\" width=\"1000\" height=\"5\"", page, StringComparison.Ordinal);
        var csv = (await programme.GetAsync(http, Shares + "?handler=csv")).Html;
        Assert.Contains("19,Thái Nguyên,1,1,100,1,1,100\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("01,Hà Nội,1,0,0,1,0,0\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("2026-11,11/2026,2,1,50,2,1,50\r\n2026-12,12/2026,2,1,50,2,1,50\r\n", (await auditor.GetAsync(http, Shares + "?theo=thang&handler=csv")).Html, StringComparison.Ordinal);
        Assert.Contains("thuc-pham,", (await programme.GetAsync(http, Shares + "?theo=nhom&handler=csv")).Html, StringComparison.Ordinal);
        Assert.Contains("Cuối tháng 11/2026", (await programme.GetAsync(http, Shares + "?thang=2026-11")).Html, StringComparison.Ordinal);
        // An officer's own province alone, in old months too.
        foreach (var query in new[] { "?handler=csv", "?thang=2026-11&handler=csv" })
        {
            var own = (await province.GetAsync(http, Shares + query)).Html;
            Assert.Contains("19,Thái Nguyên,1,1,100,1,1,100\r\n", own, StringComparison.Ordinal);
            Assert.DoesNotContain("Hà Nội", own, StringComparison.Ordinal);
        }

        Assert.Contains("2026-11,11/2026,1,1,100,1,1,100\r\n", (await province.GetAsync(http, Shares + "?theo=thang&handler=csv")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_comes_near_is_shown_before_it_comes()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (tea, maker) = await AddAsync(site, "Chè đinh", "19", "tiktok", site.Clock.UtcNow().AddDays(6));
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, maker.Scope));
        Assert.Contains("còn 6 ngày", (await owner.GetAsync(http, "/cong-chu-the/ban-tren-san")).Html, StringComparison.Ordinal);
        Assert.Contains("còn 6 ngày", (await owner.GetAsync(http, $"/cong-chu-the/ban-tren-san/{tea.ShopId}")).Html, StringComparison.Ordinal);
        var board = (await (await site.SignedInAsync(Auditor)).GetAsync(http, "/quan-tri/san-ngoai")).Html;
        Assert.Contains("còn 6 ngày: nhắc chủ thể nối lại", board, StringComparison.Ordinal);
        Assert.Contains("Cần người xem: 0", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_knows_when_a_job_is_held_and_a_run_is_late_once_nobody_began_it()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Jobs:Enabled"] = "true" }, clock: TimeProvider.System);
        using var http = site.Visitor();
        var programme = await site.SignedInAsync(Programme);
        await Eventually.TrueAsync(async () => await site.InScopeAsync(services => services.GetRequiredService<JobBoard>().ReadAsync(JobNames.Channels, default)) is { Count: 2 }, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("đang bị tạm dừng, không gì lên sàn", (await programme.GetAsync(http, "/quan-tri/san-ngoai")).Html, StringComparison.Ordinal);
        await site.InScopeAsync(async services => Assert.True((await services.GetRequiredService<JobBoard>().HandleAsync(new Person(Guid.CreateVersion7(), "Người thử", [Programme with { Role = Role.Administrator }]), "sync-channels", JobAct.Pause, default)).Succeeded));
        Assert.Contains("đang bị tạm dừng, không gì lên sàn", (await programme.GetAsync(http, "/quan-tri/san-ngoai")).Html, StringComparison.Ordinal);

        var now = new DateTime(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
        JobCard Card(DateTime? next, bool isPaused = false, bool isRunning = false) => new("sync-channels", TimeSpan.FromSeconds(2), null, next, isPaused, isRunning, 0, 9, [], 0);
        Assert.True(Card(now.AddMinutes(-6)).IsLateAt(now));
        Assert.False(Card(now.AddMinutes(-4)).IsLateAt(now));
        Assert.False(Card(null).IsLateAt(now));
        Assert.False(Card(now.AddMinutes(-6), isPaused: true).IsLateAt(now));
        Assert.False(Card(now.AddMinutes(-6), isRunning: true).IsLateAt(now));
    }

    private static string Key(ChannelListing listing) => $"{listing.ShopId:n}:{listing.ProductId:n}";

    /// <summary>Of a page that has a form for everybody.</summary>
    private static async Task<string> TokenAsync(Guest guest, HttpClient http) => (await guest.GetAsync(http, List + "?q=x")).Hidden("__RequestVerificationToken");

    private static Task<T> ReadAsync<T>(MarketSite site, Func<MarketDb, Task<T>> read) => site.InScopeAsync(services => read(services.GetRequiredService<MarketDb>()));

    private static Task<List<ChannelListing>> ListingsAsync(MarketSite site) => ReadAsync(site, db => db.ChannelListings.AsNoTracking().OrderBy(listing => listing.Id).ToListAsync());

    private static Task FailAsync(MarketSite site, ChannelListing listing, string message) => ReadAsync(site, async db =>
    {
        var row = await db.ChannelListings.SingleAsync(it => it.Id == listing.Id);
        row.Move(SyncState.NeedsPerson, SyncActor.Runner, site.Clock.UtcNow());
        row.Fail(new ChannelFailure(FailureClass.Permanent, "E1", message), null, site.Clock.UtcNow());
        return await db.SaveChangesAsync();
    });

    /// <summary>A product of a producer of its own, on sale in its shop where it has one.</summary>
    private static Task<(ChannelListing Listing, Producer Maker)> AddAsync(MarketSite site, string name, string province, string? channel, DateTime? consentUntil = null) => site.InScopeAsync(async services =>
    {
        var (db, now) = (services.GetRequiredService<MarketDb>(), site.Clock.UtcNow());
        var place = new PlaceAsIssued(null, null, null, province, services.GetRequiredService<PlaceDirectory>().CommunesOf(province)[0].Code, null);
        var producer = new Producer($"HTX {name}", ProducerKind.Cooperative, VietnameseText.Slug($"htx {name}"), place, true, now);
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), place, "thuc-pham", null, true, now);
        product.AddVariant(new Variant(product.Id, $"SKU-{product.Slug}", "hộp", 100, NetUnit.Gram, 150, new Money(90_000), 1));
        var shop = new ChannelShop(channel ?? "none", producer.Id, product.Slug, $"Gian {name}", null, now);
        shop.Keep("sealed", new ShopTokens("a", "b", now.AddHours(4), now.AddDays(30), consentUntil), now);
        var listing = new ChannelListing(shop.Id, product.Id, SyncActor.Seller, now);
        db.AddRange(producer, product);
        if (channel is not null)
        {
            listing.Move(SyncState.Submitting, SyncActor.Runner, now);
            listing.Move(SyncState.Live, SyncActor.Platform, now);
            db.AddRange(shop, listing);
        }

        await db.SaveChangesAsync();
        return (listing, producer);
    });
}
