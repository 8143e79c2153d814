using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Tests.Desk;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Fairs;

/// <summary>A desk with one spring fair of the province: announced, three days, some booths. Tea and rice are made in it, silk elsewhere.</summary>
internal sealed class FairMarket : IAsyncDisposable
{
    private FairMarket(DeskMarket desk) => Desk = desk;

    public DeskMarket Desk { get; }
    public Guid FairId { get; private set; }
    public static Person Officer => DeskMarket.Province;
    public Person TeaOwner { get; private set; } = null!;
    public Person RiceOwner { get; private set; } = null!;

    public static async Task<FairMarket> OpenAsync(DatabaseProvider provider, int booths = 2)
    {
        var market = new FairMarket(await DeskMarket.OpenAsync(provider));
        (market.TeaOwner, market.RiceOwner) = (DeskMarket.Holding(Role.ProducerOwner, market.Desk.TeaMaker.Scope), DeskMarket.Holding(Role.ProducerHelper, market.Desk.RiceMaker.Scope));
        market.FairId = await market.AnnounceAsync("Hội chợ Xuân 2027", new DateOnly(2027, 1, 29), new DateOnly(2027, 1, 30), new DateOnly(2027, 1, 31));
        Done(await market.Run<MakeBooths>(it => it.HandleAsync(Officer, market.FairId, $"{booths}", "9", "1.500.000", default)));
        return market;
    }

    public async Task<Guid> AnnounceAsync(string title, params DateOnly[] days)
    {
        var fair = Done(await Desk.Run((OpenFair it) => it.HandleAsync(Officer, FairKind.Spring, title, Desk.Communes.Tea, default)));
        Done(await Run<SetFairDays>(it => it.HandleAsync(Officer, fair.Id, fair.Version, [.. days.Select(day => new DayRow(null, day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture), "8:00", "21:30"))], default)));
        Done(await Run<EditFair>(async it => await it.HandleAsync(Officer, fair.Id, await VersionAsync(fair.Id), Form(title), default)));
        Done(await Run<AnnounceFair>(async it => await it.HandleAsync(Officer, fair.Id, await VersionAsync(fair.Id), default)));
        return fair.Id;
    }

    public async Task<Guid> OpenMarketAsync(string title, FairForm rule)
    {
        var fair = Done(await Desk.Run((OpenFair it) => it.HandleAsync(Officer, FairKind.MarketDay, title, Desk.Communes.Tea, default)));
        var form = Form(title);
        Done(await Run<EditFair>(it => it.HandleAsync(Officer, fair.Id, fair.Version, rule with { TitleVi = title, Address = form.Address, CommuneCode = form.CommuneCode, From = rule.From ?? "2026-11-01", Opens = "5:00", Closes = "11:00" }, default)));
        Done(await Run<AnnounceFair>(async it => await it.HandleAsync(Officer, fair.Id, await VersionAsync(fair.Id), default)));
        return fair.Id;
    }

    public FairForm Form(string title) => new() { TitleVi = title, TitleEn = "Spring fair; 2027, first", Address = "Nhà văn hoá, số 1", CommuneCode = Desk.Communes.Tea, ApplyUntil = "2027-01-20" };

    public Task<Outcome<Fair>> Run<T>(Func<T, Task<Outcome<Fair>>> act) where T : notnull => Desk.Run(act);

    public Task<long> VersionAsync(Guid id) => Desk.Read(db => db.Fairs.Where(fair => fair.Id == id).Select(fair => fair.Version).SingleAsync());

    public Task<Outcome<BoothApplication>> ApplyAsync(Person person, Guid producerId, params Guid[] products) =>
        Desk.Run((ApplyForBooth it) => it.HandleAsync(person, FairId, producerId, new("9", "thuc-pham", "Gần cổng", products), default));

    public async Task<Guid> TeaAsksAsync() => Done(await ApplyAsync(TeaOwner, Desk.TeaMaker.Id, Desk.Tea.Id)).Id;

    public async Task<Guid> RiceAsksAsync() => Done(await ApplyAsync(RiceOwner, Desk.RiceMaker.Id, Desk.Rice.Id)).Id;

    public Task<Outcome<Fair>> AllotAsync(Guid application, Guid booth, Person? person = null) => Run<AllotBooth>(it => it.HandleAsync(person ?? Officer, FairId, application, booth, default));

    public async Task<IReadOnlyList<Guid>> BoothsAsync() => await Desk.Read(db => db.Booths.Where(booth => booth.FairId == FairId).OrderBy(booth => booth.Number).Select(booth => booth.Id).ToListAsync());

    public async Task<IReadOnlyList<string>> MailsAsync() => await Desk.Read(db => db.OutboxMessages.OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync());

    public Task<BoothApplication> ApplicationAsync(Guid id) => Desk.Read(db => db.BoothApplications.SingleAsync(application => application.Id == id));

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Refusals.Select(refusal => refusal.Reason)));
        return outcome.Value;
    }

    public static void Refused<T>(string reason, Outcome<T> outcome) => Assert.Equal(reason, Assert.Single(outcome.Refusals).Reason);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
