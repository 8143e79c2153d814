using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Board;

public enum ManyAct { List, Hide, Again, Pause }

/// <summary>Goes: done as soon as the shop has its turn. Waits: taken, and something is in the way first.</summary>
public enum ManyFate { Goes, Waits, Stays, Refused }

/// <param name="Names">Of the goods, or of the shops.</param>
public sealed record ManyLine(ManyFate Fate, LocalText Words, IReadOnlyList<string> Names);

/// <summary>What an act would do with each of the chosen, before anybody confirms it.</summary>
/// <param name="Taken">Those that it would change.</param>
public sealed record ManyPreview(ManyAct Act, IReadOnlyList<ManyLine> Lines, IReadOnlyList<(Guid ShopId, Guid ProductId)> Taken);

/// <summary>One act on goods of many shops: all or nothing of what the preview said would be taken.</summary>
public sealed class ActOnMany(IChannelsDb db, Obstacles obstacles, ChooseListings choose, ChangeShop change)
{
    public const int MostAtOnce = ChooseListings.MostAtOnce;

    /// <param name="IsLent">A campaign alone put it there.</param>
    private sealed record Pair(ChannelShop Shop, Guid ProductId, string Name, ChannelListing? Listing, bool IsLent);

    public async Task<Outcome<ManyPreview>> PreviewAsync(Person person, ManyAct act, IReadOnlyCollection<(Guid ShopId, Guid ProductId)> chosen, CancellationToken cancel)
    {
        if (!person.MayAnywhere(Act.SellOutside)) return NoRight.Here;
        if (chosen.Count == 0) return new Refusal("NothingChosen", "", "Chọn ít nhất một món.", "Choose at least one.");
        if (chosen.Count > MostAtOnce) return new Refusal("TooMany", "", $"Chọn nhiều nhất {MostAtOnce} món một lần.", $"Choose at most {MostAtOnce} at once.");
        var pairs = await PairsAsync(person, chosen, cancel);
        var fates = new List<(ManyFate Fate, LocalText Words, string Name)>();
        var taken = new List<(Guid, Guid)>();
        // Nothing is said of what lies elsewhere but that it does.
        fates.AddRange(Enumerable.Repeat((ManyFate.Refused, new LocalText("Ngoài quyền của bạn", "Outside your rights"), ""), chosen.Distinct().Count() - pairs.Count));
        foreach (var ofShop in pairs.GroupBy(pair => pair.Shop.Id))
        {
            var shop = ofShop.First().Shop;
            if (act == ManyAct.Pause)
            {
                var (fate, words) = OfPause(shop);
                fates.Add((fate, words, shop.Name));
                if (fate == ManyFate.Goes) taken.Add((shop.Id, ofShop.First().ProductId));
                continue;
            }

            var blocked = act == ManyAct.Hide ? new Dictionary<Guid, LocalText>() : await obstacles.OfAsync(shop, [.. ofShop.Select(pair => pair.ProductId)], cancel);
            foreach (var pair in ofShop)
            {
                var (fate, words) = act switch { ManyAct.List => OfList(pair), ManyAct.Again => OfAgain(pair.Listing), _ => OfHide(pair.Listing) };
                if (fate == ManyFate.Goes && (blocked.GetValueOrDefault(pair.ProductId) ?? Obstacles.Of(shop)) is { } inTheWay) (fate, words) = (ManyFate.Waits, inTheWay);
                fates.Add((fate, words, pair.Name));
                if (fate is ManyFate.Goes or ManyFate.Waits) taken.Add((shop.Id, pair.ProductId));
            }
        }

        return new ManyPreview(act, [.. fates.GroupBy(it => (it.Fate, it.Words)).OrderBy(of => of.Key.Fate).ThenByDescending(of => of.Count()).Select(of => new ManyLine(of.Key.Fate, of.Key.Words, [.. of.Select(it => it.Name)]))], taken);
    }

    /// <returns>How many goods, or shops, it changed.</returns>
    public Task<Outcome<int>> HandleAsync(Person person, ManyAct act, IReadOnlyCollection<(Guid ShopId, Guid ProductId)> chosen, string? reason, CancellationToken cancel) => db.InTurnAsync<int>(async () =>
    {
        var preview = await PreviewAsync(person, act, chosen, cancel);
        if (!preview.Succeeded) return Outcome<int>.Refused(preview.Refusals);
        if (preview.Value.Taken.Count == 0) return new Refusal("NothingToDo", "", "Không có gì để làm với những món đã chọn.", "There is nothing to do with the chosen.");
        var count = 0;
        // In the order of their keys: two who press at once wait for each other.
        foreach (var ofShop in preview.Value.Taken.GroupBy(it => it.ShopId).OrderBy(of => of.Key))
        {
            if (act == ManyAct.Pause)
            {
                if (await change.HandleAsync(person, ofShop.Key, ShopAct.Pause, reason, cancel) is { Succeeded: false } no) return Outcome<int>.Refused(no.Refusals);
                count++;
                continue;
            }

            var done = await choose.HandleAsync(person, ofShop.Key, [.. ofShop.Select(it => it.ProductId)], act switch { ManyAct.List => ListingWishAct.List, ManyAct.Hide => ListingWishAct.Hide, _ => ListingWishAct.Again }, cancel);
            if (!done.Succeeded) return Outcome<int>.Refused(done.Refusals);
            count += done.Value;
        }

        return count;
    }, cancel);

    private async Task<IReadOnlyList<Pair>> PairsAsync(Person person, IReadOnlyCollection<(Guid ShopId, Guid ProductId)> chosen, CancellationToken cancel)
    {
        var (shopIds, productIds, asked) = (chosen.Select(it => it.ShopId).Distinct().ToList(), chosen.Select(it => it.ProductId).Distinct().ToList(), chosen.ToHashSet());
        var lent = db.CampaignListings.Alone();
        var found = await (from shop in db.ChannelShops.AsNoTracking()
                           join maker in db.Producers.Within(person.ScopesFor(Act.SellOutside)) on shop.ProducerId equals maker.Id
                           join product in db.Products on shop.ProducerId equals product.ProducerId
                           where shopIds.Contains(shop.Id) && productIds.Contains(product.Id)
                           from listing in db.ChannelListings.AsNoTracking().Where(listing => listing.ShopId == shop.Id && listing.ProductId == product.Id).DefaultIfEmpty()
                           orderby product.FoldedName, product.Id
                           select new { Shop = shop, product.Id, product.Name, Listing = listing, IsLent = lent.Any(item => item.ShopId == shop.Id && item.ProductId == product.Id) }).ToListAsync(cancel);
        return [.. found.Where(it => asked.Contains((it.Shop.Id, it.Id))).Select(it => new Pair(it.Shop, it.Id, it.Name, it.Listing, it.IsLent))];
    }

    private static (ManyFate, LocalText) OfList(Pair pair) => pair.Listing switch
    {
        { IsWanted: true } when pair.IsLent => (ManyFate.Goes, new("Đang bán theo đợt: bán tiếp khi đợt hết", "On sale by a campaign: stays when that ends")),
        { IsWanted: true } => (ManyFate.Stays, new("Đã chọn bán rồi", "Chosen already")),
        { ItemId: not null } => (ManyFate.Goes, new("Hiện lại trên sàn", "Shown there again")),
        _ => (ManyFate.Goes, new("Đưa lên sàn", "Listed there")),
    };

    private static (ManyFate, LocalText) OfHide(ChannelListing? listing) => listing switch
    {
        null or { IsWanted: false } => (ManyFate.Stays, new("Vốn không bán trên sàn", "Not sold there anyway")),
        { State: SyncState.Live or SyncState.InReview } => (ManyFate.Goes, new("Ẩn trên sàn", "Hidden there")),
        _ => (ManyFate.Goes, new("Thôi không đưa lên nữa", "Not listed any more")),
    };

    private static (ManyFate, LocalText) OfAgain(ChannelListing? listing) => listing switch
    {
        null => (ManyFate.Refused, new("Chưa từng chọn bán: dùng “Đưa lên sàn”", "Never chosen: use “List”")),
        { State: SyncState.Suspended } => (ManyFate.Refused, new("Sàn tạm gỡ: giải trình ở trang người bán của sàn, gửi lại không gỡ được", "Suspended: it is answered in the platform’s seller centre, sending again lifts nothing")),
        { IsWanted: false } => (ManyFate.Goes, new("Chọn bán lại và gửi", "Chosen again and sent")),
        _ => (ManyFate.Goes, new("Gửi lại", "Sent again")),
    };

    private static (ManyFate, LocalText) OfPause(ChannelShop shop) => shop switch
    {
        { SealedTokens: null } => (ManyFate.Refused, new("Gian hàng không còn nối: không có gì để dừng", "Not connected: there is nothing to pause")),
        { Pause: ShopPause.ByHand } => (ManyFate.Stays, new("Đang tạm dừng rồi", "Paused already")),
        _ => (ManyFate.Goes, new("Tạm dừng gian hàng", "Shop paused")),
    };
}
