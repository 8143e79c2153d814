using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Listings;

/// <summary>Somebody edited a listing over there: ours goes there again, or theirs may stand until ours changes.</summary>
public sealed class SettleDrift(IChannelsDb db, JobBook jobs, TimeProvider clock)
{
    public async Task<Outcome<ChannelDrift>> HandleAsync(Person person, Guid driftId, bool isOurs, CancellationToken cancel)
    {
        var settled = await db.InTurnAsync<ChannelDrift>(async () =>
        {
            var found = await (from it in db.ChannelDrifts join shop in db.ChannelShops on it.ShopId equals shop.Id join producer in db.Producers on shop.ProducerId equals producer.Id where it.Id == driftId select new { Drift = it, Maker = producer }).SingleOrDefaultAsync(cancel);
            if (found is null || !person.May(Act.SellOutside, found.Maker.Scope)) return ShopRefusals.Unknown;
            if (found.Drift.ResolvedAt is not null) return Turns.ChangedMeanwhile;
            var (drift, now) = (found.Drift, clock.UtcNow());
            drift.Resolve($"{person.Actor}: {(isOurs ? "ours" : "theirs")}", now);
            if (isOurs)
            {
                var listing = await db.ChannelListings.SingleAsync(it => it.Id == drift.ListingId, cancel);
                listing.Doubt(drift.Field.Split(':')[0] switch { "price" => ListingPart.Price, _ => ListingPart.Content });
            }

            db.AuditEntries.Add(new AuditEntry(now, person.Actor, isOurs ? "DriftOverwritten" : "DriftLeft", ChangeSubject.ChannelListing(drift.ListingId), $"{drift.Field}: {drift.Theirs}", $"{drift.Field}: {(isOurs ? drift.Ours : drift.Theirs)}"));
            await db.SaveChangesAsync(cancel);
            return drift;
        }, cancel);
        if (settled.Succeeded && isOurs) await jobs.AskAsync([(settled.Value.ListingId, settled.Value.ShopId, JobUrgency.Lines)], cancel);
        return settled;
    }
}
