using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Catalog.Calendars;
using Xunit;
using static Ocop.Market.Tests.Catalog.Fairs.FairMarket;

namespace Ocop.Market.Tests.Catalog.Fairs;

/// <summary>What a calendar program makes of our files: ical.js, which others wrote, reads them (read-calendar.mjs, in Node.js).</summary>
public sealed class ReadingTheCalendar
{
    [Theory, BothDatabases]
    public async Task Days_of_a_fair_keep_their_identity_when_they_move_and_are_struck_out_when_it_is_cancelled(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var (desk, id) = (market.Desk, market.FairId);
        Done(await market.Run<EditFair>(async it => await it.HandleAsync(Officer, id, await market.VersionAsync(id), market.Form("Hội chợ Xuân 2027") with { AboutVi = "Chè; mật ong, gạo\nvà tất cả những gì người Thái Nguyên đem xuống chợ trong tháng Chạp \\ tháng Giêng" }, default)));
        var (text, before) = await CalendarAsync(market);
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["2027-01-29T01:00:00Z", "2027-01-30T01:00:00Z", "2027-01-31T01:00:00Z"], before.Events.Select(told => Iso(told.Starts)));
        Assert.All(before.Events, told => Assert.Equal(("Asia/Ho_Chi_Minh", "CONFIRMED", "Hội chợ Xuân 2027", TimeSpan.FromHours(13.5)), (told.Zone, told.Status, told.Summary, told.Ends - told.Starts)));
        Assert.StartsWith("Nhà văn hoá, số 1, ", before.Events[0].Location, StringComparison.Ordinal);
        Assert.Equal("Chè; mật ong, gạo\nvà tất cả những gì người Thái Nguyên đem xuống chợ trong tháng Chạp \\ tháng Giêng", before.Events[0].Description);

        var days = await desk.Read(db => db.FairDays.OrderBy(day => day.Day).ToListAsync());
        desk.Clock.Advance(TimeSpan.FromDays(1));
        Done(await market.Run<SetFairDays>(async it => await it.HandleAsync(Officer, id, await market.VersionAsync(id), [.. days.Select(day => new DayRow(day.Id, $"{day.Day.AddDays(1):yyyy-MM-dd}", "8:00", "21:30"))], default)));
        var (_, after) = await CalendarAsync(market);
        Assert.Equal(["2027-01-30T01:00:00Z", "2027-01-31T01:00:00Z", "2027-02-01T01:00:00Z"], after.Events.Select(told => Iso(told.Starts)));
        Assert.Equal(before.Events.Select(told => told.Uid), after.Events.Select(told => told.Uid));
        Assert.All(after.Events, told => Assert.True(told.Sequence > before.Events[0].Sequence));

        Done(await market.Run<CancelFair>(it => it.HandleAsync(Officer, id, "Bão lớn đang tới", default)));
        var (_, cancelled) = await CalendarAsync(market);
        Assert.All(cancelled.Events, told => Assert.Equal(("CANCELLED", true), (told.Status, told.Sequence > after.Events[0].Sequence)));
        Assert.Equal(after.Events.Select(told => told.Uid), cancelled.Events.Select(told => told.Uid));
    }

    [Theory, BothDatabases]
    public async Task Markets_come_round_as_the_market_itself_counts_them(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var desk = market.Desk;
        var sunday = await market.OpenMarketAsync("Chợ phiên Chủ nhật", new FairForm { Comes = "tuan", Weekdays = ["0"], Until = "2027-03-28" });
        await market.OpenMarketAsync("Chợ cuối tháng", new FairForm { Comes = "ngay", MonthDays = "31, cuối" });
        await market.OpenMarketAsync("Chợ ngày 31", new FairForm { Comes = "ngay", MonthDays = "31" });
        await market.OpenMarketAsync("Chợ thứ Bảy cuối", new FairForm { Comes = "thu", Nth = "-1", MonthWeekday = "6" });
        var moon = await market.OpenMarketAsync("Chợ trăng", new FairForm { Comes = "am-lich", MonthDays = "2 7 30" });
        Refused("NoMarketThen", await Change(sunday, "2026-12-05", ""));
        Refused("DayPassed", await Change(sunday, "2026-11-15", ""));
        Refused("NoRight", await market.Run<ChangeMarketDay>(it => it.HandleAsync(Ocop.Market.Tests.Desk.DeskMarket.Auditor, sunday, "2026-12-06", "", false, default)));
        Done(await Change(sunday, "2026-12-06", ""));
        Done(await Change(sunday, "2027-01-31", "2027-01-30"));
        // Before Tết Đinh Mùi, 06/02/2027: the market of the 2nd (07/02) comes on the day before, the one of the 7th (12/02) rests.
        Done(await Change(moon, "2027-02-07", "2027-02-05"));
        Done(await Change(moon, "2027-02-12", ""));

        var (_, read) = await CalendarAsync(market);
        var (from, until) = (new DateOnly(2026, 11, 1), new DateOnly(2027, 6, 30));
        var fairs = await desk.Read(db => db.Fairs.Where(fair => fair.Rule != null).ToListAsync());
        var changes = (await desk.Read(db => db.MarketDayChanges.ToListAsync())).ToLookup(change => change.FairId);
        foreach (var fair in fairs)
        {
            // By the moon the file goes back a month from today, 23/11/2026.
            var first = fair.Hours!.Rule.IsLunar ? new DateOnly(2026, 11, 1) : from;
            var ours = MarketDays.Of(fair.Hours, changes[fair.Id], first, until).Select(held => held.Day).ToList();
            var theirs = read.Events.Where(told => told.Summary == fair.TitleVi && told.Status == "CONFIRMED").Select(told => VietnamTime.DayOf(told.Starts)).ToList();
            Assert.NotEmpty(ours);
            Assert.Equal(ours.Select(Day).Prepend(fair.TitleVi), theirs.Where(day => day >= first).Select(Day).Prepend(fair.TitleVi));
        }

        Assert.Equal(["2027-02-12"], read.Events.Where(told => told.Status == "CANCELLED").Select(told => Day(VietnamTime.DayOf(told.Starts))));
        Assert.All(read.Events, told => Assert.True(told.Summary.StartsWith("Hội", StringComparison.Ordinal) || VietnamTime.Local(told.Starts).TimeOfDay == TimeSpan.FromHours(5)));
        Assert.Equal(5, (await desk.Run((FairCards it) => it.AllAsync("19", default))).Markets.Count);
        Assert.Empty((await desk.Run((FairCards it) => it.AllAsync("01", default))).Markets);

        // A new rule forgets changes of days that it does not have: the file holds no instance of a day that never comes.
        Done(await market.Run<EditFair>(async it => await it.HandleAsync(Officer, sunday, await market.VersionAsync(sunday), market.Form("Chợ phiên Chủ nhật") with { Comes = "tuan", Weekdays = ["3"], From = "2026-11-01", Opens = "5:00", Closes = "11:00" }, default)));
        Assert.Equal(2, await desk.Read(db => db.MarketDayChanges.CountAsync()));
        Assert.DoesNotContain("RECURRENCE-ID", (await CalendarAsync(market)).Text, StringComparison.Ordinal);

        Task<Outcome<Fair>> Change(Guid id, string day, string to) => market.Run<ChangeMarketDay>(it => it.HandleAsync(Officer, id, day, to, asRuled: false, default));
    }

    private static async Task<(string Text, ReadCalendar Read)> CalendarAsync(FairMarket market)
    {
        var text = await market.Desk.Run((FairCalendars it) => it.AllAsync("Hội chợ và chợ phiên", null, "vi", default));
        var read = await ReadCalendar.OfAsync(text);
        Assert.Equal(("Hội chợ và chợ phiên", "PUBLISH"), (read.Name, read.Method));
        return (text, read);
    }

    private static string Iso(DateTime utc) => utc.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
