using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Catalog.Fairs;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog.EventCatalogues;

public sealed class MakingAListForAnEvent
{
    private static readonly EventCatalogueForm Form = new(" Kết nối  cung cầu 2026 ", "15/12/2026", "Nhà văn hoá tỉnh", "Hàng của tỉnh.", true);

    [Theory, BothDatabases]
    public async Task It_is_a_draft_until_it_holds_goods_and_is_published_and_can_be_taken_back(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var list = Assert.Succeeded(await OpenAsync(desk, DeskMarket.Province));
        Assert.Equal(("Kết nối cung cầu 2026", "ket-noi-cung-cau-2026", new DateOnly(2026, 12, 15), "/19/", false), (list.Title, list.Slug, list.Day, list.ScopePath, list.IsPublished));
        Assert.Equal("ket-noi-cung-cau-2026-2", Assert.Succeeded(await OpenAsync(desk, DeskMarket.Province)).Slug);
        Assert.Refused("GoodsMissing", await PublishAsync(desk, list.Id));
        Assert.Succeeded(await FillAsync(desk, list.Id, desk.Tea.Id, desk.Silk.Id, desk.Tea.Id));
        Assert.Null(await FindAsync(desk, list.Slug));
        Assert.Succeeded(await PublishAsync(desk, list.Id));
        Assert.Refused("AlreadyPublished", await PublishAsync(desk, list.Id));
        Assert.Equal(["Chè đinh thử", "Lụa thử"], (await FindAsync(desk, list.Slug))!.Goods.Select(card => card.Name));

        // What leaves the market leaves the page and the paper, and comes back with it.
        await ListAsync(desk, desk.Tea.Id, false);
        Assert.Equal(["Lụa thử"], (await FindAsync(desk, list.Slug))!.Goods.Select(card => card.Name));
        Assert.Equal([(desk.Tea.Id, false), (desk.Silk.Id, true)], (await DeskAsync(desk, list.Id))!.Products.Select(row => (row.Id, row.IsListed)));
        await ListAsync(desk, desk.Tea.Id, true);
        Assert.Equal(2, (await FindAsync(desk, list.Slug))!.Goods.Count);

        Assert.Succeeded(await PublishAsync(desk, list.Id, isPublished: false));
        Assert.Refused("NotPublished", await PublishAsync(desk, list.Id, isPublished: false));
        Assert.Null(await FindAsync(desk, list.Slug));
        Assert.Equal(["EventCatalogueOpened", "EventCatalogueFilled", "EventCataloguePublished", "EventCatalogueTakenDown"],
            await desk.Read(db => db.AuditEntries.Where(entry => entry.SubjectId == list.Id.ToString()).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task Its_stars_are_those_of_the_day_on_which_somebody_looks(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var list = Assert.Succeeded(await OpenAsync(desk, DeskMarket.Province));
        Assert.Succeeded(await FillAsync(desk, list.Id, desk.Tea.Id, desk.Rice.Id));
        var page = await ReadAsync();
        Assert.Equal((new DateOnly(2026, 11, 23), 4, null), (page.AsOf, page.Goods[0].Stars?.Count, page.Goods[1].Stars));
        desk.Clock.SetLocal(2028, 3, 2, 0, 0, 0);
        Assert.All((await ReadAsync()).Goods, card => Assert.Null(card.Stars));

        Task<EventCataloguePage> ReadAsync() => desk.Run((EventCataloguePages it) => it.ReadAsync(list, default));
    }

    [Theory, BothDatabases]
    public async Task Typed_numbers_put_the_goods_in_order_and_dropped_ones_go(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var list = Assert.Succeeded(await OpenAsync(desk, DeskMarket.Province));
        var (tea, rice, silk) = (desk.Tea.Id, desk.Rice.Id, desk.Silk.Id);
        Assert.Succeeded(await FillAsync(desk, list.Id, tea, rice, silk));
        Assert.Equal([silk, tea, rice], await ArrangedAsync(("1", tea), ("2", rice), ("1", silk)));
        Assert.Equal([tea, rice, silk], await ArrangedAsync(("3", silk), ("2", tea), ("3", rice)));
        Assert.Equal([rice, tea, silk], await ArrangedAsync(("2", tea), ("2", rice), ("3", silk)));
        Assert.Equal([rice, silk], await ArrangedAsync(("1", rice), ("-", tea), ("3", silk)));
        // Told again behind the rest; what is there keeps its place.
        Assert.Succeeded(await FillAsync(desk, list.Id, rice, tea));
        Assert.Equal([rice, silk, tea], await OrderAsync());
        var version = await VersionAsync(desk, list.Id);
        Assert.Equal($"number-{tea:n}", Assert.Refused("NumberWrong", await desk.Run((ArrangeEventCatalogue it) => it.HandleAsync(DeskMarket.Province, list.Id, version, [new(tea, "đầu", false)], default))).Field);
        Assert.Refused("Stale", await desk.Run((ArrangeEventCatalogue it) => it.HandleAsync(DeskMarket.Province, list.Id, version - 1, [new(tea, "1", true)], default)));
        Assert.Equal([rice, silk, tea], await OrderAsync());
        Assert.Equal(version, await VersionAsync(desk, list.Id));

        async Task<IEnumerable<Guid>> ArrangedAsync(params (string Number, Guid Id)[] rows)
        {
            var seen = await VersionAsync(desk, list.Id);
            Assert.Succeeded(await desk.Run((ArrangeEventCatalogue it) => it.HandleAsync(DeskMarket.Province, list.Id, seen, [.. rows.Select(row => new ArrangedProduct(row.Id, row.Number, row.Number == "-"))], default)));
            return await OrderAsync();
        }

        async Task<IEnumerable<Guid>> OrderAsync() => (await DeskAsync(desk, list.Id))!.Products.Select(row => row.Id);
    }

    [Theory, BothDatabases]
    public async Task What_is_shown_at_a_fair_is_taken_over_at_once(DatabaseProvider provider)
    {
        await using var fair = await FairMarket.OpenAsync(provider);
        var desk = fair.Desk;
        var list = Assert.Succeeded(await OpenAsync(desk, DeskMarket.Province));
        Assert.Refused("NothingBrought", await TakeAsync(DeskMarket.Province, fair.FairId));
        var (application, booths) = (await fair.TeaAsksAsync(), await fair.BoothsAsync());
        await fair.RiceAsksAsync();
        FairMarket.Done(await fair.AllotAsync(application, booths[0]));
        Assert.Equal([fair.FairId], (await desk.Run((DeskCatalogues it) => it.FairsAsync(DeskMarket.Province, default))).Select(row => row.Id));
        Assert.Empty(await desk.Run((DeskCatalogues it) => it.FairsAsync(desk.OtherProvince, default)));
        Assert.Refused("FairUnknown", await TakeAsync(DeskMarket.Province, Guid.CreateVersion7()));
        Assert.Succeeded(await TakeAsync(DeskMarket.Province, fair.FairId));
        Assert.Equal([desk.Tea.Id], (await DeskAsync(desk, list.Id))!.Products.Select(row => row.Id));

        // A fair that one may not read gives nothing to a list of one's own.
        var other = Assert.Succeeded(await OpenAsync(desk, desk.OtherProvince, "/01/"));
        Assert.Refused("FairUnknown", await desk.Run((FillEventCatalogue it) => it.TakeFromFairAsync(desk.OtherProvince, other.Id, fair.FairId, default)));

        Task<Outcome<EventCatalogue>> TakeAsync(Person person, Guid fairId) => desk.Run((FillEventCatalogue it) => it.TakeFromFairAsync(person, list.Id, fairId, default));
    }

    [Theory, BothDatabases]
    public async Task What_is_wrong_or_not_ones_own_is_refused_and_nothing_changes(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        foreach (var (person, scope) in new[] { (DeskMarket.Province, "/01/"), (DeskMarket.Province, "/"), (desk.Commune, "/19/"), (DeskMarket.Auditor, "/19/"), (DeskMarket.Province, "x"), (DeskMarket.Province, desk.TeaMaker.Scope.Path), (DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope), desk.TeaMaker.Scope.Path) })
            Assert.Refused("NoRight", await OpenAsync(desk, person, scope));
        Assert.Equal(["TitleWrong", "DayWrong", "PlaceWrong", "NoteTooLong"], (await desk.Run((OpenEventCatalogue it) => it.HandleAsync(DeskMarket.Province, "/19/", new(" a", "mai", "", new string('a', 501), false), default))).Refusals.Select(refusal => refusal.Reason));
        Assert.Equal(0, await desk.Read(db => db.EventCatalogues.CountAsync()));

        var list = Assert.Succeeded(await OpenAsync(desk, DeskMarket.Province));
        await ListAsync(desk, desk.Rice.Id, false);
        Assert.Refused("NotListed", await FillAsync(desk, list.Id, desk.Tea.Id, desk.Rice.Id));
        Assert.Refused("NotListed", await FillAsync(desk, list.Id, Guid.CreateVersion7()));
        Assert.Refused("NothingChosen", await FillAsync(desk, list.Id));
        Assert.Refused("TooManyProducts", await FillAsync(desk, list.Id, [.. Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7())]));
        Assert.Refused("Stale", await EditAsync(DeskMarket.Province, list.Version - 1, Form));
        Assert.Refused("TitleWrong", await EditAsync(DeskMarket.Province, list.Version, Form with { Title = "" }));
        Assert.Refused("NoRight", await EditAsync(DeskMarket.Auditor, list.Version, Form));
        // What one may not read is not there; the province's list is no commune's.
        foreach (var stranger in new[] { desk.OtherProvince, desk.Commune, DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope) })
        {
            Assert.Refused("CatalogueUnknown", await EditAsync(stranger, list.Version, Form));
            Assert.Refused("CatalogueUnknown", await desk.Run((FillEventCatalogue it) => it.HandleAsync(stranger, list.Id, [desk.Tea.Id], default)));
            Assert.Refused("CatalogueUnknown", await desk.Run((PublishEventCatalogue it) => it.HandleAsync(stranger, list.Id, list.Version, true, [], default)));
            Assert.Null(await desk.Run((DeskCatalogues it) => it.FindAsync(stranger, list.Id, default)));
        }

        Assert.Equal((list.Version, 0, 1), (await VersionAsync(desk, list.Id), await desk.Read(db => db.CataloguedProducts.CountAsync()), await desk.Read(db => db.AuditEntries.CountAsync(entry => entry.SubjectKind == ChangeSubject.EventCatalogueKind))));
        Assert.Empty((await desk.Run((DeskCatalogues it) => it.PageAsync(desk.OtherProvince, null, 1, default))).Rows);
        Assert.Equal(list.Id, Assert.Single((await desk.Run((DeskCatalogues it) => it.PageAsync(DeskMarket.Auditor, "cung cau", 1, default))).Rows).Id);
        Assert.Equal("Đổi tên sự kiện", Assert.Succeeded(await EditAsync(DeskMarket.Province, list.Version, Form with { Title = "Đổi tên sự kiện" })).Title);

        Task<Outcome<EventCatalogue>> EditAsync(Person person, long version, EventCatalogueForm form) => desk.Run((EditEventCatalogue it) => it.HandleAsync(person, list.Id, version, form, default));
    }

    private static Task<Outcome<EventCatalogue>> OpenAsync(DeskMarket desk, Person person, string scope = "/19/") => desk.Run((OpenEventCatalogue it) => it.HandleAsync(person, scope, Form, default));

    private static Task<Outcome<EventCatalogue>> FillAsync(DeskMarket desk, Guid id, params Guid[] products) => desk.Run((FillEventCatalogue it) => it.HandleAsync(DeskMarket.Province, id, products, default));

    private static async Task<Outcome<EventCatalogue>> PublishAsync(DeskMarket desk, Guid id, bool isPublished = true)
    {
        var version = await VersionAsync(desk, id);
        return await desk.Run((PublishEventCatalogue it) => it.HandleAsync(DeskMarket.Province, id, version, isPublished, [], default));
    }

    private static Task<long> VersionAsync(DeskMarket desk, Guid id) => desk.Read(db => db.EventCatalogues.Where(it => it.Id == id).Select(it => it.Version).SingleAsync());

    private static Task<EventCataloguePage?> FindAsync(DeskMarket desk, string slug) => desk.Run((EventCataloguePages it) => it.FindAsync(slug, default));

    private static Task<DeskCatalogue?> DeskAsync(DeskMarket desk, Guid id) => desk.Run((DeskCatalogues it) => it.FindAsync(DeskMarket.Province, id, default));

    private static Task<int> ListAsync(DeskMarket desk, Guid product, bool isListed) => desk.Read(db => db.Products.Where(it => it.Id == product).ExecuteUpdateAsync(set => set.SetProperty(it => it.IsListed, isListed)));
}
