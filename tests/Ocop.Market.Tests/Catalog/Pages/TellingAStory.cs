using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.References;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Pages;

public sealed class TellingAStory
{
    private static readonly Person Officer = new(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Administrator, Scope.Programme)]);

    [Theory, BothDatabases]
    public async Task Published_it_stands_in_the_list_beside_its_product_and_in_search_and_leaves_all_three_when_it_goes_down(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var green = await market.Ask<MarketDb, Guid>(db => db.Products.Where(product => product.Slug == "che-xanh-tan-cuong").Select(product => product.Id).SingleAsync());
        var choice = Assert.Single(await market.Ask<IEnumerable<IReferenceSource>, IReadOnlyList<ReferenceChoice>>(sources => sources.Single(source => source.Kind == "product").SearchAsync("che xanh", "vi", 5, default)));
        Assert.Equal((green.ToString(), "/san-pham/che-xanh-tan-cuong", true), (choice.Key, choice.Address, choice.IsPublished));

        var made = Assert.Succeeded(await market.Ask<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(Officer, new NewDocument(DocumentTypes.Story, "Nương chè xanh", "vi", Scope.Programme), default)));
        var content = new DocumentContent("Nương chè xanh", null, "Xanh suốt bốn mùa.", new JsonObject { ["product"] = green.ToString() },
            [new TextBlock(Html: "<p>Nước <strong>sóng sánh</strong> như mật.</p>"), new ProductShelfBlock("Mua về", [green])]);
        var saved = Assert.Succeeded(await market.Ask<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(Officer, made.Id, made.RevisionId, content, null, default))).Stand;
        Assert.False(await IsFound());
        var live = Assert.Succeeded(await market.Ask<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(Officer, saved.Id, saved.Version, saved.RevisionId!.Value, default)));

        var page = (await market.Ask<StoryPages, StoryPage?>(pages => pages.FindAsync("nuong-che-xanh", "vi", default)))!;
        Assert.Equal(("Chè xanh Tân Cương", "Thái Nguyên"), (page.Product!.Name, page.Card.Province));
        Assert.Equal(2, (await market.Ask<StoryCards, IReadOnlyList<StoryCard>>(cards => cards.NewestAsync("vi", 0, 10, default))).Count);
        Assert.Equal("Chè xanh Tân Cương", Assert.Single(page.Body.ShelfOf((ProductShelfBlock)page.Body.Blocks[1])).Name);
        Assert.True(await IsFound());

        Assert.Succeeded(await market.Ask<UnpublishDocument, Outcome<DocumentStand>>(unpublish => unpublish.HandleAsync(Officer, live.Id, live.Version, default)));
        Assert.Null(await market.Ask<StoryPages, StoryPage?>(pages => pages.FindAsync("nuong-che-xanh", "vi", default)));
        Assert.False(await IsFound());

        Task<bool> IsFound() => market.Ask<MarketDb, bool>(db => db.SearchRows.AnyAsync(row => row.ProductId == green && row.FoldedStory.Contains("sanh")));
    }

    [Theory, BothDatabases]
    public async Task A_story_from_before_there_were_properties_keeps_what_it_tells_of(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var before = await market.Ask<MarketDb, StoryLink>(db => db.StoryLinks.AsNoTracking().SingleAsync());
        await market.Change(async db =>
        {
            var story = await db.Documents.SingleAsync();
            var revision = story.AddRevision("Sao chè phải nghe tiếng", "Lửa to.", [new TextBlock("Lá kêu.")], "test", market.Clock.UtcNow());
            db.Revisions.Add(revision);
            story.Approve(market.Clock.UtcNow());
        });
        var document = await market.Ask<MarketDb, Document>(db => db.Documents.AsNoTracking().SingleAsync());
        Assert.Succeeded(await market.Ask<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(Officer, document.Id, document.Version, document.ApprovedRevisionId!.Value, default)));
        var after = await market.Ask<MarketDb, StoryLink>(db => db.StoryLinks.AsNoTracking().SingleAsync());
        Assert.Equal((before.ProductId, before.ProvinceCode, before.Scene), (after.ProductId, after.ProvinceCode, after.Scene));
    }
}
