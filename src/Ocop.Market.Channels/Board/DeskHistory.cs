using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Board;

public sealed record HistoryFilter(string? Product = null, string? Channel = null, Guid? ShopId = null, bool OnlyFailed = false, DateOnly? From = null, DateOnly? Until = null);

public sealed record HistoryRow(Guid ShopId, string Channel, string Shop, StepRow Step);

/// <summary>What was done for the shops of a person's places, as people say it; kept for a year.</summary>
public sealed class DeskHistory(IChannelsDb db)
{
    public const int PageSize = 100;

    public Task<ListPage<HistoryRow>> PageAsync(Person person, HistoryFilter filter, int page, CancellationToken cancel)
    {
        var (steps, shops) = (db.ChannelSteps.AsNoTracking(), db.ChannelShops.AsNoTracking());
        if (filter.OnlyFailed) steps = steps.Where(step => step.Class != null);
        if (filter.From is { } from && VietnamTime.StartOf(from) is var first) steps = steps.Where(step => step.At >= first);
        if (filter.Until is { } until && VietnamTime.StartOf(until.AddDays(1)) is var end) steps = steps.Where(step => step.At < end);
        if (filter.Channel is { } channel) shops = shops.Where(shop => shop.Channel == channel);
        if (filter.ShopId is { } one) shops = shops.Where(shop => shop.Id == one);
        foreach (var word in VietnameseText.Fold(filter.Product ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
            steps = steps.Where(step => db.ChannelListings.Any(listing => listing.Id == step.ListingId && db.Products.Any(product => product.Id == listing.ProductId && product.FoldedName.Contains(word))));
        return (from step in steps
                join shop in shops on step.ShopId equals shop.Id
                join maker in db.Producers.Within(person.ScopesFor(Act.ReadFloors)) on shop.ProducerId equals maker.Id
                join found in db.ChannelListings on step.ListingId equals found.Id into listings from listing in listings.DefaultIfEmpty()
                join known in db.Products on listing.ProductId equals known.Id into products from product in products.DefaultIfEmpty()
                orderby step.At descending, step.Id descending
                select new HistoryRow(shop.Id, shop.Channel, shop.Name, new StepRow(step.At, product == null ? null : product.Name, step.Deed, step.Detail, step.Class, step.Code, step.Message))).PageAsync(page, PageSize, cancel);
    }
}

/// <summary>For a job: the history is kept for a year, as long as edits over there that were settled and the numbers of calls; a call that failed for 30 days.</summary>
public sealed class ForgetSteps(IChannelsDb db, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(365), FailedCallsKeptFor = TimeSpan.FromDays(30);

    /// <returns>How many were deleted.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (before, callsBefore) = (clock.UtcNow() - KeptFor, clock.UtcNow() - FailedCallsKeptFor);
        return await db.ChannelSteps.Where(step => step.At < before).ExecuteDeleteAsync(cancel) + await db.ChannelDrifts.Where(drift => drift.ResolvedAt < before).ExecuteDeleteAsync(cancel)
            + await db.ChannelCalls.Where(call => call.At < callsBefore).ExecuteDeleteAsync(cancel) + await db.ChannelCallHours.Where(hour => hour.Hour < before).ExecuteDeleteAsync(cancel);
    }
}
