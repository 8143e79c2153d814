using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Quality;

public sealed class KeepingPapers
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory, BothDatabases]
    public async Task A_paper_is_recorded_changed_and_removed_and_search_follows(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var wish = Wish(desk.Tea.Id, until: Today.AddYears(1));
        var paper = Assert.Succeeded(await SaveAsync(desk, wish, desk.Commune));
        Assert.Equal(["VietGap"], await FoundAsync(desk));

        Assert.Refused("PaperKnown", await SaveAsync(desk, wish));
        paper = Assert.Succeeded(await SaveAsync(desk, wish with { Id = paper.Id, Version = paper.Version, Kind = CertificationKind.SelfDeclaration }));
        Assert.Refused("Stale", await SaveAsync(desk, wish with { Id = paper.Id, Version = paper.Version - 1 }));
        // What every food must have is no reason to be found.
        Assert.Empty(await FoundAsync(desk));
        Assert.Refused("NoRight", await desk.Run<RemovePaper, Outcome<PaperHolder>>(remove => remove.HandleAsync(DeskMarket.Auditor, paper.Id, default)));
        Assert.Succeeded(await desk.Run<RemovePaper, Outcome<PaperHolder>>(remove => remove.HandleAsync(desk.Commune, paper.Id, default)));
        Assert.Equal(["PaperRecorded", "PaperEdited", "PaperRemoved"], await desk.Read(db => db.AuditEntries.Where(entry => entry.Act.StartsWith("Paper")).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_may_not_be_is_refused_beside_its_field_and_nothing_changes(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var wish = Wish(desk.Tea.Id, until: Today.AddYears(1));
        foreach (var person in new[] { desk.OtherProvince, DeskMarket.Auditor, DeskMarket.Holding(Role.Officer, Scope.Commune("19", desk.Communes.Rice)) }) Assert.Refused("NoRight", await SaveAsync(desk, wish, person));
        foreach (var (reason, wrong) in new[]
        {
            ("KindMissing", wish with { Kind = null }), ("NumberMissing", wish with { Number = " " }), ("IssuerMissing", wish with { Issuer = null }), ("DayMissing", wish with { IssuedOn = null }),
            ("DayAhead", wish with { IssuedOn = Today.AddDays(1) }), ("EndsBefore", wish with { ValidUntil = new DateOnly(2020, 1, 1) }), ("NumberTooLong", wish with { Number = new string('1', 101) }),
            ("FileUnknown", wish with { FileId = Guid.CreateVersion7() }), ("HolderUnknown", wish with { ProducerId = desk.TeaMaker.Id }), ("HolderUnknown", wish with { ProductId = Guid.CreateVersion7() }), ("PaperUnknown", wish with { Id = Guid.CreateVersion7() }),
        }) Assert.Refused(reason, await SaveAsync(desk, wrong));
        Assert.Equal((0, 0), await desk.Read(async db => (await db.Certifications.CountAsync(), await db.AuditEntries.CountAsync(entry => entry.Act.StartsWith("Paper")))));
    }

    [Theory, BothDatabases]
    public async Task The_desk_sees_its_own_and_what_ends_soon(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        await SaveAsync(desk, Wish(desk.Tea.Id, until: Today.AddDays(5), number: "tea"));
        await SaveAsync(desk, Wish(null, desk.RiceMaker.Id, until: Today.AddDays(60), number: "rice"));
        await SaveAsync(desk, Wish(desk.Rice.Id, until: Today.AddDays(-1), number: "over"));
        await SaveAsync(desk, Wish(desk.Silk.Id, until: null, number: "silk"));

        Assert.Equal(["over", "tea", "rice", "silk"], await NumbersAsync(desk, DeskMarket.Administrator, new()));
        Assert.Equal(["tea", "rice"], await NumbersAsync(desk, DeskMarket.Province, new(EndsWithin: 90)));
        Assert.Equal(["tea"], await NumbersAsync(desk, DeskMarket.Province, new(EndsWithin: 7)));
        Assert.Equal(["over"], await NumbersAsync(desk, DeskMarket.Province, new(EndsWithin: 0)));
        Assert.Equal(["tea"], await NumbersAsync(desk, desk.Commune, new()));
        Assert.Equal(["silk"], await NumbersAsync(desk, desk.OtherProvince, new()));
        Assert.Equal(["over", "rice"], await NumbersAsync(desk, DeskMarket.Administrator, new("lua BAO")));
        Assert.Equal(2, await desk.Run<DeskPapers, int>(papers => papers.CountAsync(DeskMarket.Province, 90, default)));

        await SaveAsync(desk, Wish(desk.Silk.Id, until: null, number: "12/QĐ-ATTP"));
        foreach (var typed in new[] { "12/QĐ-ATTP", "attp", "ATTP" }) Assert.Equal(["12/QĐ-ATTP"], await NumbersAsync(desk, DeskMarket.Administrator, new(typed)));
    }

    [Theory, BothDatabases]
    public async Task A_producer_is_told_ninety_thirty_and_seven_days_before_and_once_each(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var until = Today.AddDays(91);
        var paper = Assert.Succeeded(await SaveAsync(desk, Wish(desk.Tea.Id, until: until)));
        await SaveAsync(desk, Wish(null, desk.RiceMaker.Id, until: Today.AddDays(20), number: "rice"));
        // Told of twenty days; of ninety nobody needs to hear any more.
        Assert.Equal(1, await RemindAsync(desk));
        Assert.Equal(0, await RemindAsync(desk));

        foreach (var (left, mails) in new[] { (90, 1), (89, 0), (31, 0), (30, 1), (8, 0), (6, 1), (0, 0) })
        {
            var day = until.AddDays(-left);
            desk.Clock.SetLocal(day.Year, day.Month, day.Day, 7, 15, 0);
            await desk.Read(db => db.Certifications.Where(it => it.Number == "rice").ExecuteDeleteAsync());
            Assert.Equal((left, mails), (left, await RemindAsync(desk)));
            Assert.Equal(0, await RemindAsync(desk));
        }

        var told = await desk.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith($"paper-ends:{paper.Id:n}")).OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync());
        Assert.Equal(["VietGAP còn 90 ngày", "VietGAP còn 30 ngày", "VietGAP còn 6 ngày"], told);
        // Prolonged, it has another end; a later paper of its kind makes every word needless.
        desk.Clock.SetLocal(2026, 11, 24, 7, 15, 0);
        Assert.Succeeded(await SaveAsync(desk, Wish(desk.Tea.Id, until: Today.AddDays(81)) with { Id = paper.Id, Version = paper.Version }));
        Assert.Equal(1, await RemindAsync(desk));
        Assert.Succeeded(await SaveAsync(desk, Wish(desk.Tea.Id, until: Today.AddYears(2), number: "next")));
        desk.Clock.SetLocal(2027, 1, 20, 7, 15, 0);
        Assert.Equal(0, await RemindAsync(desk));
    }

    [Theory, BothDatabases]
    public async Task Only_what_is_valid_today_is_shown(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        await SaveAsync(desk, Wish(desk.Tea.Id, until: Today, number: "last-day"));
        await SaveAsync(desk, Wish(desk.Tea.Id, until: Today.AddDays(-1), number: "over"));
        await SaveAsync(desk, Wish(null, desk.TeaMaker.Id, until: null, number: "maker"));
        await SaveAsync(desk, Wish(null, desk.RiceMaker.Id, until: null, number: "other"));
        var mark = Assert.Succeeded(await SaveMarkAsync(desk, DeskMarket.Province));
        Assert.Refused("MarkKnown", await SaveMarkAsync(desk, DeskMarket.Province));
        Assert.Refused("NoRight", await SaveMarkAsync(desk, desk.OtherProvince));
        Assert.Refused("NoRight", await AllowAsync(desk, desk.Commune, new(mark.Id, null, desk.TeaMaker.Id, Today, null)));
        Assert.Refused("EndsBefore", await AllowAsync(desk, DeskMarket.Province, new(mark.Id, null, desk.TeaMaker.Id, Today, Today.AddDays(-1))));
        Assert.Refused("HolderUnknown", await AllowAsync(desk, DeskMarket.Province, new(mark.Id, desk.Tea.Id, desk.TeaMaker.Id, Today, null)));
        var use = Assert.Succeeded(await AllowAsync(desk, DeskMarket.Province, new(mark.Id, null, desk.TeaMaker.Id, Today, Today)));
        Assert.Refused("UseKnown", await AllowAsync(desk, DeskMarket.Province, new(mark.Id, null, desk.TeaMaker.Id, Today, null)));

        var shown = await ShownAsync(desk, desk.Tea, Today);
        Assert.Equal([("last-day", false), ("maker", true)], shown.Papers.Select(paper => (paper.Number, paper.IsProducers)));
        Assert.Equal([("Chè Tân Cương", (DateOnly?)Today)], shown.Marks.Select(it => (it.Name, it.Until)));
        shown = await ShownAsync(desk, desk.Tea, Today.AddDays(1));
        Assert.Equal(["maker"], shown.Papers.Select(paper => paper.Number));
        Assert.Empty(shown.Marks);
        Assert.Empty((await ShownAsync(desk, desk.Rice, Today)).Marks);
        Assert.Succeeded(await desk.Run<WithdrawMarkUse, Outcome<Mark>>(withdraw => withdraw.HandleAsync(DeskMarket.Province, use.Id, default)));
        Assert.Empty((await ShownAsync(desk, desk.Tea, Today)).Marks);
    }

    private static PaperWish Wish(Guid? product, Guid? producer = null, DateOnly? until = null, string number = "VG-1") =>
        new(null, 0, product, producer, CertificationKind.VietGap, number, "Trung tâm thử", new DateOnly(2024, 1, 1), until);

    private static Task<Outcome<Certification>> SaveAsync(DeskMarket desk, PaperWish wish, Person? by = null) => desk.Run<SavePaper, Outcome<Certification>>(save => save.HandleAsync(by ?? DeskMarket.Administrator, wish, default));

    private static Task<Outcome<Mark>> SaveMarkAsync(DeskMarket desk, Person by) => desk.Run<SaveMark, Outcome<Mark>>(save => save.HandleAsync(by,
        new(null, 0, Scope.Province("19").Path, MarkKind.GeographicalIndication, "Chè Tân Cương", "00002", "UBND tỉnh (mẫu thử)", "Tân Cương", new DateOnly(2007, 9, 20), null), default));

    private static Task<Outcome<MarkUse>> AllowAsync(DeskMarket desk, Person by, MarkUseWish wish) => desk.Run<AllowMarkUse, Outcome<MarkUse>>(allow => allow.HandleAsync(by, wish, default));

    private static Task<int> RemindAsync(DeskMarket desk) => desk.Run<RemindOfPapers, int>(remind => remind.HandleAsync(default));

    private static async Task<IEnumerable<string>> NumbersAsync(DeskMarket desk, Person person, DeskPaperFilter filter) =>
        (await desk.Run<DeskPapers, ListPage<DeskPaperRow>>(papers => papers.PageAsync(person, filter, 1, default))).Rows.Select(row => row.Number);

    private static async Task<ShownQuality> ShownAsync(DeskMarket desk, Product product, DateOnly day)
    {
        var own = await desk.Read(db => db.Certifications.AsNoTracking().Where(paper => paper.ProductId == product.Id).ToListAsync());
        return await desk.Run<ShownQualities, ShownQuality>(shown => shown.OfAsync(product.Id, product.ProducerId, own, day, default));
    }

    private static async Task<IEnumerable<string>> FoundAsync(DeskMarket desk) =>
        (await desk.Run<ICatalogSearch, CatalogFindings>(search => search.FindAsync(new CatalogQuery(), default))).Facets.Certifications.Select(count => count.Value);
}
