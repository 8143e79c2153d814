using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>
/// One order from the first piece in the cart to the last payout: three producers, a gift box and loose goods, a code, a transfer and a card, parcels to the door,
/// one part of the box sent back, the month closed, the producers paid. In the end the money is counted twice: by the ledger, and here from the rows of
/// orders, receipts, refunds and payouts alone.
/// </summary>
public sealed class WalkingTheWholeMarket
{
    private const string Code = "TET2027";
    private static readonly Person Officer = PayingMarket.Officer;

    [Theory, BothDatabases]
    public Task With_a_discount_of_the_producers_and_fees_passed_on(DatabaseProvider provider) => WalkAsync(provider, PromotionBearer.Producer, keepsFees: false);

    [Theory, BothDatabases]
    public Task With_a_discount_of_the_market_that_pays_the_carriers(DatabaseProvider provider) => WalkAsync(provider, PromotionBearer.Market, keepsFees: true);

    private static async Task WalkAsync(DatabaseProvider provider, PromotionBearer bearer, bool keepsFees)
    {
        await using var market = await PayingMarket.OpenAsync(provider, configure: services => services.Configure<SettlementOptions>(options => options.KeepsDeliveryFees = keepsFees));
        var shop = market.Shop;
        var honey = await shop.AddGoodsAsync("Tổ ong minh hoạ", "51", "Mật ong rừng", 123_457, 20);
        Variant[] goods = [shop.Tea, shop.Garlic, honey];
        var makers = await shop.Read(async db => await (from product in db.Products join producer in db.Producers on product.ProducerId equals producer.Id select new { product.Id, producer }).AsNoTracking().ToDictionaryAsync(it => it.Id, it => it.producer));
        var producers = goods.Select(variant => makers[variant.ProductId]).ToList();
        await AgreeOnTermsAsync(market, producers, bearer);
        var box = await PackABoxAsync(market, producers[0], honey);

        // Placed: the box, and loose goods of all three, with the code.
        var cart = Assert.Succeeded(await shop.Run((PutBox put) => put.HandleAsync(null, new WantedBox(box.Slug, 2, "Chúc mừng năm mới", false), "vi", default))).CartId;
        foreach (var (variant, quantity) in new[] { (shop.Tea, 2), (shop.Garlic, 1), (honey, 3) }) Assert.Succeeded(await shop.Run((AddToCart add) => add.HandleAsync(cart, variant.Id, quantity, "vi", default)));
        Assert.Succeeded(await shop.Run((UseCoupon use) => use.HandleAsync(cart, Code, default)));
        var placed = Assert.Succeeded(await shop.Place(cart, OrderingMarket.Form with { Payment = nameof(PaymentMethod.BankTransfer) }));
        var group = await market.GroupAsync(placed.GroupId);
        Assert.Equal(3, group.Orders.Count);
        Assert.Equal(group.Total, group.Goods + group.Shipping - group.DiscountsByName().Select(row => row.Amount).Sum());

        // Paid: some by transfer, the rest by card.
        Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.BankTransfer));
        Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, "FT1", 300_000));
        shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.Card));
        Assert.Equal(NoticeResult.Booked, await market.PayByCardAsync(group));

        // Packed, sent, at the door.
        foreach (var transfer in await shop.Read(db => db.BoxTransfers.AsNoTracking().ToListAsync()))
            foreach (var isReceipt in new[] { false, true })
                Assert.Succeeded(await shop.Run((BoxTransfers transfers) => transfers.MoveAsync(Owner(producers.Single(it => it.Id == (isReceipt ? transfer.ToProducerId : transfer.FromProducerId))), transfer.Id, isReceipt, default)));
        foreach (var order in group.Orders)
        {
            Assert.Succeeded(await shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
            Assert.Succeeded(await shop.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "ghn", "GA" + order.Number.Replace("-", "", StringComparison.Ordinal), "producer", default)));
            shop.Clock.Advance(TimeSpan.FromDays(2));
            Assert.Succeeded(await shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "producer", default)));
        }

        var rows = await RowsAsync(market, keepsFees);
        Assert.Equal(rows.Receipts, group.Total);
        foreach (var producer in producers) Assert.Equal(rows.Earned(producer.Id), (await StatementAsync(market, producer)).Due);
        Assert.Equal(rows.Receipts + rows.MarketDiscounts, producers.Select(producer => rows.Earned(producer.Id)).Sum() + rows.Commission + rows.KeptFees);
        Assert.Contains((await StatementAsync(market, producers[0])).Entries.Rows, entry => entry.Kind == EntryKind.Sold && entry.Amount == rows.Packaging);

        foreach (var producer in producers)
            Assert.Equal(rows.Orders.SelectMany(order => order.Lines).Where(line => rows.MakerOf[line.ProductId] == producer.Id).Select(line => line.Total - line.BorneByProducer).Sum(),
                (await shop.Run((SalesFigures figures) => figures.OfAsync(Owner(producer), default))).Months.Select(month => month.Goods).Sum());

        // One jar out of a box is broken and goes back: whoever filled it gives back what it had of it, and nobody else.
        var (line, back) = await SendOneBackAsync(market, group, shop.Garlic, producers[0]);
        var had = (line.Total - line.BorneByProducer - line.Commission).Amount * PartOf(line, back);
        foreach (var producer in producers) AssertNear(rows.Earned(producer.Id).Amount - (producer == producers[1] ? had : 0), (await StatementAsync(market, producer)).Due.Amount);

        // The month is closed, and what was due is paid; no line of the month moves for it.
        var month = SettlementBook.MonthOf(shop.Clock.Today());
        shop.Clock.Advance(VietnamTime.StartOf(month.AddMonths(1)) - shop.Clock.UtcNow());
        Assert.Equal(month, Assert.Succeeded(await shop.Run((CloseMonth close) => close.HandleAsync(Officer, CloseMonth.Written(month), default))));
        var due = new Dictionary<Guid, Money>();
        foreach (var producer in producers) due[producer.Id] = (await StatementAsync(market, producer, month)).Due;
        await PayAllAsync(market, producers);
        foreach (var producer in producers)
        {
            var (closed, next) = (await StatementAsync(market, producer, month), await StatementAsync(market, producer, month.AddMonths(1)));
            Assert.Equal((true, due[producer.Id]), (closed.IsClosed, closed.Due));
            Assert.Equal((closed.Due, Money.Zero - closed.Due, Money.Zero), (next.Opening, next.Sums.PaidOut, next.Due));
        }

        await AssertAllMoneyIsThereAsync(market, keepsFees, line, back);
    }

    /// <summary>What came in = producers + commission + delivery + refunds, to the đồng: the ledger's word, and the rows' own.</summary>
    private static async Task AssertAllMoneyIsThereAsync(PayingMarket market, bool keepsFees, OrderLine line, Money back)
    {
        var rows = await RowsAsync(market, keepsFees);
        var balance = await market.Shop.Run((MarketBalance sums) => sums.OfAsync(Officer, default));
        Assert.Equal(balance.In, balance.Out);
        Assert.Equal((rows.Receipts, rows.Refunds, rows.Payouts), (balance.BuyersPaid, balance.Refunds, balance.PaidOut));
        Assert.Equal((Money.Zero, Money.Zero, rows.Payouts), (balance.Due, balance.Cash, balance.Producers));
        Assert.Equal(back, rows.Refunds);
        Assert.Equal(rows.Receipts + balance.MarketDiscounts, rows.Payouts + balance.Commission + balance.Delivery + rows.Refunds);
        // What is left in the bank is the market's own, and nothing else.
        Assert.Equal(balance.Held, rows.Receipts - rows.Refunds - rows.Payouts);
        Assert.Equal(balance.Held, balance.Commission + balance.Delivery - balance.MarketDiscounts);

        // Of what the market had of the jar that part went back, too; the way there was driven all the same.
        AssertNear(rows.Commission.Amount - PartOf(line, back) * line.Commission.Amount, balance.Commission.Amount);
        Assert.Equal(rows.KeptFees, balance.Delivery);
        AssertNear(rows.MarketDiscounts.Amount - PartOf(line, back) * (line.Discount - line.BorneByProducer).Amount, balance.MarketDiscounts.Amount);
        await market.AssertAccountsAreTrueAsync();
    }

    private static async Task AgreeOnTermsAsync(PayingMarket market, List<Producer> producers, PromotionBearer bearer)
    {
        var shop = market.Shop;
        foreach (var (producer, percent) in new[] { ((string?)null, "7,77"), (producers[2].Slug, "3,33") })
            Assert.Succeeded(await shop.Run((SetCommission set) => set.HandleAsync(Officer, new CommissionForm(null, producer, percent), default)));
        foreach (var producer in producers)
            Assert.Succeeded(await shop.Run((EditPayoutAccount edit) => edit.HandleAsync(Owner(producer), new PayoutAccountForm(producer.Id, -1, "970436", "0123 456 789", "Chủ thể minh hoạ"), default)));
        var offer = Assert.Succeeded(await shop.Run((SavePromotion save) => save.HandleAsync(Officer, null, 0, new PromotionForm
        {
            Name = "Tết sum vầy", NameEn = "Tết together", From = Written(shop.Clock.Today()), Priority = "10", Action = nameof(PromotionAction.Percent), Percent = "7", NeedsCode = true, Bearer = bearer.ToString(),
        }, default)));
        Assert.Succeeded(await shop.Run((AddPromotionCodes add) => add.HandleAsync(Officer, offer.Id, Code, null, default)));
        Assert.Succeeded(await shop.Run((SwitchPromotion turn) => turn.HandleAsync(Officer, offer.Id, true, default)));
    }

    private static async Task<GiftBox> PackABoxAsync(PayingMarket market, Producer packer, Variant honey)
    {
        var shop = market.Shop;
        var box = Assert.Succeeded(await shop.Run((SaveGiftBox save) => save.HandleAsync(Officer, null, 0, new GiftBoxForm
        {
            Name = "Hộp Sum Vầy", NameEn = "Together", Size = "go", Price = "800.001", OrderUntil = Written(shop.Clock.Today().AddDays(20)), Packer = packer.Slug,
            Skus = [shop.Tea.Sku, shop.Garlic.Sku, honey.Sku], Quantities = ["1", "2", "1"],
        }, default)));
        return Assert.Succeeded(await shop.Run((SwitchGiftBox turn) => turn.HandleAsync(Officer, box.Id, true, default)));
    }

    private static async Task<(OrderLine Line, Money Back)> SendOneBackAsync(PayingMarket market, OrderGroup group, Variant what, Producer packer)
    {
        var shop = market.Shop;
        var parcel = group.Orders.Single(order => order.Boxes.Count == 1);
        var line = parcel.Lines.Single(line => line.VariantId == what.Id);
        var claim = Assert.Succeeded(await shop.Run((MakeClaim make) => make.HandleAsync(group.Id, new ClaimForm(Guid.CreateVersion7(), parcel.Number, [new(line.Position, 1, FaultKind.Broken)], "Lọ vỡ khi mở hộp"), [[1, 2, 3]], default)));
        Assert.Succeeded(await AnswerAsync(ClaimAct.AskReturn, ClaimState.Open, line.Price.Amount));
        Assert.Succeeded(await AnswerAsync(ClaimAct.TakeReturn, ClaimState.AwaitingReturn, null));
        Assert.Equal(1, await market.SendRefundsAsync());
        Assert.Equal((line.Price, "pi_1"), Assert.Single(market.Card.Refunds) is var refund ? (refund.Amount, refund.TransactionId) : default);
        return (line, line.Price);

        Task<Outcome<ClaimState>> AnswerAsync(ClaimAct act, ClaimState seen, long? amount) => shop.Run((AnswerClaim answer) => answer.HandleAsync(Owner(packer), claim.Id, new ClaimAnswer(act, seen, amount, "Xin lỗi bạn, hàng gửi lại giúp"), default));
    }

    private static async Task PayAllAsync(PayingMarket market, List<Producer> producers)
    {
        var shop = market.Shop;
        Assert.Succeeded(await shop.Run((MakePayouts make) => make.HandleAsync(Officer, default)));
        var payouts = await shop.Read(db => db.Payouts.AsNoTracking().ToListAsync());
        Assert.Equal(producers.Select(producer => producer.Id).Order(), payouts.Select(payout => payout.ProducerId).Order());
        foreach (var payout in payouts) Assert.Succeeded(await shop.Run((EndPayout end) => end.HandleAsync(Officer, payout.Id, true, "FT99", default)));
        Assert.Refused("NothingDue", await shop.Run((MakePayouts make) => make.HandleAsync(Officer, default)));
    }

    private static Task<MoneyRows> RowsAsync(PayingMarket market, bool keepsFees) => market.Shop.Run(async (MarketDb db) => new MoneyRows(
        await db.Orders.AsNoTracking().AsSplitQuery().Include(order => order.Lines).Include(order => order.Boxes).ToListAsync(), await db.Products.ToDictionaryAsync(product => product.Id, product => product.ProducerId),
        (await db.Receipts.AsNoTracking().ToListAsync()).Select(receipt => receipt.Amount).Sum(), (await db.Refunds.AsNoTracking().Where(refund => refund.State == RefundState.Done).ToListAsync()).Select(refund => refund.Amount).Sum(),
        (await db.Payouts.AsNoTracking().Where(payout => payout.State == PayoutState.Paid).ToListAsync()).Select(payout => payout.Amount).Sum(), keepsFees));

    /// <summary>Each share is rounded by itself: up to two đồng, as the commission has one of its own. Their sum is not rounded.</summary>
    private static void AssertNear(decimal expected, long actual) => Assert.True(Math.Abs(expected - actual) <= 2, $"{actual} is not {expected}.");

    /// <summary>Of what was paid for the line.</summary>
    private static decimal PartOf(OrderLine line, Money back) => (decimal)back.Amount / (line.Total - line.Discount).Amount;

    private static Person Owner(Producer producer) => new(Guid.CreateVersion7(), "Chủ", [new HeldRole(Role.ProducerOwner, producer.Scope)]);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<Statement> StatementAsync(PayingMarket market, Producer producer, DateOnly? month = null) => (await market.Shop.Run((Statements statements) => statements.FindAsync(Officer, producer.Id, month, 1, default)))!;

    /// <summary>What the rows say that no ledger has touched.</summary>
    private sealed record MoneyRows(IReadOnlyList<Order> Orders, IReadOnlyDictionary<Guid, Guid> MakerOf, Money Receipts, Money Refunds, Money Payouts, bool KeepsFees)
    {
        public Money Commission => Orders.Select(order => CommissionOf(order.Id)).Sum();
        public Money MarketDiscounts => Orders.Select(order => MarketDiscountsOf(order.Id)).Sum();
        public Money KeptFees => KeepsFees ? Orders.Select(order => order.Shipping).Sum() : Money.Zero;
        public Money Packaging => Orders.SelectMany(order => order.Boxes).Select(box => box.Packaging * box.Quantity).Sum();

        public Money Earned(Guid producer) => Orders.Select(order => EarnedOf(order.Id, producer)).Sum();

        /// <summary>Own goods in whoever's parcel, and of the own parcel the boxes and the fee.</summary>
        public Money EarnedOf(Guid orderId, Guid producer)
        {
            var order = Orders.Single(order => order.Id == orderId);
            var goods = order.Lines.Where(line => MakerOf[line.ProductId] == producer).Select(line => line.Total - line.BorneByProducer - line.Commission).Sum();
            if (order.ProducerId != producer) return goods;
            return goods + order.Boxes.Select(box => box.Packaging * box.Quantity).Sum() + (KeepsFees ? Money.Zero : order.Shipping);
        }

        public Money CommissionOf(Guid orderId) => Orders.Single(order => order.Id == orderId).Lines.Select(line => line.Commission).Sum();

        public Money MarketDiscountsOf(Guid orderId) => Orders.Single(order => order.Id == orderId).Lines.Select(line => line.Discount - line.BorneByProducer).Sum();
    }
}
