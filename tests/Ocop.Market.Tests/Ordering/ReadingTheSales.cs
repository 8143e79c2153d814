using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>What a producer sold in the last twelve months, by the day of Việt Nam on which it arrived.</summary>
public sealed class ReadingTheSales
{
    [Theory, BothDatabases]
    public async Task Goods_count_in_the_month_in_which_they_arrived_less_what_the_producer_gave(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, 50);
        var shop = market.Shop;
        // The last hour of the month in Việt Nam, in which it is still afternoon in UTC, and the first of the next.
        var today = shop.Clock.Today();
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        shop.Clock.Advance(VietnamTime.StartOf(month) - TimeSpan.FromHours(1) - shop.Clock.UtcNow());
        await DeliveredAsync((shop.Tea, 3), (shop.Garlic, 1));
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await PromoteAsync();
        var less = await DeliveredAsync((shop.Tea, 2));
        var unwanted = await Placed((shop.Tea, 1));
        Assert.Succeeded(await shop.Run((RefuseOrder refuse) => refuse.HandleAsync(unwanted.Orders[0].Id, "Hết hàng", "producer", default)));

        var maker = await shop.Read(db => db.Producers.AsNoTracking().SingleAsync(producer => db.Products.Any(product => product.Id == shop.Tea.ProductId && product.ProducerId == producer.Id)));
        var sales = await shop.Run((SalesFigures figures) => figures.OfAsync(new Person(Guid.CreateVersion7(), "Chủ", [new HeldRole(Role.ProducerOwner, maker.Scope)]), default));
        var line = less.Lines.Single();
        Assert.True(line.BorneByProducer > Money.Zero);
        var (before, after) = (shop.Tea.Price * 3, line.Price * 2 - line.BorneByProducer);
        Assert.Equal((SalesFigures.Months, month), (sales.Months.Count, sales.Months[^1].Month));
        Assert.Equal([(month.AddMonths(-1), 1, before), (month, 1, after)], sales.Months.TakeLast(2).Select(it => (it.Month, it.Orders, it.Goods)));
        Assert.All(sales.Months.SkipLast(2), it => Assert.Equal((0, Money.Zero), (it.Orders, it.Goods)));
        var product = Assert.Single(sales.Products);
        Assert.Equal((line.Name, 5, before + after, 1), (product.Name, product.Quantity, product.Goods, sales.Refused));

        async Task<OrderGroup> Placed(params (Variant, int)[] goods) => await market.GroupAsync(Assert.Succeeded(await shop.Place(await shop.CartOf(goods))).GroupId);

        async Task<Order> DeliveredAsync(params (Variant, int)[] goods)
        {
            var group = await Placed(goods);
            foreach (var order in group.Orders)
            {
                Assert.Succeeded(await shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
                Assert.Succeeded(await shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "producer", default)));
            }

            return group.Orders.Single(order => order.Lines.Any(line => line.VariantId == shop.Tea.Id));
        }

        async Task PromoteAsync()
        {
            var form = new PromotionForm
            {
                Name = "Chủ thể giảm", NameEn = "Producer's", From = shop.Clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Priority = "10", Action = nameof(PromotionAction.Percent), Percent = "10", Bearer = nameof(PromotionBearer.Producer),
            };
            var promotion = Assert.Succeeded(await shop.Run((SavePromotion save) => save.HandleAsync(PayingMarket.Officer, null, 0, form, default)));
            Assert.Succeeded(await shop.Run((SwitchPromotion turn) => turn.HandleAsync(PayingMarket.Officer, promotion.Id, true, default)));
        }
    }
}
