using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class KilledWhilePublishingASet
{
    private static readonly string[] Pages = ["gioi-thieu", "huong-dan", "doi-tra"];

    [Theory, BothDatabases]
    public async Task Nothing_of_it_is_live_and_after_the_restart_all_of_it(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider);
        await using (var first = await market.StartAsync())
        {
            first.Kill();
            await first.EndAsync();
        }

        await market.AskAsync(PlanAsync);
        var dying = market.Launch("publishing.set.half");
        Assert.Equal(BuiltProgram.Killed, await dying.EndAsync());
        Assert.Equal(0, await LiveAsync(market));
        Assert.Equal(SetState.Planned, await market.AskAsync(db => db.PublishingSets.Select(set => set.State).SingleAsync()));

        await using var host = await market.StartAsync();
        await Eventually.TrueAsync(async () => await LiveAsync(market) == Pages.Length, TimeSpan.FromMinutes(3));
        Assert.Equal((SetState.Published, 1), await market.AskAsync(async db =>
            (await db.PublishingSets.Select(set => set.State).SingleAsync(), await db.AuditEntries.CountAsync(entry => entry.Act == "SetPublished"))));
        Assert.Contains("Viết lại cho Tết", (await new Guest().GetAsync(host.Site, "/gioi-thieu")).Html, StringComparison.Ordinal);
    }

    private static Task<int> LiveAsync(Instance market) =>
        market.AskAsync(db => db.Documents.CountAsync(document => db.Revisions.Any(revision => revision.Id == document.LiveRevisionId && revision.Title == "Viết lại cho Tết")));

    private static async Task<int> PlanAsync(MarketDb db)
    {
        var now = TimeProvider.System.UtcNow();
        var set = new PublishingSet("Tết", "test", now);
        db.PublishingSets.Add(set);
        set.Plan(now.AddMinutes(-1), "test");
        foreach (var document in await db.Documents.Where(document => Pages.Contains(document.Slug) && document.Language == "vi").ToListAsync())
        {
            var revision = document.AddRevision("Viết lại cho Tết", "Tóm tắt.", [new TextBlock("Lời mới.")], "test", now);
            db.Revisions.Add(revision);
            document.Approve(now);
            db.PublishingSetItems.Add(new PublishingSetItem(set.Id, document.Id, revision.Id, "test", now));
        }

        return await db.SaveChangesAsync();
    }
}
