using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// Makes one listing over there what it is to be today. Killed at any point it can be done again: what it is about to create is noted before the call and looked
/// for afterwards, prices and stock are absolute, and a hash is kept only after the platform said yes.
/// </summary>
public sealed class PushListing(IChannelsDb db, ListingPlans plans, PushLines parts, ShopFiles files, OutsideCatalogue outside, TimeProvider clock)
{
    /// <summary>The detail of a step: hidden because its words over there tell of stars that have ended.</summary>
    public const string UntrueStars = "stars";

    /// <summary>One push in so many is read back.</summary>
    private const int ReadBackEvery = 10;

    /// <returns>Null: it is as it is to be, as far as anyone can know. Else what is in the way; the listing says so too.</returns>
    public async Task<ChannelFailure?> HandleAsync(ShopCalls calls, Guid listingId, bool isLook, CancellationToken cancel)
    {
        if (await db.ChannelListings.Include(it => it.Skus).SingleOrDefaultAsync(it => it.Id == listingId, cancel) is not { } listing) return null;
        if (listing is { ItemId: null, Operation: not null } && await FindAsync(calls, listing, cancel) is { } lost) return lost;
        // As it is now: its price rule and safety stock may have changed since the turn began.
        var shop = await db.ChannelShops.AsNoTracking().SingleAsync(it => it.Id == listing.ShopId, cancel);
        var outlook = await plans.OfAsync(shop, listing.ProductId, cancel);
        if (!listing.IsWanted || !outlook.IsOffered) return await TakeDownAsync(calls, listing, outlook.Plan, cancel);
        if (listing.ItemId is null) return listing.State is SyncState.Queued or SyncState.Invalid or SyncState.NotListed or SyncState.NeedsPerson ? await CreateAsync(calls, listing, outlook, cancel) : null;
        if (isLook || listing.State == SyncState.NeedsPerson)
        {
            if (await LookAsync(calls, listing, outlook.Plan, cancel) is { } unseen) return unseen;
            if (listing.ItemId is null) return null;
        }

        return await BringUpToDateAsync(calls, listing, outlook, cancel);
    }

    private async Task<ChannelFailure?> TakeDownAsync(ShopCalls calls, ChannelListing listing, ListingPlan? plan, CancellationToken cancel)
    {
        if (listing.ItemId is null)
        {
            if (listing.IsWanted)
            {
                var gone = new ChannelFailure(FailureClass.Validation, ListingPlans.Lacking, "Sản phẩm không còn bán ở chợ.", "product");
                if (ListingFlow.May(listing.State, SyncState.Invalid)) listing.Move(SyncState.Invalid, SyncActor.Rule, clock.UtcNow());
                listing.Fail(gone, null, clock.UtcNow());
            }
            else if (ListingFlow.May(listing.State, SyncState.NotListed))
            {
                listing.Move(SyncState.NotListed, SyncActor.Runner, clock.UtcNow());
            }

            await db.SaveChangesAsync(cancel);
            return null;
        }

        // Given up: how it stands there nobody knows.
        if (listing.State == SyncState.NeedsPerson && await LookAsync(calls, listing, plan, cancel) is { } unseen) return unseen;
        return listing.State is SyncState.Live or SyncState.InReview ? await HideAsync(calls, listing, null, cancel) : null;
    }

    private async Task<ChannelFailure?> CreateAsync(ShopCalls calls, ChannelListing listing, ListingOutlook outlook, CancellationToken cancel)
    {
        if (outlook is not { Plan: { } plan, Missing: null }) return await RefuseAsync(listing, outlook.Missing!, null, cancel);
        if (plan.ContentHash == listing.RefusedHash) return null;
        if (listing.RefusedHash is not null) listing.Settle();
        var limits = (await outside.LimitsAsync(calls.Shop.Channel, plan.Draft.Category, cancel))!;
        if (calls.Connector.Check(plan.Draft, limits) is [var wrong, ..]) return await RefuseAsync(listing, wrong, null, cancel);
        if (listing.State != SyncState.Queued) listing.Move(SyncState.Queued, SyncActor.Runner, clock.UtcNow());
        var uploaded = await files.SendAsync(calls, plan, cancel);
        if (uploaded.Value is not { } draft) return uploaded.Failure;

        listing.Carry(plan.Variants.Select(variant => new ChannelSku(listing.Id, variant.VariantId, variant.Sku)));
        listing.MayTellOf(plan.Stars);
        listing.Submit(listing.Operation ?? Guid.CreateVersion7(), clock.UtcNow());
        await db.SaveChangesAsync(cancel);
        FaultPoint.Pass("channel.before-create");
        var made = await calls.AskAsync((platform, shop, stop) => platform.CreateAsync(shop, draft, listing.Operation!.Value, stop), cancel);
        FaultPoint.Pass("channel.after-create");
        switch (made.Failure?.Class)
        {
            case null:
                Adopt(listing, made.Value!, plan);
                await NoteAsync(listing, ChannelDeed.Created, plan.Draft.Title);
                return null;
            case FailureClass.OutcomeUnknown:
                listing.Move(SyncState.OutcomeUnknown, SyncActor.Runner, clock.UtcNow());
                await db.SaveChangesAsync(CancellationToken.None);
                return made.Failure;
            case FailureClass.Duplicate:
                if (await FindAsync(calls, listing, cancel) is { } lost) return lost;
                // They say they have it, and do not show it: a person has to look.
                return listing.ItemId is null ? made.Failure with { Class = FailureClass.Permanent } : await BringUpToDateAsync(calls, listing, outlook, cancel);
            case FailureClass.Validation:
                // Where a creation is several calls, the first of them may have left something on the shelf.
                if (await FindAsync(calls, listing, cancel) is { } unfound) return unfound;
                await RefuseAsync(listing, made.Failure, plan.ContentHash, cancel);
                return listing.ItemId is null ? null : await BringUpToDateAsync(calls, listing, outlook, cancel);
            default:
                listing.Withdraw(clock.UtcNow());
                await db.SaveChangesAsync(CancellationToken.None);
                // What a platform made a moment ago, and does not find when the next call names it.
                return made.Failure!.Class == FailureClass.Gone ? made.Failure with { Class = FailureClass.Retryable } : made.Failure;
        }
    }

    /// <summary>Whether the platform has it although nobody told us so.</summary>
    /// <returns>Null: now it is known, one way or the other.</returns>
    private async Task<ChannelFailure?> FindAsync(ShopCalls calls, ChannelListing listing, CancellationToken cancel)
    {
        var sku = listing.Skus.Select(it => it.Sku).Order(StringComparer.Ordinal).First();
        var found = await calls.AskAsync((platform, shop, stop) => platform.FindBySkuAsync(shop, sku, stop), cancel);
        switch (found.Failure?.Class)
        {
            case null:
                listing.See(found.Value!, clock.UtcNow());
                await NoteAsync(listing, ChannelDeed.Adopted, sku);
                return null;
            case FailureClass.Gone:
                listing.Withdraw(clock.UtcNow());
                await db.SaveChangesAsync(CancellationToken.None);
                return null;
            default:
                return found.Failure;
        }
    }

    private async Task<ChannelFailure?> LookAsync(ShopCalls calls, ChannelListing listing, ListingPlan? plan, CancellationToken cancel)
    {
        var read = await calls.AskAsync((platform, shop, stop) => platform.ReadAsync(shop, listing.Key!, stop), cancel);
        if (read.Value is not { } seen) return read.Failure;
        await WatchDrift.CompareAsync(db, listing, seen, plan, clock.UtcNow(), cancel);
        See(listing, seen);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>Stock first: what is sold out must not wait for anything else, nor fail with it.</summary>
    private async Task<ChannelFailure?> BringUpToDateAsync(ShopCalls calls, ChannelListing listing, ListingOutlook outlook, CancellationToken cancel)
    {
        if (!listing.IsThere) return null;
        var plan = outlook.Plan!;
        if (outlook.Missing is null && listing.ErrorCode == ListingPlans.Lacking)
        {
            // It is there again, and perhaps there is nothing to send that would say so; what was refused before says so once more.
            listing.TryAgain(SyncActor.Runner, clock.UtcNow());
            listing.Mend();
            await db.SaveChangesAsync(cancel);
        }

        var before = (listing.ContentHash, listing.PriceHash, listing.StockHash);
        var first = await SendLinesAsync(calls, listing, plan, null, cancel);
        // Hidden by us, and wanted again.
        if (PushLines.Goes(first)) first = await ShowAsync(calls, listing, plan, cancel) ?? first;
        try
        {
            first = await SendWordsAsync(calls, listing, plan, outlook.Missing, first, cancel);
        }
        catch (Exception broken) when (broken is not (LeaseLostException or DbUpdateException) && !cancel.IsCancellationRequested && IsSeenUntrue(listing, plan))
        {
            await HideAsync(calls, listing, UntrueStars, cancel);
            throw;
        }

        // Whatever kept the words from being set right: rather not there than with stars that have ended.
        if (IsSeenUntrue(listing, plan) && first is not { IsOfShop: true })
        {
            // Those that were taken may be on sale already.
            if (plan.ContentHash == listing.ContentHash) first = await LookAsync(calls, listing, plan, cancel) ?? first;
            if (!IsSeenUntrue(listing, plan)) return first ?? await ShowAsync(calls, listing, plan, cancel);
            return await HideAsync(calls, listing, UntrueStars, cancel) switch
            {
                // What is looked through may be on nobody's shelf yet; it is seen again when that is over.
                { Class: FailureClass.Validation or FailureClass.Permanent } when listing.State == SyncState.InReview => first,
                { Class: FailureClass.Validation } refused => refused with { Class = FailureClass.Retryable },
                var hidden => hidden ?? first,
            };
        }

        if (first is null && listing.IsThere && before != (listing.ContentHash, listing.PriceHash, listing.StockHash) && listing.PushedAt!.Value.Ticks / TimeSpan.TicksPerMillisecond % ReadBackEvery == 0) first = await LookAsync(calls, listing, plan, cancel);
        return first;
    }

    private static bool IsSeenUntrue(ChannelListing listing, ListingPlan plan) => listing.IsUntrue(plan.Stars) && listing.State is SyncState.Live or SyncState.InReview;

    /// <param name="first">What was in the way until now.</param>
    private async Task<ChannelFailure?> SendWordsAsync(ShopCalls calls, ChannelListing listing, ListingPlan plan, ChannelFailure? missing, ChannelFailure? first, CancellationToken cancel)
    {
        if (missing is not null)
        {
            listing.Fail(missing, null, clock.UtcNow());
            await db.SaveChangesAsync(cancel);
        }
        else if (plan.ContentHash == listing.ContentHash)
        {
            if (listing.RefusedHash is null) return first;
            listing.Settle();
            await db.SaveChangesAsync(cancel);
        }
        else if (listing.WantsWords(plan.ContentHash) && PushLines.Goes(first))
        {
            // A refusal of words that are others by now says nothing of these.
            if (listing.RefusedHash is not null) listing.Settle();
            var (known, wasHidden) = (listing.Key!.Skus.Count, listing.State == SyncState.Hidden);
            first = await SendContentAsync(calls, listing, plan, cancel) ?? first;
            // What is known only now may have joined at an earlier try, at the price and with the stock of that day.
            if (listing.Key?.Skus.Count > known) first = await SendLinesAsync(calls, listing, plan, first, cancel);
            // Whether new words show it again each platform decides for itself.
            if (wasHidden && listing.IsThere && PushLines.Goes(first)) first = await LookAsync(calls, listing, plan, cancel) ?? await ShowAsync(calls, listing, plan, cancel) ?? first;
        }

        return first;
    }

    private async Task<ChannelFailure?> HideAsync(ShopCalls calls, ChannelListing listing, string? why, CancellationToken cancel)
    {
        var hidden = await calls.AskAsync((platform, shop, stop) => platform.HideAsync(shop, listing.Key!, stop), cancel);
        if (hidden.Value is not { } seen) return hidden.Failure;
        See(listing, seen);
        // One that is looked through may not be hidden: then it is as it was.
        if (listing.State == SyncState.Hidden) await NoteAsync(listing, ChannelDeed.Hidden, why);
        else await db.SaveChangesAsync(CancellationToken.None);
        return null;
    }

    private async Task<ChannelFailure?> ShowAsync(ShopCalls calls, ChannelListing listing, ListingPlan plan, CancellationToken cancel)
    {
        if (listing.State != SyncState.Hidden || listing.IsUntrue(plan.Stars)) return null;
        var shown = await calls.AskAsync((platform, shop, stop) => platform.ShowAsync(shop, listing.Key!, stop), cancel);
        if (shown.Value is not { } seen) return shown.Failure;
        See(listing, seen);
        await NoteAsync(listing, ChannelDeed.Shown, null);
        return null;
    }

    private async Task<ChannelFailure?> SendLinesAsync(ShopCalls calls, ChannelListing listing, ListingPlan plan, ChannelFailure? first, CancellationToken cancel)
    {
        foreach (var part in new[] { ListingPart.Stock, ListingPart.Price })
            if (plan.HashOf(part) != listing.HashOf(part) && PushLines.Goes(first)) first = (await parts.SendAsync(calls, [(listing, plan)], part, cancel)).GetValueOrDefault(listing.Id).Failure ?? first;
        return first;
    }

    private async Task<ChannelFailure?> SendContentAsync(ShopCalls calls, ChannelListing listing, ListingPlan plan, CancellationToken cancel)
    {
        var limits = (await outside.LimitsAsync(calls.Shop.Channel, plan.Draft.Category, cancel))!;
        if (calls.Connector.Check(plan.Draft, limits) is [var wrong, ..]) return await RefuseAsync(listing, wrong, plan.ContentHash, cancel);
        var uploaded = await files.SendAsync(calls, plan, cancel);
        if (uploaded.Value is not { } draft) return uploaded.Failure;
        listing.Carry(plan.Variants.Select(variant => new ChannelSku(listing.Id, variant.VariantId, variant.Sku)));
        // A variant may have joined at an earlier try whose yes was lost: none is added without a look.
        if (plan.Variants.Any(variant => !listing.Key!.Skus.ContainsKey(variant.Sku)))
        {
            if (await LookAsync(calls, listing, plan, cancel) is { } unseen) return unseen;
            if (!listing.IsThere) return null;
        }

        if (listing.MayTellOf(plan.Stars)) await db.SaveChangesAsync(cancel);
        var sent = await calls.AskAsync((platform, shop, stop) => platform.UpdateContentAsync(shop, listing.Key!, draft, stop), cancel);
        FaultPoint.Pass("channel.after-content");
        if (sent.Failure is { Class: FailureClass.Validation } refused) return await RefuseAsync(listing, refused, plan.ContentHash, cancel);
        if (sent.Value is not { } seen) return await DoubtAsync(listing, ListingPart.Content, sent.Failure!);
        See(listing, seen);
        listing.PushedWords(plan.ContentHash, plan.Stars, clock.UtcNow());
        await NoteAsync(listing, ChannelDeed.ContentSent, plan.Draft.Title);
        return null;
    }

    private void Adopt(ChannelListing listing, OutsideListing made, ListingPlan plan)
    {
        listing.See(made, clock.UtcNow());
        // What is new has no older words.
        if (made.Title == plan.Draft.Title) listing.TellsOf(plan.Stars);
        listing.PushedWords(plan.ContentHash, plan.Stars, clock.UtcNow());
        foreach (var part in new[] { ListingPart.Price, ListingPart.Stock }) listing.Pushed(part, plan.HashOf(part), clock.UtcNow());
        foreach (var sku in plan.Draft.Skus)
        {
            var kept = listing.Skus.Single(it => it.Sku == sku.Sku);
            kept.PushPrice(sku.Price);
            kept.PushStock(sku.Stock);
        }
    }

    private async Task<ChannelFailure?> DoubtAsync(ChannelListing listing, ListingPart part, ChannelFailure failure)
    {
        listing.Doubt(part);
        await db.SaveChangesAsync(CancellationToken.None);
        return failure;
    }

    private async Task<ChannelFailure?> RefuseAsync(ChannelListing listing, ChannelFailure failure, string? hash, CancellationToken cancel)
    {
        if (listing.ItemId is null && ListingFlow.May(listing.State, SyncState.Invalid)) listing.Move(SyncState.Invalid, SyncActor.Runner, clock.UtcNow());
        listing.Fail(failure, hash, clock.UtcNow());
        db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), listing.ShopId, listing.Id, ChannelDeed.Checked, null, failure));
        await db.SaveChangesAsync(cancel);
        return null;
    }

    private void See(ChannelListing listing, OutsideListing seen)
    {
        var before = listing.State;
        listing.See(seen, clock.UtcNow());
        if (listing.State != before) db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), listing.ShopId, listing.Id, ChannelDeed.StateSeen, listing.State.ToString(), null));
    }

    // Not cancellable: it is done over there.
    private Task NoteAsync(ChannelListing listing, ChannelDeed deed, string? detail, ChannelFailure? failure = null)
    {
        db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), listing.ShopId, listing.Id, deed, detail, failure));
        return db.SaveChangesAsync(CancellationToken.None);
    }
}
