using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Portal;

/// <summary>What the people of a producer do by themselves, and what an officer reads first.</summary>
public sealed class LookingAfterOnesGoods
{
    [Theory, BothDatabases]
    public async Task What_is_left_is_counted_once_and_never_over_an_order_that_came_in_between(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, helper, other) = People(desk);
        var variant = desk.Tea.Variants[0].Id;
        // The first goods of all, by the helper; sent twice over a weak line.
        for (var times = 0; times < 2; times++) Assert.Equal(24, Assert.Succeeded(await Count(helper, 0, 24)));
        Assert.Equal((24, 1), await Stand());
        Assert.Equal(20, Assert.Succeeded(await Count(owner, 24, 20)));

        // Somebody else's count or an order came between the page and the press.
        Assert.Refused("CountMovedOn", await Count(owner, 24, 23));
        Assert.Contains("giờ còn 20", (await Count(owner, 24, 23)).Refusals[0].Message.Vi, StringComparison.Ordinal);
        Assert.Refused("QuantityWrong", await Count(owner, 20, -1));
        Assert.Refused("QuantityWrong", await Count(owner, 20, CountStock.Most + 1));
        Assert.Refused("NoRight", await Count(other, 20, 5));
        Assert.Refused("NoRight", await Count(DeskMarket.Auditor, 20, 5));
        Assert.Refused("VariantUnknown", await desk.Run<CountStock, Outcome<int>>(count => count.HandleAsync(owner, new StockCount(Guid.CreateVersion7(), 0, 1), default)));
        Assert.Equal((20, 2), await Stand());

        // Eight who press at once on the same figure: one is taken.
        var presses = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => Count(owner, 20, 20 - i))));
        Assert.Single(presses, press => press.Succeeded);
        Assert.All(presses.Where(press => !press.Succeeded), press => Assert.Equal("CountMovedOn", press.Refusals[0].Reason));
        Assert.Equal(3, (await Stand()).Movements);
        Assert.Equal(["StockCounted", "StockCounted", "StockCounted"], await desk.Read(db => db.AuditEntries.Select(entry => entry.Act).ToListAsync()));

        Task<Outcome<int>> Count(Person by, int seen, int left) => desk.Run<CountStock, Outcome<int>>(count => count.HandleAsync(by, new StockCount(variant, seen, left), default));
        Task<(int OnHand, int Movements)> Stand() => desk.Read(async db => (await db.StockLevels.Select(level => level.OnHand).SingleAsync(), await db.StockMovements.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task The_owner_says_what_it_costs_and_a_stale_form_overwrites_nothing(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, helper, other) = People(desk);
        var version = await Version(desk);
        Assert.Succeeded(await Price(owner, version, "99.000"));
        Assert.Equal(99_000, await desk.Read(db => db.SearchRows.Where(row => row.ProductId == desk.Tea.Id).Select(row => row.Price).SingleAsync()));
        // Sent again, it is done already; another price from the old page is not taken.
        Assert.Succeeded(await Price(owner, version, "99.000"));
        Assert.Refused("Stale", await Price(owner, version, "98.000"));
        version = await Version(desk);
        Assert.Refused("PriceWrong", await Price(owner, version, "miễn phí"));
        foreach (var person in new[] { helper, other, DeskMarket.Auditor }) Assert.Refused("NoRight", await Price(person, version, "1.000"));
        Assert.Equal((version, 1), (await Version(desk), await desk.Read(db => db.AuditEntries.CountAsync())));

        Task<Outcome<Product>> Price(Person by, long seen, string price) => desk.Run<RepriceProduct, Outcome<Product>>(reprice => reprice.HandleAsync(by, new PriceEdit(desk.Tea.Id, seen, [new VariantPrice(desk.Tea.Variants[0].Id, price)]), default));
    }

    [Theory, BothDatabases]
    public async Task Words_of_a_recognised_product_are_read_first_and_one_proposal_waits_for_it(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, helper, other) = People(desk);
        Assert.False(Assert.Succeeded(await Propose(helper, "Chè đinh thử", "Hái tay lúc sương còn ướt.")).IsLive);
        Assert.False(Assert.Succeeded(await Propose(owner, "Chè đinh núi Voi", "Hái tay.\nSao củi.")).IsLive);
        Assert.Equal(("Chè đinh thử", null), await Says());
        Assert.Refused("NameMissing", await Propose(owner, " … ", "Lời."));
        Assert.Refused("DescriptionTooLong", await Propose(owner, "Chè", new string('a', ProductWords.LongestDescription + 1)));
        foreach (var person in new[] { other, DeskMarket.Auditor, desk.Commune }) Assert.Refused("NoRight", await Propose(person, "Của người khác", ""));

        Assert.Empty((await Waiting(desk.OtherProvince)).Rows);
        var read = Assert.Single((await Waiting(desk.Commune)).Rows);
        Assert.Equal(("Chè đinh thử", "Chè đinh núi Voi", "HTX chè Đinh"), (read.Now.Name, read.Proposal.Name, read.Producer));
        Assert.Refused("ReasonMissing", await Answer(desk.Commune, read.Proposal, false, ""));
        Assert.Refused("NoRight", await Answer(desk.OtherProvince, read.Proposal, true, ""));
        Assert.Refused("NoRight", await Answer(owner, read.Proposal, true, ""));

        // Rewritten while it was read: not taken unread.
        Assert.Succeeded(await Propose(owner, "Chè đinh núi Voi", "Hái tay, sao củi."));
        Assert.Refused("Stale", await Answer(desk.Commune, read.Proposal, true, null));
        read = Assert.Single((await Waiting(desk.Commune)).Rows);
        Assert.Succeeded(await Answer(desk.Commune, read.Proposal, true, null));
        Assert.Equal(("Chè đinh núi Voi", "Hái tay, sao củi."), await Says());
        Assert.Contains("nui voi", await desk.Read(db => db.SearchRows.Where(row => row.ProductId == desk.Tea.Id).Select(row => row.FoldedName).SingleAsync()), StringComparison.Ordinal);
        Assert.Refused("Stale", await Answer(desk.Commune, read.Proposal, true, null));

        // Returned, the producer reads why and writes anew; back to what it says, nothing is asked for.
        Assert.Succeeded(await Propose(owner, "Chè đinh số một", "Ngon nhất nước."));
        Assert.Succeeded(await Answer(desk.Commune, Assert.Single((await Waiting(desk.Commune)).Rows).Proposal, false, "Không nói “nhất nước”."));
        var last = await desk.Run<FactProposals, FactProposal?>(proposals => proposals.LastOfAsync(FactProposal.OfProduct, desk.Tea.Id, default));
        Assert.Equal((ProposalState.Returned, "Không nói “nhất nước”."), (last!.State, last.Answer!));
        Assert.Succeeded(await Propose(owner, "Chè đinh khác", "Lời."));
        Assert.Succeeded(await Propose(owner, "Chè đinh núi Voi", "Hái tay, sao củi."));
        Assert.Empty((await Waiting(desk.Commune)).Rows);
        Assert.Equal(("Chè đinh núi Voi", "Hái tay, sao củi."), await Says());

        Task<Outcome<Proposed>> Propose(Person by, string name, string text) => desk.Run<ProposeFacts, Outcome<Proposed>>(propose => propose.HandleAsync(by, new FactWish(FactProposal.OfProduct, desk.Tea.Id, new ProposedFacts(name, text)), default));
        Task<Outcome<FactProposal>> Answer(Person by, FactProposal proposal, bool accepts, string? words) => desk.Run<AnswerProposal, Outcome<FactProposal>>(answer => answer.HandleAsync(by, new ProposalAnswer(proposal.Id, proposal.Version, accepts, words), default));
        Task<ListPage<ReadProposal>> Waiting(Person by) => desk.Run<FactProposals, ListPage<ReadProposal>>(proposals => proposals.WaitingAsync(by, 1, default));
        Task<(string, string?)> Says() => desk.Read(async db => await db.Products.Where(product => product.Id == desk.Tea.Id).Select(product => new ValueTuple<string, string?>(product.Name, product.Description)).SingleAsync());
    }

    [Theory, BothDatabases]
    public async Task A_producers_own_words_wait_for_an_officer_and_goods_without_a_decision_do_not(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, _, _) = People(desk);
        Assert.False(Assert.Succeeded(await desk.Run<ProposeFacts, Outcome<Proposed>>(propose => propose.HandleAsync(owner, new FactWish(FactProposal.OfProducer, desk.TeaMaker.Id, new ProposedFacts("Không đổi được", "Cả xóm làm chè từ đời ông.")), default))).IsLive);
        Assert.Refused("PhotoUnknown", await desk.Run<ProposeFacts, Outcome<Proposed>>(propose => propose.HandleAsync(owner, new FactWish(FactProposal.OfProducer, desk.TeaMaker.Id, new ProposedFacts(null, "Lời", Guid.CreateVersion7())), default)));
        var waiting = Assert.Single((await desk.Run<FactProposals, ListPage<ReadProposal>>(proposals => proposals.WaitingAsync(desk.Commune, 1, default))).Rows).Proposal;
        Assert.Succeeded(await desk.Run<AnswerProposal, Outcome<FactProposal>>(answer => answer.HandleAsync(desk.Commune, new ProposalAnswer(waiting.Id, waiting.Version, true, null), default)));
        Assert.Equal(("HTX chè Đinh", "Cả xóm làm chè từ đời ông."), await desk.Read(async db => await db.Producers.Where(producer => producer.Id == desk.TeaMaker.Id).Select(producer => new ValueTuple<string, string?>(producer.Name, producer.About)).SingleAsync()));

        var silk = await desk.Read(db => db.Producers.SingleAsync(producer => db.Products.Any(product => product.Id == desk.Silk.Id && product.ProducerId == producer.Id)));
        Assert.True(Assert.Succeeded(await desk.Run<ProposeFacts, Outcome<Proposed>>(propose => propose.HandleAsync(DeskMarket.Holding(Role.ProducerHelper, silk.Scope), new FactWish(FactProposal.OfProduct, desk.Silk.Id, new ProposedFacts("Lụa tơ tằm", "Dệt tay.")), default))).IsLive);
        Assert.Equal("Lụa tơ tằm", await desk.Read(db => db.Products.Where(product => product.Id == desk.Silk.Id).Select(product => product.Name).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task The_shelf_shows_own_goods_what_is_low_and_which_stars_end_soon(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var (owner, _, other) = People(desk);
        Assert.Equal(["Chè đinh thử"], (await Shelf(owner)).Rows.Select(product => product.Name));
        Assert.Equal(["Gạo Bao Thai thử"], (await Shelf(other)).Rows.Select(product => product.Name));
        Assert.Equal(1, await desk.Run<StockShelf, int>(shelf => shelf.CountLowAsync(owner, default)));
        Assert.Succeeded(await desk.Run<CountStock, Outcome<int>>(count => count.HandleAsync(owner, new StockCount(desk.Tea.Variants[0].Id, 0, StockShelf.Low + 1), default)));
        Assert.Equal(0, await desk.Run<StockShelf, int>(shelf => shelf.CountLowAsync(owner, default)));

        // Recognised on 1 March 2025, the stars stand until 1 March 2028: ninety days before, not a day sooner.
        desk.Clock.SetLocal(2027, 12, 1, 23, 59, 59);
        Assert.Empty(await Ending(owner));
        desk.Clock.SetLocal(2027, 12, 2, 0, 0, 1);
        Assert.Equal(new DateOnly(2028, 3, 1), Assert.Single(await Ending(owner)).ValidUntil);
        Assert.Empty(await Ending(other));
        await desk.Read(async db =>
        {
            db.Certifications.Add(new Certification(desk.Tea.Id, CertificationKind.VietGap, "VG-01", "Trung tâm thử", new DateOnly(2025, 3, 1), new DateOnly(2028, 2, 1)));
            return await db.SaveChangesAsync();
        });
        Assert.Equal("VG-01", Assert.Single(await desk.Run<DeskPapers, IReadOnlyList<DeskPaperRow>>(papers => papers.OwnEndingAsync(owner, default))).Number);
        Assert.Empty(await desk.Run<DeskPapers, IReadOnlyList<DeskPaperRow>>(papers => papers.OwnEndingAsync(other, default)));

        Task<ListPage<ShelfProduct>> Shelf(Person by) => desk.Run<StockShelf, ListPage<ShelfProduct>>(shelf => shelf.PageAsync(by, null, 1, default));
        Task<IReadOnlyList<RecognitionEndingSoon>> Ending(Person by) => desk.Run<RecognitionsEndingSoon, IReadOnlyList<RecognitionEndingSoon>>(ending => ending.OfAsync(by, 90, default));
    }

    private static (Person Owner, Person Helper, Person Other) People(DeskMarket desk) =>
        (DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope), DeskMarket.Holding(Role.ProducerHelper, desk.TeaMaker.Scope), DeskMarket.Holding(Role.ProducerOwner, desk.RiceMaker.Scope));

    private static Task<long> Version(DeskMarket desk) => desk.Read(db => db.Products.Where(product => product.Id == desk.Tea.Id).Select(product => product.Version).SingleAsync());
}
