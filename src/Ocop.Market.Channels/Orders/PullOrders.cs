using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Channels.Orders;

/// <summary>
/// Reads the orders of a shop and takes their goods off our shelf, so that they are gone everywhere. Each line moves the ledger once for each step: the line's
/// own row says how far it went, in the transaction that moved the stock.
/// </summary>
public sealed class PullOrders(IChannelsDb db, OutsideSales sales, JobBook jobs, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public async Task<ChannelFailure?> HandleAsync(ShopCalls calls, CancellationToken cancel)
    {
        if (await TellAsync(calls, cancel) is { } untold) return untold;
        var (shop, started) = (calls.Shop, clock.UtcNow());
        if (shop.OrdersUntil is { } until && until > started - Interval) return null;
        // What was bought before the shop was connected took its goods then.
        var since = shop.OrdersUntil - Overlap ?? shop.ConnectedAt;
        var (cursor, count) = ((string?)null, 0);
        do
        {
            var page = await calls.AskAsync((platform, access, stop) => platform.ListOrdersAsync(access, since, cursor, stop), cancel);
            if (page.Value is not { } read) return page.Failure;
            foreach (var order in read.Orders) await TakeAsync(calls, order, cancel);
            count += read.Orders.Count;
            cursor = read.Next;
        }
        while (cursor is not null);

        if (count > 0) db.ChannelSteps.Add(new ChannelStep(started, shop.Id, null, ChannelDeed.OrdersRead, count.ToString(CultureInfo.InvariantCulture), null));
        await db.NoteAsync(shop, it => it.ReadOrders(started));
        return null;
    }

    public async Task<ChannelFailure?> ReadOneAsync(ShopCalls calls, string outsideId, CancellationToken cancel)
    {
        var answer = await calls.AskAsync((platform, access, stop) => platform.ReadOrderAsync(access, outsideId, stop), cancel);
        if (answer.Value is not { } order) return answer.Failure;
        await TakeAsync(calls, order, cancel);
        return null;
    }

    /// <summary>One order of which the platform will not hear keeps neither the others nor what is sold there waiting.</summary>
    /// <returns>What stops the whole shop.</returns>
    private async Task<ChannelFailure?> TellAsync(ShopCalls calls, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        foreach (var order in await db.ChannelOrders.Where(order => order.ShopId == calls.Shop.Id && order.HandedOverAt != null && order.ToldAt == null && (order.TellAt == null || order.TellAt <= now)).OrderBy(order => order.HandedOverAt).Take(50).ToListAsync(cancel))
        {
            var told = await calls.AskAsync((platform, access, stop) => platform.TellHandedOverAsync(access, order.OutsideId, new OutsideParcel(order.Carrier, order.Tracking), stop), cancel);
            if (told.Failure is { IsOfShop: true } failure) return failure;
            var isToWait = told.Failure is { Class: not (FailureClass.Gone or FailureClass.Validation or FailureClass.Permanent) };
            if (isToWait) order.TellLater(clock.UtcNow() + Backoff.After(order.TellTries + 1, Random.Shared.NextDouble()));
            else order.Told(clock.UtcNow());
            db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), order.ShopId, null, ChannelDeed.OrdersRead, order.OutsideId, told.Failure));
            await db.SaveChangesAsync(CancellationToken.None);
            // A platform that does not answer lets each call take half a minute, and pushes wait for this look: the others come with the next.
            if (isToWait) break;
        }

        return null;
    }

    private async Task TakeAsync(ShopCalls calls, OutsideOrder seen, CancellationToken cancel)
    {
        // The platform counted its own shelf down, or up again: how many it shows now nobody knows before it is told anew.
        var (shop, touched) = (calls.Shop, new List<Guid>());
        await db.InTransactionAsync<bool>(async () =>
        {
            var order = await db.ChannelOrders.Include(it => it.Lines).SingleOrDefaultAsync(it => it.ShopId == shop.Id && it.OutsideId == seen.Id, cancel);
            if (order is not null && order.ChangedAt >= seen.ChangedAt && order.Lines.All(line => line.Stock != LineStock.Short)) return true;
            var isNews = order is null || order.ChangedAt < seen.ChangedAt;
            if (order is null) db.ChannelOrders.Add(order = new ChannelOrder(shop.Id, seen.Id, seen.PlacedAt));
            order.See(seen.State, seen.ChangedAt, clock.UtcNow());
            var skus = seen.Lines.Select(line => line.Sku).ToList();
            var variants = await (from variant in db.Variants join product in db.Products on variant.ProductId equals product.Id where product.ProducerId == shop.ProducerId && skus.Contains(variant.Sku) select new { variant.Sku, variant.Id }).ToDictionaryAsync(it => it.Sku, it => it.Id, cancel);
            var moves = new List<OutsideMove>();
            foreach (var told in seen.Lines)
            {
                var line = order.Line(told.Id, variants.TryGetValue(told.Sku, out var variant) ? variant : null, told.Sku, told.Quantity, told.Price);
                line.See(told.State);
                if (line is { Stock: LineStock.Short, State: OutsideOrderState.Cancelled }) line.Move(LineStock.Released);
                if (line.VariantId is { } id) moves.AddRange(Moves(line, id, $"{shop.Channel} {seen.Id}/{told.Id}"));
            }

            await sales.MoveAsync(moves, cancel);
            if (!isNews) return true;
            List<Guid> goods = [.. variants.Values];
            touched = await db.ChannelListings.Where(listing => listing.ShopId == shop.Id && listing.ItemId != null && db.ChannelSkus.Any(sku => sku.ListingId == listing.Id && goods.Contains(sku.VariantId))).Select(listing => listing.Id).ToListAsync(cancel);
            await db.ChannelListings.Where(listing => touched.Contains(listing.Id)).ExecuteUpdateAsync(set => set.SetProperty(listing => listing.StockHash, (string?)null), cancel);
            return true;
        }, cancel);
        await jobs.AskAsync([.. touched.Select(id => (id, shop.Id, JobUrgency.Lines))], cancel);
    }

    /// <summary>The steps from where the ledger is to where the line is.</summary>
    private static IEnumerable<OutsideMove> Moves(ChannelOrderLine line, Guid variantId, string reason)
    {
        OutsideMove Step(OutsideStep step, LineStock then) => new(variantId, line.Quantity, reason, step, isDone => line.Move(isDone ? then : LineStock.Short));
        var isGone = line.State is OutsideOrderState.Shipped or OutsideOrderState.Delivered or OutsideOrderState.Returned;
        if (line.Stock is LineStock.Nothing or LineStock.Short && (isGone || line.State is OutsideOrderState.ToShip or OutsideOrderState.Unpaid)) yield return Step(OutsideStep.Take, LineStock.Allocated);
        if (line.Stock is LineStock.Nothing or LineStock.Short or LineStock.Allocated && isGone) yield return Step(OutsideStep.Ship, LineStock.Shipped);
        if (line.Stock is LineStock.Allocated && line.State == OutsideOrderState.Cancelled) yield return Step(OutsideStep.Release, LineStock.Released);
        if ((line.Stock is LineStock.Shipped && line.State is OutsideOrderState.Returned or OutsideOrderState.Cancelled) || (line.Stock is LineStock.Nothing or LineStock.Short or LineStock.Allocated && line.State == OutsideOrderState.Returned)) yield return Step(OutsideStep.Return, LineStock.Returned);
    }
}
