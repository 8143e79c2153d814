using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>Prices and stock: as many lines in a call as the platform takes, those of several listings together where it takes that. Absolute, so that whatever is in doubt is sent again.</summary>
public sealed class PushLines(IChannelsDb db, ListingPlans plans, TimeProvider clock)
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Of many listings that were asked for, for a platform that takes lines of several at once. Stock first.</summary>
    /// <returns>Those that are done with, each with what is in its way, or null. What else a listing needs is <see cref="PushListing"/>'s.</returns>
    public async Task<IReadOnlyDictionary<Guid, ChannelFailure?>> HandleAsync(ShopCalls calls, IReadOnlyCollection<Guid> listingIds, CancellationToken cancel)
    {
        var ids = listingIds.ToArray();
        var listings = await db.ChannelListings.Include(it => it.Skus).Where(it => ids.Contains(it.Id)).ToListAsync(cancel);
        // As it is now: its price rule and safety stock may have changed since the turn began.
        var shop = await db.ChannelShops.AsNoTracking().SingleAsync(it => it.Id == calls.Shop.Id, cancel);
        var outlooks = await plans.OfAsync(shop, [.. listings.Select(listing => listing.ProductId)], cancel);
        List<(ChannelListing Listing, ListingPlan Plan)> ready = [.. from listing in listings where listing is { IsWanted: true, IsThere: true } let plan = outlooks.GetValueOrDefault(listing.ProductId) is { Missing: null } outlook ? outlook.Plan : null where plan is not null select (listing, plan)];
        var failures = new Dictionary<Guid, Refused>();
        foreach (var part in new[] { ListingPart.Stock, ListingPart.Price })
            foreach (var (id, failure) in await SendAsync(calls, [.. ready.Where(it => it.Plan.HashOf(part) != it.Listing.HashOf(part) && Goes(failures.GetValueOrDefault(it.Listing.Id).Failure))], part, cancel)) failures[id] = failure;
        return (from it in ready
                let refused = failures.GetValueOrDefault(it.Listing.Id)
                where !IsOfOneAmongSeveral(refused) && (!Goes(refused.Failure) || (it.Listing.State != SyncState.Hidden && !it.Listing.WantsWords(it.Plan.ContentHash) && !it.Listing.IsUntrue(it.Plan.Stars)))
                select (it.Listing.Id, refused.Failure)).ToDictionary(it => it.Id, ChannelFailure? (it) => it.Failure);
    }

    /// <returns>What is in the way of a listing's part; who is not named has it as it is to be.</returns>
    public async Task<IReadOnlyDictionary<Guid, Refused>> SendAsync(ShopCalls calls, IReadOnlyCollection<(ChannelListing Listing, ListingPlan Plan)> listings, ListingPart part, CancellationToken cancel)
    {
        var failures = new Dictionary<Guid, Refused>();
        foreach (var together in calls.Connector is IBulkLines ? [listings] : listings.Select(one => (IReadOnlyCollection<(ChannelListing Listing, ListingPlan Plan)>)[one]))
        {
            var (answers, broken) = (new Dictionary<string, ChannelFailure?>(StringComparer.Ordinal), (ChannelFailure?)null);
            var waiting = new Queue<(OutsideKey Key, DraftSku Sku)[]>(together.SelectMany(it => Lines(it.Listing, it.Plan).Select(sku => (it.Listing.Key!, sku))).Chunk(calls.Connector.Capabilities.LinesPerCall));
            while (waiting.TryDequeue(out var lines))
            {
                var answer = await AskAsync(calls, part, lines, cancel);
                FaultPoint.Pass(part == ListingPart.Stock ? "channel.after-stock" : "channel.after-price");
                if (answer.Value is not { } told)
                {
                    broken = answer.Failure;
                    break;
                }

                foreach (var line in told) answers[line.Sku] = line.Failure;
                // Where one line is refused the others may not have been taken: once more without it.
                var others = lines.Where(line => answers.GetValueOrDefault(line.Sku.Sku)?.Class == FailureClass.Retryable).ToArray();
                if (others.Length == 0 || others.Length == lines.Length) continue;
                foreach (var line in others) answers.Remove(line.Sku.Sku);
                waiting.Enqueue(others);
            }

            foreach (var (listing, plan) in together)
                if (Keep(listing, plan, part, answers, broken) is { } failure) failures.Add(listing.Id, new Refused(failure, failure == broken));
            // Not cancellable: it is done over there.
            await db.SaveChangesAsync(CancellationToken.None);
        }

        return failures;
    }

    /// <summary>What fails for one part alone leaves the others their turn.</summary>
    internal static bool Goes(ChannelFailure? failure) => failure?.Class is null or FailureClass.Validation or FailureClass.Deferred or FailureClass.Permanent;

    /// <summary>A no to the goods of a call that several shared, of whom it may be true of one alone: each is sent by itself, and what is said then is said of it.</summary>
    private static bool IsOfOneAmongSeveral(Refused refused) => refused.IsOfCall && refused.Failure!.Class is FailureClass.Validation or FailureClass.Permanent or FailureClass.Deferred or FailureClass.Gone or FailureClass.Duplicate;

    // What they do not have yet comes with the content.
    private static IEnumerable<DraftSku> Lines(ChannelListing listing, ListingPlan plan) => plan.Draft.Skus.Where(sku => listing.Skus.Any(it => it.Sku == sku.Sku && it.OutsideId is not null));

    private ChannelFailure? Keep(ChannelListing listing, ListingPlan plan, ListingPart part, Dictionary<string, ChannelFailure?> answers, ChannelFailure? broken)
    {
        var (lines, now) = (Lines(listing, plan).ToList(), clock.UtcNow());
        foreach (var line in lines.Where(line => answers.TryGetValue(line.Sku, out var refused) && refused is null))
        {
            var sku = listing.Skus.Single(it => it.Sku == line.Sku);
            if (part == ListingPart.Stock) sku.PushStock(line.Stock);
            else sku.PushPrice(line.Price);
        }

        // Of a call without an answer nobody knows, and of a line that the answer left out neither.
        var failure = lines.Select(line => answers.TryGetValue(line.Sku, out var told) ? told : broken ?? Unanswered).FirstOrDefault(it => it is not null);
        if (failure is null) listing.Pushed(part, plan.HashOf(part), now);
        else listing.Doubt(part);
        if (failure is null || broken is null)
            db.ChannelSteps.Add(part == ListingPart.Stock
                ? new ChannelStep(now, listing.ShopId, listing.Id, ChannelDeed.StockSent, string.Join(", ", lines.Select(line => line.Stock)), failure)
                : new ChannelStep(now, listing.ShopId, listing.Id, ChannelDeed.PriceSent, string.Join(", ", lines.Select(line => string.Create(Vietnamese, $"{line.Price:N0} ₫"))), failure));
        return failure;
    }

    private static Task<ChannelResult<IReadOnlyList<LineAnswer>>> AskAsync(ShopCalls calls, ListingPart part, IReadOnlyList<(OutsideKey Key, DraftSku Sku)> lines, CancellationToken cancel) => calls.AskAsync((platform, shop, stop) => (part, platform) switch
    {
        (ListingPart.Stock, IBulkLines bulk) => bulk.UpdateStockAsync(shop, [.. lines.Select(line => (line.Key, new StockLine(line.Sku.Sku, line.Sku.Stock)))], stop),
        (ListingPart.Stock, _) => platform.UpdateStockAsync(shop, lines[0].Key, [.. lines.Select(line => new StockLine(line.Sku.Sku, line.Sku.Stock))], stop),
        (_, IBulkLines bulk) => bulk.UpdatePricesAsync(shop, [.. lines.Select(line => (line.Key, new PriceLine(line.Sku.Sku, line.Sku.Price)))], stop),
        _ => platform.UpdatePricesAsync(shop, lines[0].Key, [.. lines.Select(line => new PriceLine(line.Sku.Sku, line.Sku.Price))], stop),
    }, cancel);

    /// <param name="IsOfCall">The platform said it of the whole call.</param>
    public readonly record struct Refused(ChannelFailure? Failure, bool IsOfCall);

    private static readonly ChannelFailure Unanswered = new(FailureClass.OutcomeUnknown, "no-line", "The answer says nothing of a line.");
}
