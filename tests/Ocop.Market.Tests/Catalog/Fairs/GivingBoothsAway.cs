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

public sealed class GivingBoothsAway
{
    [Theory, BothDatabases]
    public async Task Producers_ask_with_goods_of_their_own_while_the_fair_takes_applications(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var desk = market.Desk;
        Refused("ProductsMissing", await market.ApplyAsync(market.TeaOwner, desk.TeaMaker.Id));
        Refused("NotYours", await market.ApplyAsync(market.TeaOwner, desk.TeaMaker.Id, desk.Tea.Id, desk.Rice.Id));
        Refused("NoRight", await market.ApplyAsync(market.TeaOwner, desk.RiceMaker.Id, desk.Rice.Id));
        Refused("NoRight", await market.ApplyAsync(Officer, desk.TeaMaker.Id, desk.Tea.Id));
        Assert.Equal(0, await desk.Read(db => db.BoothApplications.CountAsync()));

        var tea = await market.TeaAsksAsync();
        Assert.Equal(tea, await market.TeaAsksAsync());
        var asked = await market.ApplicationAsync(tea);
        Assert.Equal((9, "thuc-pham", "Gần cổng", ApplicationState.Asked), (asked.WantedM2, asked.GroupSlug, asked.Note, asked.State));
        Assert.Equal([desk.Tea.Id], await desk.Read(db => db.BroughtProducts.Select(it => it.ProductId).ToListAsync()));
        Refused("NoRight", await desk.Run((WithdrawFromFair it) => it.HandleAsync(market.RiceOwner, tea, default)));
        Done(await desk.Run((WithdrawFromFair it) => it.HandleAsync(market.TeaOwner, tea, default)));
        Refused("NotOpen", await desk.Run((WithdrawFromFair it) => it.HandleAsync(market.TeaOwner, tea, default)));
        Assert.Equal(tea, await market.TeaAsksAsync());

        desk.Clock.SetLocal(2027, 1, 20, 23, 59, 59);
        await market.RiceAsksAsync();
        desk.Clock.SetLocal(2027, 1, 21, 0, 0, 0);
        Refused("Closed", await market.ApplyAsync(market.TeaOwner, desk.TeaMaker.Id, desk.Tea.Id));
    }

    [Theory, BothDatabases]
    public async Task Applications_that_nobody_answered_are_counted_for_who_runs_the_fair(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var tea = await market.TeaAsksAsync();
        await market.RiceAsksAsync();
        foreach (var (person, count) in new[] { (Officer, 2), (DeskMarket.Administrator, 2), (market.Desk.OtherProvince, 0), (DeskMarket.Auditor, 0), (market.TeaOwner, 0) }) Assert.Equal(count, await CountAsync(person));
        Assert.Equal([market.FairId], await FairsAsync(Officer));
        Assert.Empty(await FairsAsync(market.Desk.OtherProvince));

        Done(await market.Desk.Run((WithdrawFromFair it) => it.HandleAsync(market.TeaOwner, tea, default)));
        Assert.Equal(1, await CountAsync(Officer));
        // What is over needs no answer.
        market.Desk.Clock.SetLocal(2027, 1, 31, 23, 0, 0);
        Assert.Equal(1, await CountAsync(Officer));
        market.Desk.Clock.SetLocal(2027, 2, 1, 0, 0, 0);
        Assert.Equal(0, await CountAsync(Officer));
        Assert.Empty(await FairsAsync(Officer));

        Task<int> CountAsync(Person person) => market.Desk.Run<DeskFairs, int>(fairs => fairs.CountAskedAsync(person, default));
        async Task<IEnumerable<Guid>> FairsAsync(Person person) => (await market.Desk.Run<DeskFairs, ListPage<DeskFairRow>>(fairs => fairs.PageAsync(person, new(IsAsked: true), 1, default))).Rows.Select(row => row.Id);
    }

    [Theory, BothDatabases]
    public async Task Of_two_officers_who_give_one_booth_at_once_one_is_refused(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider, booths: 6);
        var (tea, rice) = (await market.TeaAsksAsync(), await market.RiceAsksAsync());
        foreach (var booth in await market.BoothsAsync())
        {
            var both = await Task.WhenAll(market.AllotAsync(tea, booth), market.AllotAsync(rice, booth, DeskMarket.Administrator));
            Assert.Single(both, outcome => outcome.Succeeded);
            Assert.Equal("BoothTaken", Assert.Single(both.Single(outcome => !outcome.Succeeded).Refusals).Reason);
            Assert.Equal(1, await market.Desk.Read(db => db.BoothApplications.CountAsync(it => it.BoothId == booth)));
        }

        // Past the use case, the database itself says no.
        var taken = (await market.Desk.Read(db => db.BoothApplications.Where(it => it.BoothId != null).Select(it => it.BoothId!.Value).ToListAsync()))[0];
        await Assert.ThrowsAnyAsync<Exception>(() => market.Desk.Read(db => db.BoothApplications.Where(it => it.BoothId != taken || it.BoothId == null).ExecuteUpdateAsync(set => set.SetProperty(it => it.BoothId, taken))));
    }

    [Theory, BothDatabases]
    public async Task Each_answer_is_one_mail_and_a_freed_booth_goes_to_the_first_who_waits(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var (desk, booths) = (market.Desk, await market.BoothsAsync());
        var (tea, rice) = (await market.TeaAsksAsync(), await market.RiceAsksAsync());
        Task<Ocop.Market.Kernel.Outcome<Fair>> Answer(Guid application, bool mayWait) => market.Run<AnswerApplication>(it => it.HandleAsync(Officer, market.FairId, application, mayWait, default));
        Refused("BoothUnknown", await market.AllotAsync(tea, Guid.CreateVersion7()));
        Refused("FairUnknown", await market.AllotAsync(tea, booths[0], desk.OtherProvince));
        Refused("NoRight", await market.AllotAsync(tea, booths[0], DeskMarket.Auditor));
        Done(await market.AllotAsync(tea, booths[0]));
        Refused("SameBooth", await market.AllotAsync(tea, booths[0]));
        Done(await market.AllotAsync(tea, booths[1]));
        Refused("AlreadyAllotted", await market.ApplyAsync(market.TeaOwner, desk.TeaMaker.Id, desk.Tea.Id));
        Done(await Answer(rice, mayWait: true));
        Refused("WaitsAlready", await Answer(rice, mayWait: true));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Done(await Answer(tea, mayWait: true));
        Assert.Equal([rice, tea], (await desk.Run((DeskFairs it) => it.FindAsync(Officer, market.FairId, default)))!.In(ApplicationState.Waiting).Select(row => row.Application.Id));
        // Whoever changes the wish keeps the turn.
        await market.RiceAsksAsync();
        Assert.Equal(1, await desk.Run(async (ProducersFairs it) => await it.BeforeAsync(await market.ApplicationAsync(tea), default)));
        Done(await market.AllotAsync(rice, booths[0]));
        Done(await Answer(tea, mayWait: false));
        Refused("AlreadyRefused", await market.ApplyAsync(market.TeaOwner, desk.TeaMaker.Id, desk.Tea.Id));
        Assert.Equal(
            ["Bạn có gian 01 ở Hội chợ Xuân 2027", "Chuyển sang gian 02: Hội chợ Xuân 2027", "Bạn ở danh sách chờ: Hội chợ Xuân 2027", "Bạn ở danh sách chờ: Hội chợ Xuân 2027", "Bạn có gian 01 ở Hội chợ Xuân 2027", "Không xếp được chỗ: Hội chợ Xuân 2027"],
            await market.MailsAsync());
        Assert.Contains("phải lấy lại gian đã xếp", await desk.Read(db => db.OutboxMessages.OrderBy(mail => mail.Id).Select(mail => mail.Text).Skip(3).FirstAsync()), StringComparison.Ordinal);
        Assert.Equal(6, await desk.Read(db => db.OutboxMessages.Select(mail => mail.DedupeKey).Distinct().CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Booths_are_numbered_on_changed_one_by_one_and_kept_while_somebody_has_them(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider);
        var id = market.FairId;
        Done(await market.Run<MakeBooths>(it => it.HandleAsync(Officer, id, "28", "12", "", default)));
        Refused("TooManyBooths", await market.Run<MakeBooths>(it => it.HandleAsync(Officer, id, "91", "12", "", default)));
        var booths = await market.Desk.Read(db => db.Booths.OrderBy(booth => booth.Number).ToListAsync());
        Assert.Equal((30, "01", "30", 0L), (booths.Count, booths[0].Number, booths[^1].Number, booths[^1].Fee.Amount));
        Assert.All(booths, booth => Assert.True(booth.X is >= 0 and <= 100 && booth.Y is >= 0 and <= 100));
        Done(await market.AllotAsync(await market.TeaAsksAsync(), booths[0].Id));

        static BoothRow Row(Booth booth, string? number = null) => new(booth.Id, number ?? booth.Number, $"{booth.SizeM2}", $"{booth.Fee.Amount}", "10", "20", "");
        Refused("BoothGiven", await market.Run<SetBooths>(async it => await it.HandleAsync(Officer, id, await market.VersionAsync(id), [Row(booths[1])], default)));
        Refused("NumberWrong", await market.Run<SetBooths>(async it => await it.HandleAsync(Officer, id, await market.VersionAsync(id), [Row(booths[0]), Row(booths[1], "01")], default)));
        // Two change their numbers with each other, one is new, the rest is gone.
        Done(await market.Run<SetBooths>(async it => await it.HandleAsync(Officer, id, await market.VersionAsync(id), [Row(booths[0], "02"), Row(booths[1], "01"), new(null, "A1", "20", "2.000.000", "90", "90", "thuc-pham")], default)));
        Assert.Equal(["01", "02", "A1"], (await market.Desk.Read(db => db.Booths.Select(booth => booth.Number).ToListAsync())).Order(StringComparer.Ordinal));
        Assert.Equal("02", (await market.Desk.Run((FairPages it) => it.FindAsync("hoi-cho-xuan-2027", default)))!.Exhibitors.Single().Booth.Number);
        // Stars of what is brought come from a decision that is valid today; the tea has one until March 2028.
        Assert.Equal(4, (await market.Desk.Run((FairPages it) => it.FindAsync("hoi-cho-xuan-2027", default)))!.Exhibitors.Single().Goods.Single().Stars!.Count);
    }
}
