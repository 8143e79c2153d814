using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Campaigns;

/// <summary>
/// Puts back what was wanted before a campaign, after its last day (a job) or at once (an officer). What somebody decided meanwhile stands (<see cref="ChooseListings"/> notes who asked for what a campaign had put there), and what another campaign
/// still wants goes on: it is told what was there before both.
/// </summary>
public sealed class EndCampaigns(IChannelsDb db, JobBook jobs, TimeProvider clock)
{
    public const string Actor = "job:campaign-listings";

    /// <summary>For a job, often: safe to repeat, to kill, and to run on two nodes at once.</summary>
    /// <returns>How many listings' campaigns have ended.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (today, count) = (clock.Today(), 0);
        foreach (var setId in await db.CampaignListings.Where(item => item.BeganAt != null && item.EndedAt == null && item.Until < today).Select(item => item.SetId).Distinct().ToListAsync(cancel))
            count += (await db.InTransactionAsync<int>(async () => await EndAsync(setId, item => item.Until < today, Actor, cancel), cancel)).Value;
        return count;
    }

    public Task<Outcome<int>> HandleAsync(Person by, Guid setId, CancellationToken cancel) => db.InTurnAsync<int>(async () =>
    {
        if (!by.May(Act.ShapeSite, Scope.Programme)) return NoRight.Here;
        return await EndAsync(setId, _ => true, by.Actor, cancel) is var ended and > 0 ? ended : new Refusal("NothingRuns", "", "Đợt này không còn món nào đang bán trên sàn theo đợt.", "No listing of this set is on sale by it.");
    }, cancel);

    private async Task<int> EndAsync(Guid setId, Expression<Func<CampaignListing, bool>> which, string actor, CancellationToken cancel)
    {
        // Campaigns overlap in goods, so they end one after the other.
        await db.TakeTurnAsync("campaign-listings", cancel);
        var (now, wishes) = (clock.UtcNow(), new List<(Guid, Guid, JobUrgency)>());
        var running = db.CampaignListings.Where(item => item.BeganAt != null && item.EndedAt == null);
        var items = await running.Where(item => item.SetId == setId).Where(which).OrderBy(item => item.Id).ToListAsync(cancel);
        if (items.Count == 0) return 0;
        var listings = await db.LockedAsync(items, cancel);
        var (shops, products) = (items.Select(item => item.ShopId).Distinct().ToList(), items.Select(item => item.ProductId).Distinct().ToList());
        var others = (await running.Where(item => item.SetId != setId && shops.Contains(item.ShopId) && products.Contains(item.ProductId)).OrderBy(item => item.BeganAt).ThenBy(item => item.Id).ToListAsync(cancel)).ToLookup(item => (item.ShopId, item.ProductId));
        foreach (var item in items)
        {
            item.End(now);
            if (others[(item.ShopId, item.ProductId)].FirstOrDefault() is { } other)
            {
                if (!item.WasWanted) other.BeganFromNothing();
            }
            else if (!item.WasWanted && listings.GetValueOrDefault((item.ShopId, item.ProductId)) is { IsWanted: true } listing)
            {
                listing.Want(false, SyncActor.Rule, now);
                wishes.Add((listing.Id, listing.ShopId, JobUrgency.Hide));
            }
        }

        foreach (var ofShop in items.GroupBy(item => item.ShopId))
            db.AuditEntries.Add(new AuditEntry(now, actor, "CampaignListingsEnded", ChangeSubject.ChannelShop(ofShop.Key), await ListingNames.OfAsync(db, [.. ofShop.Select(item => item.ProductId)], cancel)));
        await db.SaveChangesAsync(cancel);
        await jobs.AskAsync(wishes, cancel);
        return items.Count;
    }
}
