using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Desk;

public sealed class KeepingASalesPoint
{
    private static readonly string?[] Week = ["7:00–11:30, 13:30–17:00", "7:00–17:00", "7:00–17:00", "7:00–17:00", "7:00–17:00", "7:00–17:00", ""];

    [Theory, BothDatabases]
    public async Task An_officer_enters_a_point_in_their_own_commune_and_moves_it_only_where_they_have_a_say(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (form, there) = (await FormAsync(desk, desk.Communes.Tea), await FormAsync(desk, desk.Communes.Rice));
        Assert.Equal(["NameMissing", "KindMissing", "CommuneUnknown", "SpotWrong", "PhoneWrong", "HoursWrong", "StatusMissing"], (await AddAsync(desk, desk.Commune,
            form with { Name = "…", Kind = "khac", Commune = "khong co", Latitude = "48,85", Longitude = "2,35", Phone = "12", Hours = ["mai"], Status = "9" })).Refusals.Select(refusal => refusal.Reason));
        Assert.Refused("NoRight", await AddAsync(desk, desk.OtherProvince, form));
        Assert.Refused("NoRight", await AddAsync(desk, desk.Commune, there));
        Assert.Refused("NoRight", await AddAsync(desk, DeskMarket.Auditor, form));
        Assert.Equal((0, 0), await desk.Read(async db => (await db.SalesPoints.CountAsync(), await db.AuditEntries.CountAsync())));

        var point = Assert.Succeeded(await AddAsync(desk, desk.Commune, form));
        Assert.Equal((Scope.SalesPoint("19", desk.Communes.Tea, point.Id).Path, "quay-thu", "+84912345678"), (point.ScopePath, point.Slug, point.Phone));
        var second = Assert.Succeeded(await AddAsync(desk, DeskMarket.Province, there));
        Assert.NotEqual(point.Slug, second.Slug);
        Assert.Equal([point.Name], (await desk.Run<DeskSalesPoints, ListPage<DeskSalesPointRow>>(list => list.PageAsync(desk.Commune, new("quay", Status: SalesPointStatus.Open, Checks: CheckStanding.Nothing), 1, default))).Rows.Select(row => row.Name));
        Assert.Null(await desk.Run<DeskSalesPoints, DeskSalesPointPage?>(list => list.FindAsync(desk.OtherProvince, point.Id, default)));
        Assert.NotNull(await desk.Run<DeskSalesPoints, DeskSalesPointPage?>(list => list.FindAsync(DeskMarket.Auditor, point.Id, default)));

        await GiveAsync(desk, point);
        Assert.Refused("NoRight", await EditAsync(desk, desk.Commune, point, 0, there));
        Assert.Refused("NoRight", await EditAsync(desk, Keeper(point), point, 0, form));
        Assert.Refused("Stale", await EditAsync(desk, DeskMarket.Province, point, 7, there));
        Assert.Equal(form.Commune, (await PointAsync(desk, point)).Place.Commune);
        var moved = Assert.Succeeded(await EditAsync(desk, DeskMarket.Province, point, 0, there with { Status = nameof(SalesPointStatus.Paused) }));
        Assert.Equal((moved.ScopePath, "quay-thu"), (await desk.Read(db => db.Grants.Select(grant => grant.ScopePath).SingleAsync()), moved.Slug));
        Assert.Equal(["SalesPointAdded", "SalesPointAdded", "SalesPointEdited"], await ActsAsync(desk));
        Assert.Contains("salespoint", await desk.Read(db => db.Changes.Select(change => change.SubjectKind).ToListAsync()));

        var coverage = await desk.Run<SalesPointCoverage, IReadOnlyList<ProvinceCoverage>>(rows => rows.ProvincesAsync(DeskMarket.Province, default));
        // The one that pauses does not count.
        Assert.Equal(("19", 1, 1), (Assert.Single(coverage).Province.Code, coverage[0].Points, coverage[0].Served));
        Assert.Equal(1, Assert.Single(await desk.Run<SalesPointCoverage, IReadOnlyList<ProvinceCoverage>>(rows => rows.ProvincesAsync(desk.Commune, default))).Communes);
    }

    [Theory, BothDatabases]
    public async Task A_keeper_tells_hours_and_closes_early_at_the_own_point_only(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (point, other) = await TwoPointsAsync(desk);
        var keeper = Keeper(point);
        Assert.Equal([point.Id], (await desk.Run<KeptSalesPoints, IReadOnlyList<SalesPoint>>(kept => kept.OfAsync(keeper, default))).Select(found => found.Id));
        Assert.Null(await desk.Run<KeptSalesPoints, SalesPoint?>(kept => kept.FindAsync(keeper, other.Id, default)));
        // The rooms at the counter are the keeper's own.
        Assert.Null(await desk.Run<KeptSalesPoints, SalesPoint?>(kept => kept.FindAsync(DeskMarket.Administrator, point.Id, default)));

        Assert.Refused("HoursWrong", await HoursAsync(keeper, point, 0, ["bảy giờ"]));
        Assert.Refused("NoRight", await HoursAsync(keeper, other, 0, Week));
        Assert.Refused("NoRight", await HoursAsync(DeskMarket.Auditor, point, 0, Week));
        Assert.Refused("Stale", await HoursAsync(keeper, point, 5, Week));
        Assert.Equal("8:00–20:00", Assert.Succeeded(await HoursAsync(keeper, point, 0, ["8:00–20:00"])).Hours.Typed(DayOfWeek.Monday));

        desk.Clock.SetLocal(2026, 11, 23, 15, 30, 0);
        Assert.Refused("NoRight", await CloseAsync(keeper, other, Closing.Now));
        Assert.Refused("TimeWrong", await CloseAsync(keeper, point, Closing.At, "chiều"));
        Assert.Equal((new DateOnly(2026, 11, 23), 15 * 60 + 30), Assert.Succeeded(await CloseAsync(keeper, point, Closing.Now)) is { ClosedDay: { } day, ClosedFrom: { } from } ? (day, from) : default);
        Assert.Refused("ClosedAlready", await CloseAsync(keeper, point, Closing.Now));
        Assert.Succeeded(await CloseAsync(keeper, point, Closing.Never));
        Assert.True((await PointAsync(desk, point)).Plan.IsOpenAt(desk.Clock.UtcNow()));
        Assert.Succeeded(await CloseAsync(keeper, point, Closing.WholeDay));
        Assert.False((await PointAsync(desk, point)).Plan.IsOpenAt(desk.Clock.UtcNow()));
        Assert.Equal(["SalesPointHoursKept", "SalesPointClosedEarly", "SalesPointReopened", "SalesPointClosedEarly"], (await ActsAsync(desk)).Skip(2));
        Assert.All(await desk.Read(db => db.AuditEntries.OrderByDescending(entry => entry.Id).Take(4).Select(entry => entry.Actor).ToListAsync()), actor => Assert.Equal(keeper.Actor, actor));

        Task<Outcome<SalesPoint>> HoursAsync(Person person, SalesPoint at, long version, string?[] week) => desk.Run<KeepHours, Outcome<SalesPoint>>(keep => keep.HandleAsync(person, at.Id, version, week, "Tết nghỉ", default));
        Task<Outcome<SalesPoint>> CloseAsync(Person person, SalesPoint at, Closing closing, string? time = null) => desk.Run<CloseEarly, Outcome<SalesPoint>>(close => close.HandleAsync(person, at.Id, closing, time, default));
    }

    [Theory, BothDatabases]
    public async Task A_keeper_keeps_the_shelf_and_tells_the_producer_once_a_day(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (point, other) = await TwoPointsAsync(desk);
        var keeper = Keeper(point);
        Assert.Equal([desk.Tea.Name], (await desk.Run<KeptSalesPoints, IReadOnlyList<ShelfCandidate>>(kept => kept.SearchAsync(point, "che dinh", default))).Select(found => found.Name));

        Assert.Refused("NoRight", await ShelfAsync(keeper, other, desk.Tea.Id, ShelfAct.There));
        Assert.Refused("NoRight", await ShelfAsync(DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope), point, desk.Tea.Id, ShelfAct.There));
        Assert.Refused("ProductUnknown", await ShelfAsync(keeper, point, Guid.CreateVersion7(), ShelfAct.There));
        Assert.Refused("ProductUnknown", await ShelfAsync(keeper, point, desk.Tea.Id, ShelfAct.TakeOff));
        Assert.Refused("ProductUnknown", await TellAsync(keeper, point, desk.Tea.Id));
        Assert.Equal((0, 0), await desk.Read(async db => (await db.SalesPointGoods.CountAsync(), await db.OutboxMessages.CountAsync())));

        Assert.Succeeded(await ShelfAsync(keeper, point, desk.Tea.Id, ShelfAct.There));
        Assert.Succeeded(await ShelfAsync(DeskMarket.Province, point, desk.Rice.Id, ShelfAct.There));
        Assert.Refused("StillThere", await TellAsync(keeper, point, desk.Tea.Id));
        Assert.Succeeded(await ShelfAsync(keeper, point, desk.Tea.Id, ShelfAct.Out));
        Assert.Refused("NoRight", await TellAsync(Keeper(other), point, desk.Tea.Id));
        Assert.Succeeded(await TellAsync(keeper, point, desk.Tea.Id));
        Assert.Refused("ToldToday", await TellAsync(keeper, point, desk.Tea.Id));
        desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Succeeded(await TellAsync(keeper, point, desk.Tea.Id));
        // The maker has no e-mail, so whoever looks after the market calls.
        Assert.Equal(["dieu-phoi@localhost", "dieu-phoi@localhost"], await desk.Read(db => db.OutboxMessages.Select(mail => mail.Recipient).ToListAsync()));
        Assert.Contains("Quầy thử", await desk.Read(db => db.OutboxMessages.Select(mail => mail.Text).FirstAsync()), StringComparison.Ordinal);

        Assert.Equal(2, await desk.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ProducerToldSoldOut")));
        Assert.Contains(desk.Tea.Id.ToString(), await desk.Read(db => db.Changes.Where(change => change.SubjectKind == "outlets").Select(change => change.SubjectId).ToListAsync()));
        // Stars that have lapsed are on no card; the word OCOP goes with them.
        var cards = await desk.Run<ShelfCards, IReadOnlyList<ShelfCard>>(print => print.OfAsync(point.Id, null, default));
        Assert.Null(Assert.Single(cards, card => card.Product.Id == desk.Rice.Id).Decision);
        Assert.Null(cards[0].Product.Stars);
        var chosen = Assert.Single(await desk.Run<ShelfCards, IReadOnlyList<ShelfCard>>(print => print.OfAsync(point.Id, [desk.Tea.Id, Guid.CreateVersion7()], default)));
        Assert.Equal(("123/QĐ-UBND", 4), (chosen.Decision!.Number, chosen.Product.Stars!.Count));

        Assert.Succeeded(await ShelfAsync(keeper, point, desk.Tea.Id, ShelfAct.TakeOff));
        Assert.Equal([desk.Rice.Id], await desk.Read(db => db.SalesPointGoods.Select(good => good.ProductId).ToListAsync()));

        Task<Outcome<SalesPoint>> ShelfAsync(Person person, SalesPoint at, Guid product, ShelfAct act) => desk.Run<KeepShelf, Outcome<SalesPoint>>(keep => keep.HandleAsync(person, at.Id, product, act, default));
        Task<Outcome<SalesPoint>> TellAsync(Person person, SalesPoint at, Guid product) => desk.Run<TellSoldOut, Outcome<SalesPoint>>(tell => tell.HandleAsync(person, at.Id, product, default));
    }

    [Theory, BothDatabases]
    public async Task A_checklist_keeps_who_looked_and_when_and_leaves_the_rest_blank(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (point, _) = await TwoPointsAsync(desk);
        Assert.Refused("NoRight", await CheckAsync(Keeper(point), new CriterionFinding("sign", true, null)));
        Assert.Refused("NoRight", await CheckAsync(desk.OtherProvince, new CriterionFinding("sign", true, null)));
        Assert.Refused("TooLong", await CheckAsync(desk.Commune, new CriterionFinding("sign", true, new string('x', 301))));
        Assert.Equal(0, await desk.Read(db => db.SalesPointChecks.CountAsync()));

        Assert.Equal(2, Assert.Succeeded(await CheckAsync(desk.Commune, new CriterionFinding("sign", true, " rõ "), new CriterionFinding("prices", false, null), new CriterionFinding("area", null, "chưa đo"), new CriterionFinding("khac", true, null))));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, Assert.Succeeded(await CheckAsync(DeskMarket.Province, new CriterionFinding("sign", true, "rõ"), new CriterionFinding("prices", null, null))));
        var check = await desk.Read(db => db.SalesPointChecks.AsNoTracking().SingleAsync());
        Assert.Equal(("sign", true, "rõ", desk.Commune.Id, desk.Clock.UtcNow().AddHours(-1)), (check.Criterion, check.IsMet, check.Note, check.CheckedBy, check.At));
        Assert.Equal(0, Assert.Succeeded(await CheckAsync(DeskMarket.Province, new CriterionFinding("sign", true, "rõ"))));
        Assert.Equal(2, (await ActsAsync(desk)).Count(act => act == "SalesPointChecked"));

        Task<Outcome<int>> CheckAsync(Person person, params CriterionFinding[] findings) => desk.Run<CheckSalesPoint, Outcome<int>>(check => check.HandleAsync(person, point.Id, findings, default));
    }

    [Theory, BothDatabases]
    public async Task Photos_are_those_of_the_library_that_the_chooser_may_read(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (point, _) = await TwoPointsAsync(desk);
        var (own, foreign) = (Photo(Scope.Commune("19", desk.Communes.Tea), 'a'), Photo(Scope.Commune("01", "00070"), 'b'));
        await desk.Read(async db =>
        {
            db.MediaItems.AddRange(own, foreign);
            return await db.SaveChangesAsync();
        });

        Assert.Refused("NoRight", await ChooseAsync(Keeper(point), own.Id));
        Assert.Refused("PhotoUnknown", await ChooseAsync(desk.Commune, own.Id, foreign.Id));
        Assert.Refused("PhotoUnknown", await ChooseAsync(desk.Commune, Guid.CreateVersion7()));
        Assert.Refused("TooManyPhotos", await ChooseAsync(desk.Commune, [.. Enumerable.Range(0, ChoosePhotos.Most + 1).Select(_ => Guid.CreateVersion7())]));
        Assert.Equal(0, await desk.Read(db => db.SalesPointPhotos.CountAsync()));

        Assert.Succeeded(await ChooseAsync(DeskMarket.Administrator, foreign.Id, own.Id));
        // What another chose stays, though one could not have chosen it oneself.
        Assert.Succeeded(await ChooseAsync(desk.Commune, own.Id, foreign.Id));
        Assert.Succeeded(await ChooseAsync(desk.Commune, own.Id, foreign.Id));
        Assert.Equal([own.Id, foreign.Id], await desk.Read(db => db.SalesPointPhotos.OrderBy(photo => photo.Position).Select(photo => photo.MediaItemId).ToListAsync()));
        Assert.Equal(2, (await ActsAsync(desk)).Count(act => act == "SalesPointPhotosChosen"));
        Assert.Equal([own.Id, foreign.Id], (await desk.Run<SalesPointPages, SalesPointPage?>(pages => pages.FindAsync(point.Slug, 1, default)))!.Photos.Select(photo => photo.Id));

        MediaItem Photo(Scope scope, char key) => new(new string(key, 32), new PhotoFacts(new PictureSize(800, 600), "image/jpeg", "", 1), "quay.jpg", scope, "", Guid.CreateVersion7(), desk.Clock.UtcNow());
        Task<Outcome<SalesPoint>> ChooseAsync(Person person, params Guid[] photos) => desk.Run<ChoosePhotos, Outcome<SalesPoint>>(choose => choose.HandleAsync(person, point.Id, photos, default));
    }

    [Theory, BothDatabases]
    public async Task A_keeper_shows_photos_sent_for_the_own_point_and_takes_any_off(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (point, other) = await TwoPointsAsync(desk);
        var keeper = Keeper(point);
        var own = Enumerable.Range(0, ChoosePhotos.Most + 1).Select(i => Photo(point.Scope, (char)('a' + i))).ToList();
        var last = own[^1].Id;
        var (officers, others, document) = (Photo(Scope.Commune("19", desk.Communes.Tea), 'x'), Photo(other.Scope, 'y'),
            new MediaItem(new string('z', 32), new DocumentFacts("application/pdf", 1), "a.pdf", point.Scope, "", Guid.CreateVersion7(), desk.Clock.UtcNow()));
        await desk.Read(async db =>
        {
            db.MediaItems.AddRange([.. own, officers, others, document]);
            return await db.SaveChangesAsync();
        });

        Assert.Refused("AltMissing", await AddAsync(keeper, point, own[0], " "));
        Assert.Refused("AltTooLong", await AddAsync(keeper, point, own[0], new string('x', MediaItem.LongestAlt + 1)));
        foreach (var wrong in new[] { officers, others, document, Photo(point.Scope, 'q') }) Assert.Refused("PhotoUnknown", await AddAsync(keeper, point, wrong, alt: ""));
        foreach (var person in new[] { Keeper(other), DeskMarket.Auditor, DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope) })
        {
            Assert.Refused("NoRight", await AddAsync(person, point, own[0]));
            Assert.Refused("NoRight", await TakeOffAsync(person, point, own[0]));
        }

        Assert.Equal(0, await desk.Read(db => db.SalesPointPhotos.CountAsync()));
        Assert.Succeeded(await desk.Run<ChoosePhotos, Outcome<SalesPoint>>(choose => choose.HandleAsync(desk.Commune, point.Id, [officers.Id], default)));
        foreach (var photo in own.Take(ChoosePhotos.Most - 1)) Assert.Succeeded(await AddAsync(keeper, point, photo));
        // Sent twice it is there once.
        Assert.Succeeded(await AddAsync(keeper, point, own[0], "Biển hiệu"));
        Assert.Equal("Biển hiệu", await desk.Read(db => db.MediaItems.Where(it => it.Id == own[0].Id).Select(it => it.AltVi).SingleAsync()));
        Assert.Refused("TooManyPhotos", await AddAsync(keeper, point, own[^1]));
        Assert.Equal([officers.Id, .. own.Take(ChoosePhotos.Most - 1).Select(photo => photo.Id)], await ShownAsync());

        Assert.Succeeded(await TakeOffAsync(keeper, point, officers));
        Assert.Succeeded(await TakeOffAsync(keeper, point, officers));
        Assert.Succeeded(await AddAsync(keeper, point, own[^1]));
        Assert.Equal([.. own.Take(ChoosePhotos.Most - 1).Select(photo => photo.Id), last], await ShownAsync());
        Assert.Equal("Mặt tiền", await desk.Read(db => db.MediaItems.Where(item => item.Id == last).Select(item => item.AltVi).SingleAsync()));
        Assert.Equal(ChoosePhotos.Most + 2, (await ActsAsync(desk)).Count(act => act == "SalesPointPhotosChosen"));

        // The photos go with the point to another commune, so that its keeper may show them there.
        Assert.Succeeded(await EditAsync(desk, DeskMarket.Province, point, (await PointAsync(desk, point)).Version, await FormAsync(desk, desk.Communes.Rice)));
        var moved = await PointAsync(desk, point);
        Assert.Succeeded(await TakeOffAsync(Keeper(moved), moved, own[0]));
        Assert.Succeeded(await AddAsync(Keeper(moved), moved, own[0]));

        MediaItem Photo(Scope scope, char key) => new(new string(key, 32), new PhotoFacts(new PictureSize(800, 600), "image/jpeg", "", 1), "quay.jpg", scope, "", Guid.CreateVersion7(), desk.Clock.UtcNow());
        Task<Outcome<SalesPoint>> AddAsync(Person person, SalesPoint at, MediaItem photo, string alt = " Mặt  tiền ") => desk.Run<KeepPhotos, Outcome<SalesPoint>>(keep => keep.AddAsync(person, at.Id, photo.Id, alt, default));
        Task<Outcome<SalesPoint>> TakeOffAsync(Person person, SalesPoint at, MediaItem photo) => desk.Run<KeepPhotos, Outcome<SalesPoint>>(keep => keep.TakeOffAsync(person, at.Id, photo.Id, default));
        Task<IReadOnlyList<Guid>> ShownAsync() => desk.Run<KeptSalesPoints, IReadOnlyList<Guid>>(kept => kept.PhotosAsync(point.Id, default));
    }

    [Theory, BothDatabases]
    public async Task Points_are_found_by_place_product_hour_and_distance(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (point, other) = await TwoPointsAsync(desk);
        Assert.Succeeded(await desk.Run<KeepShelf, Outcome<SalesPoint>>(keep => keep.HandleAsync(Keeper(point), point.Id, desk.Tea.Id, ShelfAct.There, default)));
        Assert.Succeeded(await desk.Run<KeepHours, Outcome<SalesPoint>>(keep => keep.HandleAsync(Keeper(other), other.Id, 0, ["20:00–22:00"], null, default)));

        Assert.Equal([point.Id], await FindAsync(new(CommuneCode: desk.Communes.Tea)));
        Assert.Equal(2, (await FindAsync(new(ProvinceCode: "19", Kind: "cho-sieu-thi"))).Count);
        Assert.Empty(await FindAsync(new(ProvinceCode: "01")));
        Assert.Equal([point.Id], await FindAsync(new(Product: "chè đinh")));
        Assert.Equal([point.Id], await FindAsync(new(Product: desk.Tea.Slug)));
        Assert.Equal([point.Id], await FindAsync(new(IsOpenNow: true)));
        var middle = await desk.Run<PlaceDirectory, Commune>(places => Task.FromResult(places.Commune(desk.Communes.Rice)!));
        Assert.Equal([other.Id, point.Id], await FindAsync(new(Near: new(middle.Latitude, middle.Longitude))));

        desk.Clock.Advance(TimeSpan.FromDays(SalesPointGood.TrueForDays));
        Assert.Equal([point.Id], await FindAsync(new(Product: "chè đinh")));
        desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await FindAsync(new(Product: "chè đinh")));

        async Task<List<Guid>> FindAsync(SalesPointQuestion question) => [.. (await desk.Run<SalesPointCards, SalesPointList>(cards => cards.FindAsync(question, default))).Points.Select(card => card.Id)];
    }

    private static Person Keeper(SalesPoint point) => DeskMarket.Holding(Role.Keeper, point.Scope);

    private static async Task<(SalesPoint, SalesPoint)> TwoPointsAsync(DeskMarket desk) =>
        (Assert.Succeeded(await AddAsync(desk, DeskMarket.Province, await FormAsync(desk, desk.Communes.Tea))), Assert.Succeeded(await AddAsync(desk, DeskMarket.Province, await FormAsync(desk, desk.Communes.Rice))));

    private static Task<SalesPointForm> FormAsync(DeskMarket desk, string commune) => desk.Run<PlaceDirectory, SalesPointForm>(places =>
        Task.FromResult(new SalesPointForm(" Quầy  thử", "cho-sieu-thi", "19", places.Commune(commune)!.Name, "Số 1", null, null, "0912 345 678", Week, null, nameof(SalesPointStatus.Open))));

    private static Task<Outcome<SalesPoint>> AddAsync(DeskMarket desk, Person person, SalesPointForm form) => desk.Run<EditSalesPoint, Outcome<SalesPoint>>(edit => edit.HandleAsync(person, form, default));

    private static Task<Outcome<SalesPoint>> EditAsync(DeskMarket desk, Person person, SalesPoint point, long version, SalesPointForm form) =>
        desk.Run<EditSalesPoint, Outcome<SalesPoint>>(edit => edit.HandleAsync(person, point.Id, version, form, default));

    private static Task<SalesPoint> PointAsync(DeskMarket desk, SalesPoint point) => desk.Read(db => db.SalesPoints.AsNoTracking().SingleAsync(it => it.Id == point.Id));

    private static Task<List<string>> ActsAsync(DeskMarket desk) => desk.Read(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync());

    private static Task GiveAsync(DeskMarket desk, SalesPoint point) => desk.Read(async db =>
    {
        var user = new User("Người giữ thử", "+84912345679", null, desk.Clock.UtcNow());
        user.Grants.Add(new Grant(user.Id, Role.Keeper, point.Scope, null, desk.Clock.UtcNow()));
        db.Users.Add(user);
        return await db.SaveChangesAsync();
    });
}
