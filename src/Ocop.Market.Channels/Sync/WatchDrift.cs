using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// Compares what stands over there with what we last sent. Fewer pieces than we sent are sales that were not read yet. More of them is no question for a person:
/// goods of a cancelled order went back to a shelf that we had filled meanwhile, and nobody may buy what is not there. They are sent anew.
/// </summary>
internal static class WatchDrift
{
    /// <param name="plan">Null where nothing is planned any more; then words are not compared.</param>
    public static async Task CompareAsync(IChannelsDb db, ChannelListing listing, OutsideListing seen, ListingPlan? plan, DateTime now, CancellationToken cancel)
    {
        // The new words are on sale, and no longer those before them; or a person wrote others, without stars.
        if (plan is not null && plan.ContentHash == listing.ContentHash && seen.State is ObservedState.Live or ObservedState.Hidden && seen.Title is { } told && (told == plan.Draft.Title || OcopWord.Without(told) == told)) listing.TellsOf(plan.Stars);
        var found = new Dictionary<string, (string Ours, string Theirs)>(StringComparer.Ordinal);
        if (plan is not null && plan.ContentHash == listing.ContentHash && seen.Title is { } title && title != plan.Draft.Title) found.Add("title", (plan.Draft.Title, title));
        foreach (var sku in listing.Skus)
        {
            if (seen.Skus.FirstOrDefault(it => it.Sku == sku.Sku) is not { } theirs) continue;
            if (sku.PushedPrice is { } price && theirs.Price is { } asked && asked != price) found.Add($"price:{sku.Sku}", (Text(price), Text(asked)));
            if (theirs.Stock > sku.PushedStock) listing.Doubt(ListingPart.Stock);
        }

        // Whoever let theirs be is not asked again before one of the two is another.
        foreach (var left in await db.ChannelDrifts.AsNoTracking().Where(drift => drift.ListingId == listing.Id && drift.ResolvedBy != null && drift.ResolvedBy.EndsWith(": theirs")).ToListAsync(cancel))
            if (found.GetValueOrDefault(left.Field) == (left.Ours, left.Theirs)) found.Remove(left.Field);
        var open = await db.ChannelDrifts.Where(drift => drift.ListingId == listing.Id && drift.ResolvedAt == null).ToDictionaryAsync(drift => drift.Field, cancel);
        foreach (var (field, (ours, theirs)) in found)
            if (open.Remove(field, out var known)) known.Differ(ours, theirs);
            else db.ChannelDrifts.Add(new ChannelDrift(listing.Id, listing.ShopId, field, ours, theirs, now));
        foreach (var settled in open.Values) settled.Resolve("", now);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
