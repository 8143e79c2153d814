using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Xunit;
using static Ocop.Market.Tests.Catalog.Fairs.FairMarket;

namespace Ocop.Market.Tests.Catalog.Fairs;

public sealed class RunningAFair
{
    [Theory, BothDatabases]
    public async Task It_is_announced_only_when_people_can_find_it_and_only_by_who_looks_after_the_place(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var desk = market.Desk;
        Refused("NoRight", await desk.Run((OpenFair it) => it.HandleAsync(desk.OtherProvince, FairKind.Spring, "Hội chợ nơi khác", desk.Communes.Tea, default)));
        Refused("NoRight", await desk.Run((OpenFair it) => it.HandleAsync(DeskMarket.Auditor, FairKind.Spring, "Hội chợ nơi khác", desk.Communes.Tea, default)));
        Refused("CommuneUnknown", await desk.Run((OpenFair it) => it.HandleAsync(Officer, FairKind.Spring, "Hội chợ nơi khác", "99999", default)));
        Refused("TitleWrong", await desk.Run((OpenFair it) => it.HandleAsync(Officer, FairKind.Spring, " ", desk.Communes.Tea, default)));

        var draft = Done(await desk.Run((OpenFair it) => it.HandleAsync(Officer, FairKind.Spring, "Hội chợ Xuân 2027", desk.Communes.Tea, default)));
        Assert.Equal(("hoi-cho-xuan-2027-2", FairState.Draft, "/19/"), (draft.Slug, draft.State, draft.ScopePath));
        var unmet = await market.Run<AnnounceFair>(it => it.HandleAsync(Officer, draft.Id, draft.Version, default));
        Assert.Equal(["DaysMissing", "AddressMissing"], unmet.Refusals.Select(refusal => refusal.Reason));
        // What one may not read is not there; what one may read is refused.
        Refused("FairUnknown", await market.Run<AnnounceFair>(it => it.HandleAsync(desk.OtherProvince, draft.Id, draft.Version, default)));
        Refused("NoRight", await market.Run<AnnounceFair>(it => it.HandleAsync(DeskMarket.Auditor, draft.Id, draft.Version, default)));
        Assert.Null(await desk.Run((FairPages it) => it.FindAsync(draft.Slug, default)));
        Assert.NotNull(await desk.Run((FairPages it) => it.FindAsync("hoi-cho-xuan-2027", default)));
        Assert.Single((await desk.Run((FairCards it) => it.AllAsync("19", default))).Coming);
        Assert.Empty((await desk.Run((DeskFairs it) => it.PageAsync(desk.OtherProvince, new(), 1, default))).Rows);
        // The commune looks after its own markets; the province's fair is not its own.
        Assert.Equal("/19/" + desk.Communes.Tea + "/", Done(await desk.Run((OpenFair it) => it.HandleAsync(desk.Commune, FairKind.Spring, "Hội chợ xã", desk.Communes.Tea, default))).ScopePath);
    }

    [Theory, BothDatabases]
    public async Task A_stale_form_overwrites_nothing_and_a_moved_day_takes_its_programme_and_tells_who_comes(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var (desk, id) = (market.Desk, market.FairId);
        await market.TeaAsksAsync();
        var version = await market.VersionAsync(id);
        Done(await market.Run<SetProgramme>(it => it.HandleAsync(Officer, id, version, [new("2027-01-29", "9:00", "Khai mạc", ""), new("2027-01-31", "16:00", "Bế mạc", "Closing"), new("", "", " ", "")], default)));
        Refused("Stale", await market.Run<SetProgramme>(it => it.HandleAsync(Officer, id, version, [], default)));
        version = await market.VersionAsync(id);
        Refused("NoDayOfTheFair", await market.Run<SetProgramme>(it => it.HandleAsync(Officer, id, version, [new("2027-02-02", "9:00", "Khai mạc", "")], default)));

        var days = await desk.Read(db => db.FairDays.OrderBy(day => day.Day).ToListAsync());
        var sequence = await desk.Read(db => db.Fairs.Where(fair => fair.Id == id).Select(fair => fair.Sequence).SingleAsync());
        Refused("TimeWrong", await market.Run<SetFairDays>(it => it.HandleAsync(Officer, id, version, [new(days[0].Id, "2027-01-29", "9:00", "8:00")], default)));
        Refused("DaysMissing", await market.Run<SetFairDays>(it => it.HandleAsync(Officer, id, version, [], default)));
        Refused("DayTwice", await market.Run<SetFairDays>(it => it.HandleAsync(Officer, id, version, [new(null, "2027-01-29", "8:00", "9:00"), new(null, "29/1/2027", "8:00", "9:00")], default)));
        // The same days again are no news.
        Done(await market.Run<SetFairDays>(it => it.HandleAsync(Officer, id, version, [.. days.Select(day => new DayRow(day.Id, $"{day.Day:yyyy-MM-dd}", "08:00", "21:30"))], default)));
        Assert.Empty(await market.MailsAsync());

        // All a day later, across the month's end; the last is dropped.
        Done(await market.Run<SetFairDays>(async it => await it.HandleAsync(Officer, id, await market.VersionAsync(id), [new(days[0].Id, "2027-01-30", "8:00", "21:30"), new(days[1].Id, "2027-01-31", "8:00", "21:30"), new(null, "2027-02-01", "8:00", "12:00")], default)));
        var fair = await desk.Read(db => db.Fairs.SingleAsync(it => it.Id == id));
        Assert.Equal((new DateOnly(2027, 1, 30), new DateOnly(2027, 2, 1), sequence + 1), (fair.FirstDay, fair.LastDay, fair.Sequence));
        var item = Assert.Single(await desk.Read(db => db.ProgrammeItems.ToListAsync()));
        Assert.Equal((new DateOnly(2027, 1, 30), "Khai mạc"), (item.Day, item.WhatVi));
        Assert.Equal(["Đổi ngày hoặc chỗ: Hội chợ Xuân 2027"], await market.MailsAsync());
        Assert.Contains("01/02/2027: 08:00 đến 12:00", await desk.Read(db => db.OutboxMessages.Select(mail => mail.Text).SingleAsync()), StringComparison.Ordinal);
        Assert.Contains("fair", await desk.Read(db => db.Changes.Select(change => change.SubjectKind).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task Cancelling_tells_everybody_who_asked_once_and_ends_all_changes(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var id = market.FairId;
        var tea = await market.TeaAsksAsync();
        var rice = await market.RiceAsksAsync();
        Done(await market.Desk.Run((WithdrawFromFair it) => it.HandleAsync(market.RiceOwner, rice, default)));
        Done(await market.AllotAsync(tea, (await market.BoothsAsync())[0]));
        Refused("ReasonMissing", await market.Run<CancelFair>(it => it.HandleAsync(Officer, id, " ", default)));
        Refused("FairUnknown", await market.Run<CancelFair>(it => it.HandleAsync(market.Desk.Commune, id, "Bão lớn đang tới", default)));
        Refused("NoRight", await market.Run<CancelFair>(it => it.HandleAsync(DeskMarket.Auditor, id, "Bão lớn đang tới", default)));

        // Two officers press at once: one of them cancels.
        var both = await Task.WhenAll(market.Run<CancelFair>(it => it.HandleAsync(Officer, id, "Bão lớn đang tới", default)), market.Run<CancelFair>(it => it.HandleAsync(DeskMarket.Administrator, id, "Bão lớn đang tới", default)));
        Assert.Single(both, outcome => outcome.Succeeded);
        Assert.Equal(["FairCancelled"], both.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Refusals[0].Reason));
        Assert.Single(await market.MailsAsync(), subject => subject == "Huỷ: Hội chợ Xuân 2027");
        Assert.Equal(1, await market.Desk.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "FairCancelled")));
        Refused("FairCancelled", await market.AllotAsync(tea, (await market.BoothsAsync())[1]));
        Refused("Closed", await market.ApplyAsync(market.RiceOwner, market.Desk.RiceMaker.Id, market.Desk.Rice.Id));
        Assert.Equal(FairState.Cancelled, (await market.Desk.Run((FairPages it) => it.FindAsync("hoi-cho-xuan-2027", default)))!.Fair.State);
    }

    [Theory, BothDatabases]
    public async Task Results_are_told_when_it_is_over_and_then_stand_in_the_archive(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        Task<Outcome<Fair>> Tell(string visits, string revenue) => market.Run<TellResults>(async it => await it.HandleAsync(Officer, market.FairId, await market.VersionAsync(market.FairId), visits, "", revenue, default));
        Refused("NotOverYet", await Tell("1200", "1.240.000.000"));
        // Its last day is still a day of the fair; one second after midnight in Việt Nam it is over.
        market.Desk.Clock.SetLocal(2027, 1, 31, 23, 59, 59);
        Assert.Single((await market.Desk.Run((FairCards it) => it.AllAsync(null, default))).Coming);
        market.Desk.Clock.SetLocal(2027, 2, 1, 0, 0, 0);
        Refused("NumberWrong", await Tell("nhiều", "5"));
        Done(await Tell("1.200", "1.240.000.000 đ"));
        var found = await market.Desk.Run((FairCards it) => it.AllAsync(null, default));
        Assert.Empty(found.Coming);
        Assert.Equal(new FairResults(1200, null, new Money(1_240_000_000)), Assert.Single(found.Past).Results);
        Refused("FairOver", await market.Run<CancelFair>(it => it.HandleAsync(Officer, market.FairId, "Muộn mất rồi", default)));
    }
}
