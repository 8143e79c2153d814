using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

public sealed class MovingAddresses
{
    [Theory, BothDatabases]
    public async Task Every_old_address_is_one_step_from_the_page(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var seen = Assert.Succeeded(await market.Publish(await market.Written("Một")));
        seen = Assert.Succeeded(await Move(market, seen, "hai"));
        seen = Assert.Succeeded(await Move(market, seen, "Ba"));
        Assert.Equal([("/tin-tuc/hai", "/tin-tuc/ba"), ("/tin-tuc/mot", "/tin-tuc/ba")], await Table(market));

        // Back to its first address: no loop, and what is a page again leads nowhere.
        seen = Assert.Succeeded(await Move(market, seen, "mot"));
        Assert.Equal([("/tin-tuc/ba", "/tin-tuc/mot"), ("/tin-tuc/hai", "/tin-tuc/mot")], await Table(market));

        // Another page takes an old address: it is that page's from then on.
        Assert.Succeeded(await market.Publish(await market.Written("Hai")));
        Assert.Equal([("/tin-tuc/ba", "/tin-tuc/mot")], await Table(market));
        Assert.Refused("SlugTaken", await Move(market, seen, "hai"));
    }

    [Theory, BothDatabases]
    public async Task Both_languages_move_together_and_a_draft_moves_without_a_trace(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var draft = await market.Written("Nháp");
        var english = Assert.Succeeded(await market.Run<TranslateDocument, Outcome<DocumentStand>>(translate => translate.HandleAsync(Chief, draft.Id, default)));
        Assert.Refused("TranslationExists", await market.Run<TranslateDocument, Outcome<DocumentStand>>(translate => translate.HandleAsync(Chief, draft.Id, default)));
        Assert.Succeeded(await Move(market, draft, "ban-nhap"));
        Assert.Empty(await Table(market));
        Assert.Equal(("ban-nhap", "en"), ((await market.Document(english.Id)).Slug, (await market.Document(english.Id)).Language));

        Assert.Succeeded(await market.Publish(english with { Version = (await market.Document(english.Id)).Version }));
        Assert.Null(await market.LiveTitle(draft.Id));
        Assert.Null(await Find("vi"));
        Assert.Equal("Nháp", (await Find("en"))!.Title);

        Task<LiveDocument?> Find(string language) => market.Run<LiveDocuments, LiveDocument?>(documents => documents.FindAsync(OwnTypes.Article, "ban-nhap", language, default));
    }

    [Theory, BothDatabases]
    public async Task A_redirect_written_by_hand_neither_chains_nor_loops_nor_hides_a_page(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        Assert.Succeeded(await market.Publish(await market.Written("Một")));
        Assert.Succeeded(await Add("/in-tren-hop", "/tin-tuc/mot"));
        Assert.Equal("/tin-tuc/mot", Assert.Succeeded(await Add("/in-tren-bao", "/in-tren-hop")));
        Assert.Refused("PathLoops", await Add("/tin-moi", "/tin-moi"));
        Assert.Refused("PathIsLive", await Add("/tin-tuc/mot", "/san-pham"));
        Assert.Refused("PathWrong", await Add("/x", "//evil.example"));
        Assert.Refused("PathWrong", await Add("x", "/san-pham"));
        Assert.Refused("NotAllowed", await market.Run<AddRedirect, Outcome<string>>(add => add.HandleAsync(ProvinceOfficer, "/x", "/san-pham", default)));
        // What led to the box's address follows when that one moves on.
        Assert.Succeeded(await Add("/tin-cu", "/in-tren-hop"));
        Assert.All(await Table(market), redirect => Assert.Equal("/tin-tuc/mot", redirect.To));

        Task<Outcome<string>> Add(string from, string to) => market.Run<AddRedirect, Outcome<string>>(add => add.HandleAsync(Chief, from, to, default));
    }

    [Theory, BothDatabases]
    public async Task The_bin_takes_a_page_down_frees_its_address_and_gives_it_back(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var seen = Assert.Succeeded(await market.Publish(await Approved(await market.Written("Một", Holder, CommuneOfficer))));
        Assert.Refused("NotAllowed", await Bin(seen, Helper));
        seen = Assert.Succeeded(await Bin(seen, CommuneOfficer));
        Assert.Null(await market.LiveTitle(seen.Id));
        Assert.Refused("InBin", await market.Save(seen.Id, seen.RevisionId, Words("Sửa trong thùng")));
        var other = await market.Written("Một");
        Assert.Equal("mot", (await market.Document(other.Id)).Slug);

        var back = Assert.Succeeded(await market.Run<TakeFromBin, Outcome<DocumentStand>>(take => take.HandleAsync(CommuneOfficer, seen.Id, seen.Version, default)));
        Assert.Equal("mot-2", (await market.Document(back.Id)).Slug);
        back = Assert.Succeeded(await Bin(back, CommuneOfficer));
        Assert.Refused("NotAllowed", await Delete(back, Helper));
        Assert.Succeeded(await Delete(back, CommuneOfficer));
        Assert.Equal(0, await market.Read(db => db.Revisions.CountAsync(revision => revision.DocumentId == back.Id)));
        Assert.Refused("DocumentChanged", await Delete(other, Chief));

        async Task<DocumentStand> Approved(DocumentStand written) => Assert.Succeeded(await market.Approve(Assert.Succeeded(await market.Approve(written, CommuneOfficer)), ProvinceOfficer));
        Task<Outcome<DocumentStand>> Bin(DocumentStand at, Ocop.Market.Accounts.Rights.Person by) => market.Run<MoveToBin, Outcome<DocumentStand>>(bin => bin.HandleAsync(by, at.Id, at.Version, default));
        Task<Outcome<DocumentStand>> Delete(DocumentStand at, Ocop.Market.Accounts.Rights.Person by) => market.Run<DeleteForGood, Outcome<DocumentStand>>(delete => delete.HandleAsync(by, at.Id, at.Version, default));
    }

    private static Task<Outcome<DocumentStand>> Move(EditorialMarket market, DocumentStand seen, string slug) =>
        market.Run<ChangeSlug, Outcome<DocumentStand>>(change => change.HandleAsync(Chief, seen.Id, seen.Version, slug, default));

    private static async Task<IReadOnlyList<(string From, string To)>> Table(EditorialMarket market) =>
        [.. (await market.Read(db => db.Redirects.OrderBy(redirect => redirect.FromPath).ToListAsync())).Select(redirect => (redirect.FromPath, redirect.ToPath))];
}
