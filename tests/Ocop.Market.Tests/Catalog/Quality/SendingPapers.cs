using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Quality;

/// <summary>A producer enters papers; an officer reads each before anybody else sees it.</summary>
public sealed class SendingPapers
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory, BothDatabases]
    public async Task A_paper_is_nobodys_to_see_before_an_officer_accepts_it(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, helper) = People(desk);
        var scan = await FileAsync(desk, desk.TeaMaker.Scope, 'a');
        // It ends within seven days: an accepted one would be reminded of.
        var sent = Assert.Succeeded(await SendAsync(desk, helper, Wish(desk.Tea.Id, until: Today.AddDays(5)) with { FileId = scan, IsFilePublic = true }));
        Assert.Equal((0, 0, 0), await desk.Read(async db => (await db.Certifications.CountAsync(), await db.OutboxMessages.CountAsync(), await db.PaperReminders.CountAsync())));
        Assert.Empty(await FoundAsync(desk));
        Assert.Equal(0, await RemindAsync(desk));
        Assert.False(await IsPublicAsync(desk, scan));
        Assert.Empty((await desk.Run<DeskPapers, ListPage<DeskPaperRow>>(papers => papers.PageAsync(desk.Commune, new(), 1, default))).Rows);
        // Nobody changes the file between the reading and the answer.
        Assert.Equal([$"/quan-tri/chung-nhan/cho-kiem/{sent.Id}"], await PlacesAsync(desk, scan));

        Assert.Equal(["VG-1"], (await WaitingAsync(desk, desk.Commune)).Select(row => row.Number));
        Assert.Succeeded(await AnswerAsync(desk, desk.Commune, sent, isFilePublic: true));
        Assert.Equal(["VietGap"], await FoundAsync(desk));
        Assert.Equal(1, await RemindAsync(desk));
        Assert.True(await IsPublicAsync(desk, scan));
        Assert.Empty(await WaitingAsync(desk, desk.Commune));
        var paper = await desk.Read(db => db.Certifications.SingleAsync());
        Assert.Equal((desk.Tea.Id, null, "VG-1", scan), (paper.ProductId!.Value, paper.ProducerId, paper.Number, paper.FileId!.Value));
        Assert.Equal(["PaperProposed", "PaperAccepted"], await ActsAsync(desk));
        Assert.Equal([helper.Actor, desk.Commune.Actor], await desk.Read(db => db.AuditEntries.Where(entry => entry.Act.StartsWith("Paper")).OrderBy(entry => entry.Id).Select(entry => entry.Actor).ToListAsync()));
        Assert.Equal([("VG-1", (Guid?)desk.Tea.Id)], (await OwnAsync(desk, owner)).Select(row => (row.Number, row.ProductId)));
    }

    [Theory, BothDatabases]
    public async Task One_that_replaces_an_accepted_paper_leaves_it_as_it_is_until_it_is_accepted(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, _) = People(desk);
        var old = Assert.Succeeded(await RecordAsync(desk, Wish(null, desk.TeaMaker.Id, Today.AddDays(20))));
        var wish = Wish(null, null, Today.AddYears(2), "VG-2");
        Assert.Refused("NothingNew", await SendAsync(desk, owner, Wish(null, null, Today.AddDays(20)), old.Id));
        var sent = Assert.Succeeded(await SendAsync(desk, owner, wish, old.Id));
        Assert.Refused("ReplacedAlready", await SendAsync(desk, owner, wish with { Number = "VG-3" }, old.Id));
        Assert.Equal(("VG-1", (DateOnly?)Today.AddDays(20)), await SaysAsync());
        Assert.Equal(1, await RemindAsync(desk));

        Assert.Succeeded(await AnswerAsync(desk, desk.Commune, sent));
        Assert.Equal(("VG-2", (DateOnly?)Today.AddYears(2)), await SaysAsync());
        Assert.Equal(0, await RemindAsync(desk));

        // The old one was removed while the new one waited: the new one stands for itself.
        var third = Assert.Succeeded(await SendAsync(desk, owner, wish with { Number = "VG-4" }, old.Id));
        Assert.Succeeded(await desk.Run<RemovePaper, Outcome<PaperHolder>>(remove => remove.HandleAsync(desk.Commune, old.Id, default)));
        Assert.Empty(await desk.Read(db => db.Certifications.ToListAsync()));
        third = await ReadAsync(desk, third.Id);
        Assert.Succeeded(await AnswerAsync(desk, desk.Commune, third));
        Assert.Equal(("VG-4", (DateOnly?)Today.AddYears(2)), await SaysAsync());

        Task<(string, DateOnly?)> SaysAsync() => desk.Read(db => db.Certifications.Select(paper => new ValueTuple<string, DateOnly?>(paper.Number, paper.ValidUntil)).SingleAsync());
    }

    [Theory, BothDatabases]
    public async Task Returned_it_is_mended_and_what_changed_meanwhile_is_not_accepted_unread(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, helper) = People(desk);
        var sent = Assert.Succeeded(await SendAsync(desk, owner, Wish(desk.Tea.Id)));
        Assert.Refused("ReasonMissing", await AnswerAsync(desk, desk.Commune, sent, accepts: false, words: " "));
        Assert.Refused("ReasonTooLong", await AnswerAsync(desk, desk.Commune, sent, accepts: false, words: new string('x', AnswerPaper.LongestWords + 1)));
        foreach (var person in new[] { desk.OtherProvince, DeskMarket.Auditor, owner }) Assert.Refused("NoRight", await AnswerAsync(desk, person, sent));
        Assert.Refused("PaperUnknown", await desk.Run<AnswerPaper, Outcome<ProposedPaper>>(answer => answer.HandleAsync(desk.Commune, new PaperAnswer(Guid.CreateVersion7(), 0, true, null), default)));

        // Written on while it was read.
        var changed = Assert.Succeeded(await SendAsync(desk, helper, Wish(desk.Tea.Id, number: "VG-9") with { Id = sent.Id, Version = sent.Version }));
        Assert.Refused("Stale", await AnswerAsync(desk, desk.Commune, sent));
        Assert.Refused("Stale", await SendAsync(desk, owner, Wish(desk.Tea.Id) with { Id = sent.Id, Version = sent.Version }));
        Assert.Equal(0, await desk.Read(db => db.Certifications.CountAsync()));

        Assert.Succeeded(await AnswerAsync(desk, desk.Commune, changed, accepts: false, words: "Thiếu trang hai."));
        Assert.Empty(await WaitingAsync(desk, desk.Commune));
        var own = Assert.Single(await desk.Run<ProposedPapers, IReadOnlyList<ProposedPaperRow>>(papers => papers.OwnAsync(helper, default)));
        Assert.Equal((ProposalState.Returned, "Thiếu trang hai."), (own.State, own.Answer!));
        var mended = Assert.Succeeded(await SendAsync(desk, owner, Wish(desk.Tea.Id, number: "VG-10") with { Id = sent.Id, Version = (await ReadAsync(desk, sent.Id)).Version }));
        Assert.Null(mended.Answer);
        Assert.Equal(["VG-10"], (await WaitingAsync(desk, desk.Commune)).Select(row => row.Number));

        // An officer wrote down the very paper meanwhile.
        Assert.Succeeded(await RecordAsync(desk, Wish(desk.Tea.Id, number: "VG-10")));
        Assert.Refused("PaperKnown", await AnswerAsync(desk, desk.Commune, mended));
        Assert.Equal((1, ProposalState.Waiting), (await desk.Read(db => db.Certifications.CountAsync()), (await ReadAsync(desk, sent.Id)).State));

        foreach (var person in new[] { desk.Commune, DeskMarket.Auditor, DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope) }) Assert.Refused("NoRight", await TakeBackAsync(person));
        Assert.Succeeded(await TakeBackAsync(helper));
        Assert.Refused("Stale", await TakeBackAsync(helper));
        Assert.Refused("Stale", await AnswerAsync(desk, desk.Commune, await ReadAsync(desk, sent.Id)));
        Assert.Empty(await WaitingAsync(desk, desk.Commune));

        Task<Outcome<ProposedPaper>> TakeBackAsync(Person by) => desk.Run<TakeBackPaper, Outcome<ProposedPaper>>(take => take.HandleAsync(by, sent.Id, default));
    }

    [Theory, BothDatabases]
    public async Task A_scan_is_held_fast_while_its_paper_is_mended_and_one_from_the_bin_is_not_sent(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, _) = People(desk);
        var scan = await FileAsync(desk, desk.TeaMaker.Scope, 'a');
        var sent = Assert.Succeeded(await SendAsync(desk, owner, Wish(desk.Tea.Id) with { FileId = scan }));
        Assert.Succeeded(await AnswerAsync(desk, desk.Commune, sent, accepts: false, words: "Thiếu trang hai."));
        Assert.Equal([$"/quan-tri/chung-nhan/cho-kiem/{sent.Id}"], await PlacesAsync(desk, scan));

        await desk.Read(async db =>
        {
            (await db.MediaItems.SingleAsync(item => item.Id == scan)).MoveToBin(desk.Clock.UtcNow());
            return await db.SaveChangesAsync();
        });
        var returned = await ReadAsync(desk, sent.Id);
        Assert.Refused("FileElsewhere", await SendAsync(desk, owner, Wish(desk.Tea.Id) with { Id = sent.Id, Version = returned.Version, FileId = scan }));
        Assert.Equal((ProposalState.Returned, returned.Version), ((await ReadAsync(desk, sent.Id)).State, (await ReadAsync(desk, sent.Id)).Version));
    }

    [Theory, BothDatabases]
    public async Task Pressed_twice_at_once_it_waits_once(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, helper) = People(desk);
        for (var turn = 0; turn < 8; turn++)
        {
            var number = $"VG-{turn}";
            var both = await Task.WhenAll(SendAsync(desk, owner, Wish(desk.Tea.Id, number: number)), SendAsync(desk, helper, Wish(desk.Tea.Id, number: number)));
            Assert.Equal("SentAlready", Assert.Single(Assert.Single(both, outcome => !outcome.Succeeded).Refusals).Reason);
            Assert.Equal(1, await desk.Read(db => db.ProposedPapers.CountAsync(paper => paper.Number == number)));
        }
    }

    [Theory, BothDatabases]
    public async Task What_may_not_be_is_refused_beside_its_field_and_nothing_changes(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, _) = People(desk);
        var (officers, elsewhere) = (await FileAsync(desk, desk.Commune.Roles[0].Scope, 'a'), await FileAsync(desk, desk.RiceMaker.Scope, 'b'));
        var rice = Assert.Succeeded(await RecordAsync(desk, Wish(desk.Rice.Id)));
        var wish = Wish(desk.Tea.Id);
        foreach (var person in new[] { desk.Commune, DeskMarket.Auditor, DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope), DeskMarket.Holding(Role.Keeper, Scope.SalesPoint("19", desk.Communes.Tea, Guid.CreateVersion7())) })
            Assert.Refused("NoRight", await SendAsync(desk, person, wish));
        Assert.Refused("NoRight", await SendAsync(desk, owner, wish, rice.Id));
        Assert.Refused("PaperUnknown", await SendAsync(desk, owner, wish, Guid.CreateVersion7()));
        foreach (var (reason, field, wrong) in new[]
        {
            ("KindMissing", "kind", wish with { Kind = null }), ("NumberMissing", "number", wish with { Number = " " }), ("NumberTooLong", "number", wish with { Number = new string('1', 101) }),
            ("IssuerMissing", "issuer", wish with { Issuer = null }), ("IssuerTooLong", "issuer", wish with { Issuer = new string('x', 201) }), ("DayMissing", "issuedOn", wish with { IssuedOn = null }),
            ("DayAhead", "issuedOn", wish with { IssuedOn = Today.AddDays(1) }), ("EndsBefore", "validUntil", wish with { ValidUntil = new DateOnly(2020, 1, 1) }),
            ("FileUnknown", "file", wish with { FileId = Guid.CreateVersion7() }), ("FileUnknown", "file", wish with { FileId = officers }), ("FileUnknown", "file", wish with { FileId = elsewhere }),
            ("HolderUnknown", "holder", wish with { ProductId = null }), ("HolderUnknown", "holder", wish with { ProducerId = desk.TeaMaker.Id }), ("PaperUnknown", "", wish with { Id = Guid.CreateVersion7() }),
        })
        {
            var refusal = Assert.Single((await SendAsync(desk, owner, wrong)).Refusals);
            Assert.Equal((reason, field), (refusal.Reason, refusal.Field));
        }

        // Somebody who works for both: the officers of the one could not open the other's file.
        var both = new Person(owner.Id, owner.Name, [.. owner.Roles, new HeldRole(Role.ProducerHelper, desk.RiceMaker.Scope)]);
        Assert.Refused("FileElsewhere", await SendAsync(desk, both, wish with { FileId = elsewhere }));
        Assert.Equal((0, 1, 0), await desk.Read(async db => (await db.ProposedPapers.CountAsync(), await db.Certifications.CountAsync(), await db.AuditEntries.CountAsync(entry => entry.Act == "PaperProposed"))));

        Assert.Succeeded(await SendAsync(desk, owner, wish));
        Assert.Refused("SentAlready", await SendAsync(desk, owner, wish));
        Assert.Succeeded(await RecordAsync(desk, wish with { Number = "VG-5" }));
        Assert.Refused("PaperKnown", await SendAsync(desk, owner, wish with { Number = "VG-5" }));
        Assert.Equal(1, await desk.Read(db => db.ProposedPapers.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task The_desk_and_the_producers_each_see_their_own(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, _) = People(desk);
        var other = DeskMarket.Holding(Role.ProducerHelper, desk.RiceMaker.Scope);
        var sent = Assert.Succeeded(await SendAsync(desk, owner, Wish(desk.Tea.Id, number: "tea")));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Succeeded(await SendAsync(desk, other, Wish(null, desk.RiceMaker.Id, number: "rice") with { Kind = CertificationKind.TestSheet }));

        Assert.Equal(["tea", "rice"], (await WaitingAsync(desk, DeskMarket.Province)).Select(row => row.Number));
        Assert.Equal(["tea"], (await WaitingAsync(desk, desk.Commune)).Select(row => row.Number));
        Assert.Empty(await WaitingAsync(desk, desk.OtherProvince));
        Assert.Equal(["rice"], (await WaitingAsync(desk, DeskMarket.Administrator, new("lua BAO"))).Select(row => row.Number));
        Assert.Equal(["tea"], (await WaitingAsync(desk, DeskMarket.Administrator, new("TEA"))).Select(row => row.Number));
        Assert.Equal(["rice"], (await WaitingAsync(desk, DeskMarket.Administrator, new(Kind: CertificationKind.TestSheet))).Select(row => row.Number));
        Assert.Empty(await WaitingAsync(desk, DeskMarket.Administrator, new(ProvinceCode: "01")));
        // An auditor reads, and has nothing to answer.
        Assert.Equal(2, (await WaitingAsync(desk, DeskMarket.Auditor)).Count);
        foreach (var (person, count) in new[] { (DeskMarket.Province, 2), (desk.Commune, 1), (desk.OtherProvince, 0), (DeskMarket.Auditor, 0) }) Assert.Equal(count, await desk.Run<ProposedPapers, int>(papers => papers.CountWaitingAsync(person, default)));

        Assert.NotNull(await FindAsync(desk.Commune, Act.ReadCatalog));
        Assert.NotNull(await FindAsync(owner, Act.ProposeFacts));
        Assert.Null(await FindAsync(other, Act.ProposeFacts));
        Assert.Null(await FindAsync(desk.OtherProvince, Act.ReadCatalog));
        Assert.Equal(["tea"], (await desk.Run<ProposedPapers, IReadOnlyList<ProposedPaperRow>>(papers => papers.OwnAsync(owner, default))).Select(row => row.Number));

        // It goes with its producer to another commune.
        Assert.Succeeded(await desk.Run<MoveProducer, Outcome<Producer>>(move => move.HandleAsync(DeskMarket.Province, desk.TeaMaker.Id, desk.Communes.Rice, default)));
        Assert.Empty(await WaitingAsync(desk, desk.Commune));

        Task<ProposedPaperPage?> FindAsync(Person by, Act act) => desk.Run<ProposedPapers, ProposedPaperPage?>(papers => papers.FindAsync(by, sent.Id, act, default));
    }

    private static (Person Owner, Person Helper) People(DeskMarket desk) => (DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope), DeskMarket.Holding(Role.ProducerHelper, desk.TeaMaker.Scope));

    private static PaperWish Wish(Guid? product, Guid? producer = null, DateOnly? until = null, string number = "VG-1") =>
        new(null, 0, product, producer, CertificationKind.VietGap, number, "Trung tâm thử", new DateOnly(2024, 1, 1), until);

    private static Task<Outcome<ProposedPaper>> SendAsync(DeskMarket desk, Person by, PaperWish wish, Guid? replaces = null) => desk.Run<ProposePaper, Outcome<ProposedPaper>>(propose => propose.HandleAsync(by, wish, replaces, default));

    private static Task<Outcome<ProposedPaper>> AnswerAsync(DeskMarket desk, Person by, ProposedPaper paper, bool accepts = true, string? words = null, bool isFilePublic = false) =>
        desk.Run<AnswerPaper, Outcome<ProposedPaper>>(answer => answer.HandleAsync(by, new PaperAnswer(paper.Id, paper.Version, accepts, words, isFilePublic), default));

    private static Task<Outcome<Certification>> RecordAsync(DeskMarket desk, PaperWish wish) => desk.Run<SavePaper, Outcome<Certification>>(save => save.HandleAsync(DeskMarket.Administrator, wish, default));

    private static Task<ProposedPaper> ReadAsync(DeskMarket desk, Guid id) => desk.Read(db => db.ProposedPapers.AsNoTracking().SingleAsync(paper => paper.Id == id));

    private static async Task<IReadOnlyList<ProposedPaperRow>> WaitingAsync(DeskMarket desk, Person by, DeskPaperFilter? filter = null) =>
        (await desk.Run<ProposedPapers, ListPage<ProposedPaperRow>>(papers => papers.WaitingAsync(by, filter ?? new(), 1, default))).Rows;

    private static Task<IReadOnlyList<DeskPaperRow>> OwnAsync(DeskMarket desk, Person by) => desk.Run<DeskPapers, IReadOnlyList<DeskPaperRow>>(papers => papers.OwnAsync(by, default));

    private static Task<int> RemindAsync(DeskMarket desk) => desk.Run<RemindOfPapers, int>(remind => remind.HandleAsync(default));

    private static Task<bool> IsPublicAsync(DeskMarket desk, Guid file) => desk.Run<IEnumerable<IMediaUse>, bool>(async uses =>
    {
        foreach (var use in uses)
            if (await use.IsPublicAsync(file, default)) return true;
        return false;
    });

    private static Task<List<string?>> PlacesAsync(DeskMarket desk, Guid file) => desk.Run<IEnumerable<IMediaUse>, List<string?>>(async uses =>
    {
        var places = new List<string?>();
        foreach (var use in uses) places.AddRange((await use.PlacesAsync(file, default)).Select(place => place.Path));
        return places;
    });

    private static Task<Guid> FileAsync(DeskMarket desk, Scope scope, char key) => desk.Read(async db =>
    {
        var item = new MediaItem(new string(key, 32), new DocumentFacts("application/pdf", 1), "vietgap.pdf", scope, "", Guid.CreateVersion7(), desk.Clock.UtcNow());
        db.MediaItems.Add(item);
        await db.SaveChangesAsync();
        return item.Id;
    });

    private static async Task<IEnumerable<string>> FoundAsync(DeskMarket desk) =>
        (await desk.Run<ICatalogSearch, CatalogFindings>(search => search.FindAsync(new CatalogQuery(), default))).Facets.Certifications.Select(count => count.Value);

    private static Task<List<string>> ActsAsync(DeskMarket desk) => desk.Read(db => db.AuditEntries.Where(entry => entry.Act.StartsWith("Paper")).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync());
}
