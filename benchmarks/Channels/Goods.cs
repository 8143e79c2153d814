using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.ChannelSync;

/// <summary>Goods of one producer, one pack each, and how they stand on the platforms. Put in bulk; the hashes are those that the market itself works out.</summary>
internal sealed class Goods(IServiceProvider services)
{
    public const int Stock = 7, WeightGrams = 300;
    public const string Group = "do-uong", Picture = "0c0b00000000000000000000000000d0";
    private const int Portion = 2000;

    private static readonly string[] Kinds = ["Chè Shan tuyết", "Mật ong rừng", "Rượu men lá", "Trà hoa vàng", "Cà phê Arabica", "Nước cốt gấc"], Places = ["Suối Giàng", "Hoàng Su Phì", "Bản Liền", "Ba Chẽ", "Mường Ảng", "Thanh Liêm"];

    public static string NameOf(int n) => string.Create(CultureInfo.InvariantCulture, $"{Kinds[n % Kinds.Length]} {Places[n / Kinds.Length % Places.Length]} lô {n}");

    public static string SkuOf(int n) => string.Create(CultureInfo.InvariantCulture, $"DO-{n:000000}");

    public static long PriceOf(int n) => 50_000 + n % 400 * 1_000;

    public async Task<Producer> ProducerAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<MarketDb>(), TimeProvider.System.GetUtcNow().UtcDateTime);
        db.Provinces.Add(new Province("15", "Lào Cai", "Tỉnh", "lao-cai", 22.3, 104.1, Region.North));
        db.Communes.Add(new Commune("04000", "Suối Giàng", CommuneKind.Xa, "15", "suoi-giang", 21.6, 104.6, false));
        db.ProductGroups.Add(new ProductGroup(Group, "Đồ uống", "Drinks", 1));
        var producer = new Producer("HTX đo tốc độ", ProducerKind.Cooperative, "htx-do-toc-do", Place, true, now);
        db.Producers.Add(producer);
        await db.SaveChangesAsync();
        return producer;
    }

    /// <summary>The products with these numbers.</summary>
    public async Task<List<Guid>> AddAsync(Guid producerId, int from, int count)
    {
        var ids = new List<Guid>(count);
        foreach (var some in Enumerable.Range(from, count).Chunk(Portion))
        {
            await using var scope = services.CreateAsyncScope();
            var (db, now) = (scope.ServiceProvider.GetRequiredService<MarketDb>(), TimeProvider.System.GetUtcNow().UtcDateTime);
            var rows = new List<object>();
            foreach (var n in some)
            {
                var product = new Product(NameOf(n), producerId, string.Create(CultureInfo.InvariantCulture, $"do-toc-do-{n}"), Place, Group, null, true, now);
                product.Describe($"{NameOf(n)} làm theo cách của bà con trong bản, hái tay, sấy củi, đóng gói ngay trong ngày.\nHương thơm, vị đượm, nước xanh trong. Bảo quản nơi khô ráo, tránh ánh nắng.", null);
                var variant = new Variant(product.Id, SkuOf(n), "hộp", 100, NetUnit.Gram, WeightGrams, new Money(PriceOf(n)), 1);
                rows.AddRange([product, variant, new ProductImage(product.Id, Picture, "Hộp", 640, 640, 1), new StockLevel(variant.Id, product.Id, Stock), new StockMovement(now, variant.Id, StockMovementKind.Received, Stock, 0, "Nhập lần đầu", "benchmark")]);
                // Nine of ten have stars, and a tenth of these none any more.
                if (n % 10 > 0) rows.Add(new RecognitionDecision(product.Id, 3 + n % 3, RecognitionLevel.Province, string.Create(CultureInfo.InvariantCulture, $"{n}/QĐ-UBND"), null, DateOnly.FromDateTime(now).AddDays(n % 10 == 1 ? -2_000 : -n % 900), null, RecognitionState.New, isDemo: true));
                ids.Add(product.Id);
            }

            await db.InTransactionAsync<bool>(async () =>
            {
                await db.InsertAsync(rows, now);
                return true;
            });
        }

        return ids;
    }

    /// <summary>As if all of them had been sent long ago, and nothing had changed since.</summary>
    public async Task ListAsync(IReadOnlyList<ChannelShop> shops, IReadOnlyList<Guid> products, int from)
    {
        foreach (var some in products.Select((id, at) => (Id: id, Number: from + at)).Chunk(Portion))
        {
            await using var scope = services.CreateAsyncScope();
            var (db, plans, now) = (scope.ServiceProvider.GetRequiredService<MarketDb>(), scope.ServiceProvider.GetRequiredService<ListingPlans>(), TimeProvider.System.GetUtcNow().UtcDateTime);
            var goods = await plans.GoodsAsync([.. some.Select(it => it.Id)], default);
            var rows = new List<object>();
            foreach (var shop in shops)
                foreach (var (id, n) in some)
                {
                    var outlook = await plans.OfAsync(shop, goods[id], default);
                    if (outlook is not { Plan: { } plan, Missing: null }) throw new InvalidOperationException($"{SkuOf(n)} cannot go to {shop.Channel}: {outlook.Missing}");
                    var listing = new ChannelListing(shop.Id, id, SyncActor.Seller, now);
                    listing.Carry(plan.Variants.Select(variant => new ChannelSku(listing.Id, variant.VariantId, variant.Sku)));
                    listing.Submit(Guid.CreateVersion7(), now);
                    listing.See(new OutsideListing(new OutsideKey(Stranger.ItemOf(n), new Dictionary<string, string> { [SkuOf(n)] = Stranger.SkuIdOf(shop.Channel, n) }), ObservedState.Live, null, null, []), now);
                    listing.PushedWords(plan.ContentHash, plan.Stars, now);
                    foreach (var part in new[] { ListingPart.Price, ListingPart.Stock }) listing.Pushed(part, plan.HashOf(part), now);
                    listing.Skus[0].PushPrice(plan.Draft.Skus[0].Price);
                    listing.Skus[0].PushStock(plan.Draft.Skus[0].Stock);
                    rows.AddRange([listing, listing.Skus[0]]);
                }

            await db.InTransactionAsync<bool>(async () =>
            {
                await db.InsertAsync(rows, now);
                return true;
            });
        }
    }

    /// <summary>Wished for and not sent yet.</summary>
    public async Task WishAsync(IReadOnlyList<ChannelShop> shops, IReadOnlyList<Guid> products)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<MarketDb>(), TimeProvider.System.GetUtcNow().UtcDateTime);
        var listings = shops.SelectMany(shop => products.Select(id => new ChannelListing(shop.Id, id, SyncActor.Seller, now))).ToList();
        await db.InTransactionAsync<bool>(async () =>
        {
            await db.InsertAsync([.. listings, .. listings.Select(listing => new ChannelJob(listing.Id, listing.ShopId, JobUrgency.Create, now))], now);
            return true;
        });
    }

    /// <summary>A thousand đồng more for each, told as every write tells it.</summary>
    public async Task RepriceAsync(IReadOnlyList<Guid> products)
    {
        foreach (var some in products.Chunk(Portion))
        {
            await using var scope = services.CreateAsyncScope();
            var (db, now) = (scope.ServiceProvider.GetRequiredService<MarketDb>(), TimeProvider.System.GetUtcNow().UtcDateTime);
            await db.InTransactionAsync<bool>(async () =>
            {
                foreach (var variant in await db.Variants.Where(variant => some.Contains(variant.ProductId)).ToListAsync()) variant.Reprice(variant.Price + new Money(1_000));
                await db.SaveChangesAsync();
                return true;
            });
        }
    }

    private static PlaceAsIssued Place => new(null, null, null, "15", "04000", null);
}
