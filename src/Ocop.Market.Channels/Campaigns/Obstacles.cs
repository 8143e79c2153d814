using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Campaigns;

/// <summary>What keeps goods out of a shop, as far as that can be known without asking the platform.</summary>
public sealed class Obstacles(IChannelsDb db, ListingPlans plans, ConnectorShelf shelf, OutsideCatalogue outside)
{
    private static readonly LocalText NotSold = new("Sản phẩm không còn bán ở chợ.", "It is not on sale here any more.");

    /// <summary>Why nothing is sent to it until somebody does something; null too while it rests for seconds or for the day.</summary>
    public static LocalText? Of(ChannelShop shop) => shop switch
    {
        { SealedTokens: null } => new("Gian hàng mất quyền vào: chủ thể nối lại ở trang Bán trên sàn.", "The access to the shop has ended: its producer connects again."),
        { Pause: ShopPause.ByHand } => new("Gian hàng đang tạm dừng.", "The shop is paused."),
        { Pause: ShopPause.Blocked } => new("Sàn đang khoá gian hàng.", "The platform has blocked the shop."),
        { Pause: ShopPause.Misconfigured } => new("Chợ chưa vào được sàn này: người vận hành xem lại cấu hình.", "The market does not get in there: its operator looks at the configuration."),
        _ => null,
    };

    /// <summary>Those of the products that would not be taken as they are.</summary>
    public async Task<IReadOnlyDictionary<Guid, LocalText>> OfAsync(ChannelShop shop, IReadOnlyCollection<Guid> products, CancellationToken cancel)
    {
        var (outlooks, connector) = (await plans.OfAsync(shop, products, cancel), shelf.Of(shop.Channel));
        var found = new Dictionary<Guid, LocalText>();
        foreach (var product in products.Distinct())
            if (!outlooks.TryGetValue(product, out var outlook)) found[product] = NotSold;
            else if (outlook.Missing is { } missing) found[product] = Words(missing);
            else if (outlook.Plan is { } plan && connector is not null && await outside.LimitsAsync(shop.Channel, plan.Draft.Category, cancel) is { } limits && connector.Check(plan.Draft, limits) is [var wrong, ..]) found[product] = Words(wrong);
        return found;
    }

    /// <summary>Those whose star was valid once and is not on the day, with its last day.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateOnly>> LapsedAsync(IReadOnlyCollection<Guid> products, DateOnly day, CancellationToken cancel)
    {
        var lapsed = new Dictionary<Guid, DateOnly>();
        foreach (var some in products.Distinct().Chunk(200))
            foreach (var ofOne in (await db.RecognitionDecisions.AsNoTracking().Where(decision => some.Contains(decision.ProductId)).ToListAsync(cancel)).GroupBy(decision => decision.ProductId))
                if (ofOne.StarsOn(day) is null && ofOne.EndBefore(day) is { } ended) lapsed.Add(ofOne.Key, ended);
        return lapsed;
    }

    // What is said of a listing is for its producer, and Vietnamese.
    private static LocalText Words(ChannelFailure failure) => new(failure.Message, failure.Field switch
    {
        "category" => "Its set is not mapped to a category of the platform yet.",
        "limits" => "The platform’s rules for its category have not been read yet.",
        "photo" => "It has no photo that is large enough.",
        "weight" => "The weight of a packed piece is missing.",
        { } field => $"The platform would refuse it: {field}.",
        null => "The platform would refuse it.",
    });
}
