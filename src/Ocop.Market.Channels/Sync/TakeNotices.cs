using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>What platforms told us of a shop: each is a reason to look soon, and nothing in it is believed.</summary>
public sealed class TakeNotices(IChannelsDb db, JobBook jobs, PullOrders orders, TimeProvider clock)
{
    private const int Portion = 100;

    public async Task<ChannelFailure?> HandleAsync(ShopCalls calls, CancellationToken cancel)
    {
        var shop = calls.Shop;
        var notices = await db.ChannelNotices.Where(notice => notice.Channel == shop.Channel && notice.OutsideShop == shop.OutsideId && notice.DoneAt == null).OrderBy(notice => notice.Id).Take(Portion).ToListAsync(cancel);
        if (notices.Count == 0) return null;
        var items = notices.Where(notice => notice.Kind is NewsKind.Listing or NewsKind.Stock && notice.Subject is not null).Select(notice => notice.Subject!).Distinct().ToList();
        var listings = await db.ChannelListings.Where(listing => listing.ShopId == shop.Id && listing.ItemId != null && items.Contains(listing.ItemId)).Select(listing => listing.Id).ToListAsync(cancel);
        await jobs.AskAsync([.. listings.Select(id => (id, shop.Id, JobUrgency.Look))], cancel);
        foreach (var order in notices.Where(notice => notice is { Kind: NewsKind.Order, Subject: not null }).Select(notice => notice.Subject!).Distinct())
        {
            if (await orders.ReadOneAsync(calls, order, cancel) is not { Class: not FailureClass.Gone } failure) continue;
            if (failure.IsOfShop) return failure;
            // It is among those that are read every few minutes, as are those behind it: no push waits for a platform that does not answer.
            if (failure.Class is FailureClass.Retryable or FailureClass.OutcomeUnknown) break;
        }

        if (notices.Exists(notice => notice.Kind == NewsKind.Consent))
        {
            // The refresh tells: it is refused when the seller took the consent back.
            var asked = await calls.AskAsync((platform, access, stop) => platform.ListShopsAsync(access, stop), cancel);
            if (asked.Failure is { } failure) return failure;
        }

        foreach (var notice in notices) notice.Finish(clock.UtcNow());
        await db.SaveChangesAsync(cancel);
        return null;
    }
}

/// <summary>Keeps a notification whose signature is right. A repetition is none.</summary>
public sealed class KeepNotice(IChannelsDb db, ConnectorShelf shelf, TimeProvider clock)
{
    public async Task<NoticeAnswer> HandleAsync(string channel, ChannelPush push, CancellationToken cancel)
    {
        if (shelf.Of(channel) is not { } connector) return NoticeAnswer.Unknown;
        if (!connector.Verify(push)) return NoticeAnswer.Forged;
        if (!IsJson(push.Body.Span)) return NoticeAnswer.Unreadable;
        // Signed and nothing to us, or of a shop that is none of ours: a yes, or it would come again for days.
        if (connector.Read(push) is not { } news || !await db.ChannelShops.AnyAsync(shop => shop.Channel == channel && shop.OutsideId == news.Shop, cancel)) return NoticeAnswer.Kept;
        await db.InTransactionAsync<bool>(async () =>
        {
            await db.TakeTurnAsync($"channel-notice:{channel}:{news.Id}", cancel);
            if (!await db.ChannelNotices.AnyAsync(notice => notice.Channel == channel && notice.EventId == news.Id, cancel))
            {
                db.ChannelNotices.Add(new ChannelNotice(channel, news.Id, news.Kind, news.Shop, news.Subject, clock.UtcNow()));
                await db.SaveChangesAsync(cancel);
            }

            return true;
        }, cancel);
        return NoticeAnswer.Kept;
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonElement.Parse(body).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>Unreadable: rightly signed, and no JSON.</summary>
public enum NoticeAnswer { Unknown, Forged, Unreadable, Kept }
