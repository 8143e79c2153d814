using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Catalog.Calendars;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Livestreams;

public sealed class SellingLive
{
    private const string Link = "https://www.tiktok.com/@vuon-thu/live";

    [Theory, BothDatabases]
    public async Task A_session_is_planned_shown_changed_and_told_of_afterwards(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var owner = Owner(desk);
        var session = Assert.Succeeded(await PlanAsync(desk, owner, Form(desk)));
        Assert.Equal(("Chè vụ mới", LivestreamPlatform.TikTok, Link, new DateTime(2026, 11, 26, 12, 30, 0, DateTimeKind.Utc), 90, 1),
            (session.Title, session.Platform, session.Address, session.StartsAt, session.Minutes, session.Sequence));
        var (coming, again) = await ReadAsync(desk);
        Assert.Equal((session.Id, "HTX chè Đinh", "Chè đinh thử"), (Assert.Single(coming).Session.Id, coming[0].Producer, Assert.Single(coming[0].Goods).Name));
        Assert.Empty(again);
        Assert.Equal([session.Id], await NextAsync(desk, desk.Tea.Id));
        Assert.Empty(await NextAsync(desk, desk.Rice.Id));

        var changed = Assert.Succeeded(await PlanAsync(desk, owner, Form(desk) with { Title = "Chè vụ cũ", StartsAt = "27/11/2026 8:00", ProductIds = [] }, session));
        Assert.Equal((session.Id, 2, new DateTime(2026, 11, 27, 1, 0, 0, DateTimeKind.Utc)), (changed.Id, changed.Sequence, changed.StartsAt));
        Assert.Empty(await NextAsync(desk, desk.Tea.Id));
        Assert.Equal([session.Id], await NextAsync(desk, null));

        // On the air: the time stays, the link may change. Later: where to see it again, and what was sold.
        desk.Clock.SetLocal(2026, 11, 27, 8, 30, 0);
        var live = Form(desk) with { StartsAt = "2026-11-27T08:00" };
        changed = Assert.Succeeded(await PlanAsync(desk, owner, live with { Address = "https://youtu.be/abc" }, changed));
        Assert.Refused("Begun", await PlanAsync(desk, owner, live with { StartsAt = "28/11/2026 8:00" }, changed));
        changed = Assert.Succeeded(await PlanAsync(desk, owner, live with { ReplayAddress = "https://fb.watch/abc", Orders = "25", Sales = "3.500.000" }, changed));
        Assert.Equal(("https://fb.watch/abc", 25, new Money(3_500_000)), (changed.ReplayAddress, changed.Orders, changed.Sales));
        Assert.Single((await ReadAsync(desk)).Coming);
        desk.Clock.SetLocal(2026, 11, 28, 0, 0, 0);
        (coming, again) = await ReadAsync(desk);
        Assert.Empty(coming);
        Assert.Equal("https://fb.watch/abc", Assert.Single(again).Session.ReplayAddress);
        Assert.Empty(await NextAsync(desk, null));
        Assert.Equal(["LivestreamPlanned", "LivestreamChanged", "LivestreamChanged", "LivestreamChanged"],
            await desk.Read(db => db.AuditEntries.Where(entry => entry.SubjectKind == "producer").OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_is_wrong_is_refused_beside_its_field_and_nothing_is_kept(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var owner = Owner(desk);
        var form = Form(desk);
        foreach (var (wrong, reason, field) in new[]
        {
            (form with { Title = " ab " }, "TitleWrong", "title"), (form with { Title = new string('a', 121) }, "TitleWrong", "title"), (form with { StartsAt = "mai" }, "StartWrong", "startsAt"), (form with { StartsAt = null }, "StartWrong", "startsAt"),
            (form with { StartsAt = "2026-11-23T08:59" }, "StartPassed", "startsAt"), (form with { StartsAt = "2028-01-01T08:00" }, "TooFar", "startsAt"), (form with { Minutes = "4" }, "MinutesWrong", "minutes"), (form with { Minutes = "721" }, "MinutesWrong", "minutes"),
            (form with { ProductIds = [desk.Silk.Id] }, "NotYours", "products"), (form with { ProductIds = [desk.Tea.Id, Guid.CreateVersion7()] }, "NotYours", "products"), (form with { ProductIds = [.. Enumerable.Range(0, 13).Select(_ => Guid.CreateVersion7())] }, "TooManyProducts", "products"),
            (form with { ReplayAddress = Link }, "NotBegun", "replayAddress"), (form with { Orders = "3" }, "NotBegun", "orders"), (form with { Sales = "3000" }, "NotBegun", "sales"),
        })
            Assert.Equal(field, Assert.Refused(reason, await PlanAsync(desk, owner, wrong)).Field);
        Assert.Equal(["TitleWrong", "LinkWrong", "StartWrong", "MinutesWrong"], (await PlanAsync(desk, owner, new(null, null, null, null, []))).Refusals.Select(refusal => refusal.Reason));
        Assert.Equal(0, await desk.Read(db => db.Livestreams.CountAsync()));

        var session = Assert.Succeeded(await PlanAsync(desk, owner, form));
        Assert.Refused("SameTime", await PlanAsync(desk, owner, form));
        Assert.Refused("Stale", await desk.Run((PlanLivestream it) => it.HandleAsync(owner, desk.TeaMaker.Id, session.Id, session.Version + 1, form, default)));
        Assert.Refused("LivestreamUnknown", await desk.Run((PlanLivestream it) => it.HandleAsync(owner, desk.TeaMaker.Id, Guid.CreateVersion7(), 0, form, default)));
        for (var day = 1; day < 20; day++) Assert.Succeeded(await PlanAsync(desk, owner, form with { StartsAt = $"{day}/12/2026 8:00" }));
        Assert.Refused("TooManySessions", await PlanAsync(desk, owner, form with { StartsAt = "30/12/2026 8:00" }));
        desk.Clock.SetLocal(2026, 11, 26, 20, 0, 0);
        foreach (var (wrong, reason, field) in new[] { (form with { ReplayAddress = "https://example.vn/" }, "LinkWrong", "replayAddress"), (form with { Orders = "vài" }, "OrdersWrong", "orders"), (form with { Sales = "nhiều" }, "SalesWrong", "sales") })
            Assert.Equal(field, Assert.Refused(reason, await PlanAsync(desk, owner, wrong, session)).Field);
        Assert.Equal((1, null, null), await desk.Read(async db => await db.Livestreams.Where(it => it.Id == session.Id).Select(it => new ValueTuple<int, string?, int?>(it.Sequence, it.ReplayAddress, it.Orders)).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task Only_who_looks_after_the_producer_plans_and_only_before_it_begins_it_is_cancelled(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var helper = DeskMarket.Holding(Role.ProducerHelper, desk.TeaMaker.Scope);
        foreach (var stranger in new[] { DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope), desk.OtherProvince, DeskMarket.Auditor, DeskMarket.Holding(Role.Keeper, Scope.SalesPoint("19", desk.Communes.Tea, Guid.CreateVersion7())) })
            Assert.Refused("NoRight", await PlanAsync(desk, stranger, Form(desk)));
        Assert.Refused("NoRight", await desk.Run((PlanLivestream it) => it.HandleAsync(helper, Guid.CreateVersion7(), null, null, Form(desk), default)));
        var session = Assert.Succeeded(await PlanAsync(desk, helper, Form(desk)));
        // Another producer's session is not found by one's own producer's id.
        Assert.Refused("LivestreamUnknown", await desk.Run((PlanLivestream it) => it.HandleAsync(DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope), desk.RiceMaker.Id, session.Id, session.Version, Form(desk) with { ProductIds = [] }, default)));
        foreach (var stranger in new[] { DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope), desk.OtherProvince, DeskMarket.Auditor }) Assert.Refused("NoRight", await CancelAsync(desk, stranger, session.Id, "Liên kết sai"));
        Assert.Refused("LivestreamUnknown", await CancelAsync(desk, helper, Guid.CreateVersion7(), null));
        Assert.Equal("reason", Assert.Refused("ReasonMissing", await CancelAsync(desk, DeskMarket.Province, session.Id, " ")).Field);
        Assert.Equal((false, 1, 0), (await desk.Read(db => db.Livestreams.Select(it => it.IsCancelled).SingleAsync()), await desk.Read(db => db.Livestreams.Select(it => it.Sequence).SingleAsync()), await desk.Read(db => db.OutboxMessages.CountAsync())));

        var cancelled = Assert.Succeeded(await CancelAsync(desk, DeskMarket.Province, session.Id, "Liên kết dẫn tới trang khác"));
        Assert.Equal((true, 2, "Liên kết dẫn tới trang khác"), (cancelled.IsCancelled, cancelled.Sequence, cancelled.CancelReason));
        Assert.Contains("Liên kết dẫn tới trang khác", (await desk.Read(db => db.OutboxMessages.SingleAsync())).Text, StringComparison.Ordinal);
        Assert.Refused("LivestreamCancelled", await CancelAsync(desk, helper, session.Id, null));
        Assert.Refused("LivestreamCancelled", await PlanAsync(desk, helper, Form(desk), cancelled));
        Assert.True(Assert.Single((await ReadAsync(desk)).Coming).Session.IsCancelled);
        Assert.Empty(await NextAsync(desk, null));

        // The producer's own needs no reason and no mail; a cancelled session's time is free again; what runs cannot be called off.
        var second = Assert.Succeeded(await PlanAsync(desk, helper, Form(desk)));
        Assert.Succeeded(await CancelAsync(desk, helper, second.Id, null));
        Assert.Equal(1, await desk.Read(db => db.OutboxMessages.CountAsync()));
        var third = Assert.Succeeded(await PlanAsync(desk, helper, Form(desk)));
        desk.Clock.SetLocal(2026, 11, 26, 19, 30, 0);
        Assert.Refused("Begun", await CancelAsync(desk, helper, third.Id, null));
        // But an officer takes down what its link or replay was changed to since.
        var begun = await desk.Read(db => db.Livestreams.SingleAsync(it => it.Id == third.Id));
        Assert.Succeeded(await PlanAsync(desk, helper, Form(desk) with { StartsAt = "2026-11-26T19:30", ReplayAddress = "https://fb.watch/khac" }, begun));
        desk.Clock.SetLocal(2026, 11, 28, 8, 0, 0);
        Assert.Single((await ReadAsync(desk)).Again);
        Assert.Refused("ReasonMissing", await CancelAsync(desk, desk.Commune, third.Id, null));
        Assert.Succeeded(await CancelAsync(desk, desk.Commune, third.Id, "Liên kết dẫn tới nơi khác."));
        Assert.Empty((await ReadAsync(desk)).Again);
        Assert.Equal(2, await desk.Read(db => db.OutboxMessages.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Officers_see_their_own_scope_and_goods_off_the_market_are_shown_nowhere(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var later = Assert.Succeeded(await PlanAsync(desk, Owner(desk), Form(desk) with { StartsAt = "2026-12-26T19:30" }));
        var session = Assert.Succeeded(await PlanAsync(desk, Owner(desk), Form(desk)));
        Assert.Equal([session.Id, later.Id], await DeskAsync(desk.Commune, null));
        Assert.Equal([session.Id, later.Id], await DeskAsync(DeskMarket.Auditor, "che dinh"));
        Assert.Empty(await DeskAsync(DeskMarket.Auditor, "lua"));
        Assert.Empty(await DeskAsync(desk.OtherProvince, null));
        desk.Clock.SetLocal(2026, 11, 27, 8, 0, 0);
        Assert.Equal([later.Id, session.Id], await DeskAsync(desk.Commune, null));

        await desk.Read(db => db.Products.Where(product => product.Id == desk.Tea.Id).ExecuteUpdateAsync(set => set.SetProperty(product => product.IsListed, false)));
        Assert.Empty(Assert.Single((await ReadAsync(desk)).Coming).Goods);
        Assert.DoesNotContain("Chè đinh thử", await desk.Run((LivestreamCalendars it) => it.AllAsync("Bán trực tiếp", "vi", default)), StringComparison.Ordinal);

        async Task<IEnumerable<Guid>> DeskAsync(Person person, string? text) => (await desk.Run((DeskLivestreams it) => it.PageAsync(person, text, 1, default))).Rows.Select(row => row.Session.Id);
    }

    [Theory, BothDatabases]
    public async Task A_calendar_rings_before_it_begins_and_strikes_out_what_was_cancelled(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        // Past midnight, with letters that fold.
        var session = Assert.Succeeded(await PlanAsync(desk, Owner(desk), Form(desk) with { Title = "Chè đêm; pha thử, kể chuyện cả đêm ở vườn chè trên đồi cao", StartsAt = "2026-11-26T23:30" }));
        var text = (await OfAsync())!;
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        var told = Assert.Single((await ReadCalendar.OfAsync(text)).Events);
        Assert.Equal(($"{session.Id:n}@localhost", 1, "CONFIRMED", "Chè đêm; pha thử, kể chuyện cả đêm ở vườn chè trên đồi cao · HTX chè Đinh", "TikTok", Link, "Asia/Ho_Chi_Minh"), (told.Uid, told.Sequence, told.Status, told.Summary, told.Location, told.Url, told.Zone));
        Assert.Equal((session.StartsAt, TimeSpan.FromMinutes(90)), (told.Starts.ToUniversalTime(), told.Ends - told.Starts));
        Assert.Equal([-15], told.Alarms);
        Assert.Contains("Chè đinh thử", told.Description, StringComparison.Ordinal);
        Assert.Null(await desk.Run((LivestreamCalendars it) => it.OfAsync(Guid.CreateVersion7(), "vi", default)));

        Assert.Succeeded(await CancelAsync(desk, Owner(desk), session.Id, null));
        foreach (var file in new[] { (await OfAsync())!, await desk.Run((LivestreamCalendars it) => it.AllAsync("Bán trực tiếp", "vi", default)) })
        {
            var after = Assert.Single((await ReadCalendar.OfAsync(file)).Events);
            Assert.Equal((told.Uid, 2, "CANCELLED", 0), (after.Uid, after.Sequence, after.Status, after.Alarms.Count));
        }

        Task<string?> OfAsync() => desk.Run((LivestreamCalendars it) => it.OfAsync(session.Id, "vi", default));
    }

    [Theory]
    [InlineData("https://www.tiktok.com/@vuon/live", "TikTok")]
    [InlineData(" https://vt.tiktok.com/ZS123/ ", "TikTok")]
    [InlineData("https://m.facebook.com/events/1", "Facebook")]
    [InlineData("https://FB.watch/abc", "Facebook")]
    [InlineData("https://live.shopee.vn/share?session=1", "Shopee")]
    [InlineData("https://youtu.be/abc", "YouTube")]
    [InlineData("https://zalo.me/0123", "Zalo")]
    [InlineData("http://www.tiktok.com/@vuon", "TikTok")]
    [InlineData("www.tiktok.com/@vuon", "TikTok")]
    [InlineData("Xem vườn chè trên TikTok https://vt.tiktok.com/ZS123/ nhé", "TikTok")]
    [InlineData("Xem trên TikTok nhé", null)]
    [InlineData("ftp://www.tiktok.com/@vuon", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://tiktok.com.example.vn/", null)]
    [InlineData("https://nottiktok.com/", null)]
    [InlineData("https://tiktok.com@example.vn/", null)]
    [InlineData("https://user:pass@tiktok.com/", null)]
    [InlineData("https://tiktok.com:8443/", null)]
    [InlineData("https://tiktok.com./", null)]
    [InlineData("https://l.facebook.com/l.php?u=https://example.vn", null)]
    [InlineData("https://www.facebook.com/l.php?u=https://example.vn", null)]
    [InlineData("https://www.youtube.com/redirect?q=https://example.vn", null)]
    [InlineData("tiktok.com/@vuon", "TikTok")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_platform_is_told_by_the_links_host_and_nothing_else_is_taken(string? typed, string? platform) => Assert.Equal(platform, LivestreamPlatforms.Of(typed)?.Platform.ToString());

    [Fact]
    public void A_link_is_written_so_that_no_line_of_a_calendar_ends_early()
    {
        var address = LivestreamPlatforms.Of("https://www.tiktok.com/chè\r\nATTENDEE:x y")?.Address;
        Assert.True(address is null || address.All(letter => letter is > ' ' and < '\u007f'), address);
        Assert.True(LivestreamPlatforms.Of("https://www.tiktok.com/" + new string('a', 500)) is null);
    }

    private static Person Owner(DeskMarket desk) => DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope);

    private static LivestreamForm Form(DeskMarket desk) => new(" Chè  vụ mới ", Link, "2026-11-26T19:30", "90", [desk.Tea.Id]);

    private static Task<Outcome<Livestream>> PlanAsync(DeskMarket desk, Person person, LivestreamForm form, Livestream? known = null) =>
        desk.Run((PlanLivestream it) => it.HandleAsync(person, desk.TeaMaker.Id, known?.Id, known?.Version, form, default));

    private static Task<Outcome<Livestream>> CancelAsync(DeskMarket desk, Person person, Guid id, string? reason) => desk.Run((CancelLivestream it) => it.HandleAsync(person, id, reason, default));

    private static Task<(IReadOnlyList<LivestreamCard> Coming, IReadOnlyList<LivestreamCard> Again)> ReadAsync(DeskMarket desk) => desk.Run((LivestreamCards it) => it.ReadAsync(default));

    private static async Task<IEnumerable<Guid>> NextAsync(DeskMarket desk, Guid? productId) => (await desk.Run((LivestreamCards it) => it.NextAsync(desk.TeaMaker.Id, productId, default))).Select(session => session.Id);
}
