using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Web.Tests.Editorial.SomeStory;

namespace Ocop.Market.Web.Tests.Editorial;

public sealed class PublishingAPage
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_public_sees_it_at_once_old_links_follow_it_and_taken_down_it_is_gone()
    {
        await using var site = await MarketSite.OpenAsync();
        var (visitor, guest) = (site.Visitor(), new Guest());
        Assert.DoesNotContain("Nương chè", await visitor.GetStringAsync("/cau-chuyen"), StringComparison.Ordinal);
        var seen = await site.WrittenAsync("Nương chè", new TextBlock(Html: "<p>Một <strong>búp</strong> hai lá.</p>"), new TableBlock([["Vụ", "Ký"], ["Xuân", "12"]]));
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync(visitor, "/cau-chuyen/nuong-che")).Status);

        seen = await site.PublishedAsync(seen);
        await Eventually.TrueAsync(async () => (await guest.GetAsync(visitor, "/cau-chuyen")).Html.Contains("Nương chè", StringComparison.Ordinal), Soon);
        var page = await guest.GetAsync(visitor, "/cau-chuyen/nuong-che");
        Assert.Contains("<p>Một <strong>búp</strong> hai lá.</p>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">Vụ</th>", page.Html, StringComparison.Ordinal);

        seen = Value(await site.Run<ChangeSlug, Outcome<DocumentStand>>(change => change.HandleAsync(Chief, seen.Id, seen.Version, "nuong-che-xuan", default)));
        Answer moved = page;
        await Eventually.TrueAsync(async () => (moved = await guest.GetAsync(visitor, "/en/cau-chuyen/nuong-che?a=1")).Status == HttpStatusCode.MovedPermanently, Soon);
        Assert.Equal("/en/cau-chuyen/nuong-che-xuan?a=1", moved.Location);
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync(visitor, "/cau-chuyen/nuong-che-xuan")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync(visitor, "/cau-chuyen/khong-co")).Status);

        Value(await site.Run<UnpublishDocument, Outcome<DocumentStand>>(unpublish => unpublish.HandleAsync(Chief, seen.Id, seen.Version, default)));
        await Eventually.TrueAsync(async () => (await guest.GetAsync(visitor, "/cau-chuyen/nuong-che-xuan")).Status == HttpStatusCode.NotFound, Soon);
    }

    [Fact]
    public async Task A_menu_stands_at_its_place_on_every_page_in_memory_and_a_search_finds_texts_beside_goods()
    {
        await using var site = await MarketSite.OpenAsync();
        var (visitor, guest) = (site.Visitor(), new Guest());
        Assert.Contains("Hướng dẫn mua hàng", (await guest.GetAsync(visitor, "/cau-chuyen")).Html, StringComparison.Ordinal);
        var made = Value(await site.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(Chief, new NewDocument(OwnTypes.Menu, "Gian hàng xuân", "vi", Scope.Programme), default)));
        foreach (var place in new[] { "footer", "header" })
        {
            var content = new DocumentContent("Gian hàng xuân", null, "", new() { ["place"] = place }, [new CallToActionBlock("", "Quà Tết", "/tin-tuc"), new CallToActionBlock("", "Bộ", "https://bo.example/?a=1&b=2")]);
            made = Value(await site.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(Chief, made.Id, made.RevisionId, content, null, default))).Stand;
            made = await site.PublishedAsync(made);
            await Eventually.TrueAsync(async () => (await guest.GetAsync(visitor, "/cau-chuyen")).Html is var html && html.Contains("href=\"https://bo.example/?a=1&b=2\"", StringComparison.Ordinal)
                && html.Contains("<h2 id=\"f-0\">Gian hàng xuân", StringComparison.Ordinal) == (place == "footer"), Soon);
            // What the site must always say stands at the foot whatever editors write; the other language has its own.
            Assert.Contains("href=\"/quyen-rieng-tu\"", (await guest.GetAsync(visitor, "/cau-chuyen")).Html, StringComparison.Ordinal);
            Assert.DoesNotContain("bo.example", (await guest.GetAsync(visitor, "/en/cau-chuyen")).Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("href=\"/dia-phuong\"", (await guest.GetAsync(visitor, "/cau-chuyen")).Html, StringComparison.Ordinal);
        Value(await site.Run<UnpublishDocument, Outcome<DocumentStand>>(unpublish => unpublish.HandleAsync(Chief, made.Id, made.Version, default)));
        await Eventually.TrueAsync(async () => (await guest.GetAsync(visitor, "/cau-chuyen")).Html.Contains("href=\"/dia-phuong\"", StringComparison.Ordinal), Soon);

        await site.PublishedAsync(await site.WrittenAsync("Nương chè trên mây", new TextBlock("Một búp hai lá.")));
        Assert.Contains("/cau-chuyen/nuong-che-tren-may", (await guest.GetAsync(visitor, "/tim-kiem?q=tren+may")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/cau-chuyen/nuong-che-tren-may", (await guest.GetAsync(visitor, "/san-pham")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goods_on_a_shelf_within_a_text_are_those_of_this_moment()
    {
        await using var site = await MarketSite.OpenAsync();
        var (visitor, guest) = (site.Visitor(), new Guest());
        var product = await site.InScopeAsync(async scope =>
        {
            var added = await SomeGoods.AddAsync(scope, "Mật ong hoa nhãn", 145_000);
            await scope.GetRequiredService<SearchRows>().RefreshAsync([added.Id], default);
            await scope.GetRequiredService<MarketDb>().SaveChangesAsync();
            return added;
        });
        await site.PublishedAsync(await site.WrittenAsync("Nương chè", new ProductShelfBlock("Hàng nên thử", [product.Id])));
        for (var times = 0; times < 3; times++) Assert.Contains("145.000", (await guest.GetAsync(visitor, "/cau-chuyen/nuong-che")).Html, StringComparison.Ordinal);
        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            (await db.Variants.SingleAsync(variant => variant.ProductId == product.Id)).Reprice(new Money(99_000));
            await db.SaveChangesAsync();
            await scope.GetRequiredService<SearchRows>().RefreshAsync([product.Id], default);
            return await db.SaveChangesAsync();
        });
        await Eventually.TrueAsync(async () => (await guest.GetAsync(visitor, "/cau-chuyen/nuong-che")).Html.Contains("99.000", StringComparison.Ordinal), Soon);
    }

    [Fact]
    public async Task A_story_is_told_only_where_its_product_lies()
    {
        await using var site = await MarketSite.OpenAsync();
        var officer = new Person(Guid.CreateVersion7(), "Cán bộ xã khác", [new HeldRole(Role.Officer, Scope.Commune("01", "00070"))]);
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè của xã này"));
        var made = Value(await site.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(officer, new NewDocument(DocumentTypes.Story, "Chuyện người khác", "vi", Scope.Commune("01", "00070")), default)));
        var content = new DocumentContent("Chuyện người khác", null, "Tóm tắt.", new() { ["product"] = product.Id.ToString() }, [new TextBlock("Lời.")]);
        var saved = Value(await site.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(officer, made.Id, made.RevisionId, content, null, default))).Stand;
        foreach (var outcome in new[]
        {
            await site.Run<SubmitDocument, Outcome<DocumentStand>>(submit => submit.HandleAsync(officer, saved.Id, saved.Version, default)),
            await site.Run<ApproveDocument, Outcome<DocumentStand>>(approve => approve.HandleAsync(Chief, saved.Id, saved.Version, saved.RevisionId!.Value, default)),
            await site.Run<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(Chief, saved.Id, saved.Version, saved.RevisionId!.Value, default)),
        })
            Assert.Equal(("SubjectElsewhere", "properties.product"), (Assert.Single(outcome.Refusals).Reason, outcome.Refusals[0].Field));
    }

    [Fact]
    public async Task A_preview_link_opens_the_draft_until_it_is_over_or_taken_back()
    {
        await using var site = await MarketSite.OpenAsync();
        var visitor = site.Visitor();
        var seen = await site.WrittenAsync("Bản chưa in", new TextBlock("Lời chưa in."));
        var following = Value(await Make(null, 7));
        var pinned = Value(await Make(seen.RevisionId, 7));
        Value(await site.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(Chief, seen.Id, seen.RevisionId, new DocumentContent("Bản chưa in", null, "", [], [new TextBlock("Lời mới hơn.")]), null, default)));

        using var answer = await visitor.GetAsync(following.Path);
        Assert.Contains("Lời mới hơn.", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("Lời chưa in.", (await new Guest().GetAsync(visitor, pinned.Path)).Html, StringComparison.Ordinal);

        Assert.False((await Make(null, 31)).Succeeded);
        Value(await site.Run<RevokePreviewLink, Outcome<PreviewLink>>(revoke => revoke.HandleAsync(Chief, pinned.Id, default)));
        Assert.Equal(HttpStatusCode.NotFound, (await new Guest().GetAsync(visitor, pinned.Path)).Status);
        site.StandingClock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.NotFound, (await new Guest().GetAsync(visitor, following.Path)).Status);

        Task<Outcome<MadePreviewLink>> Make(Guid? revision, int days) => site.Run<MakePreviewLink, Outcome<MadePreviewLink>>(make => make.HandleAsync(Chief, seen.Id, revision, days, default));
    }
}
