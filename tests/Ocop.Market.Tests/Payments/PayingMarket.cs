using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments;

/// <summary>The small market with a card gateway that obeys and a bank account.</summary>
internal sealed class PayingMarket : IAsyncDisposable
{
    public static readonly Person Officer = new(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
    public static readonly Person Provincial = new(Guid.CreateVersion7(), "Cán bộ tỉnh", [new HeldRole(Role.Officer, Scope.Province("19"))]);
    public static readonly Person Auditor = new(Guid.CreateVersion7(), "Kiểm tra", [new HeldRole(Role.Auditor, Scope.Programme)]);

    private PayingMarket(OrderingMarket shop, ScriptedGateway card) => (Shop, Card) = (shop, card);

    public OrderingMarket Shop { get; }
    public ScriptedGateway Card { get; }

    public static async Task<PayingMarket> OpenAsync(DatabaseProvider provider, int stock = 20, Action<IServiceCollection>? configure = null)
    {
        var card = new ScriptedGateway();
        var shop = await OrderingMarket.OpenAsync(provider, stock, services =>
        {
            services.AddSingleton<IPaymentProvider>(card).AddSingleton<IPaymentProvider, PlainBank>();
            configure?.Invoke(services);
        });
        return new PayingMarket(shop, card);
    }

    /// <summary>Placed, and the buyer stands at the gateway.</summary>
    public async Task<OrderGroup> AwaitingAsync(PaymentMethod method, params (Variant Variant, int Quantity)[] lines)
    {
        var placed = Assert.Succeeded(await Shop.Place(await Shop.CartOf(lines), OrderingMarket.Form with { Payment = method.ToString() }));
        Assert.Succeeded(await StartAsync(placed.GroupId, method));
        return await GroupAsync(placed.GroupId);
    }

    public Task<Outcome<PaymentStarted>> StartAsync(Guid group, PaymentMethod method) => Shop.Run((StartPayment start) => start.HandleAsync(group, method, "203.0.113.7", default));

    public async Task<OrderGroup> GroupAsync(Guid id) => (await Shop.Run((OrderTracking tracking) => tracking.FindAsync(id, default)))!;

    public Task<MoneyOfGroup> MoneyAsync(OrderGroup group) => Shop.Run(async (GroupMoney money) => await money.OfAsync(await GroupAsync(group.Id), default));

    public Task<Payment> PaymentAsync(OrderGroup group) => Shop.Read(db => db.Payments.AsNoTracking().Where(payment => payment.GroupId == group.Id).OrderByDescending(payment => payment.CreatedAt).FirstAsync());

    public Task<NoticeResult> TellAsync(string provider, string? reference, PaymentNews news, string? memo = null) =>
        Shop.Run((BookPayment book) => book.HandleAsync(provider, new PaymentNotice($"evt-{Guid.CreateVersion7()}", reference, null, memo, news), "gateway:test", default));

    /// <summary>By card, the whole amount unless another is named.</summary>
    public async Task<NoticeResult> PayByCardAsync(OrderGroup group, string transaction = "pi_1", long? amount = null, string currency = "VND")
    {
        var payment = await PaymentAsync(group);
        return await TellAsync("stripe", payment.Reference, new PaymentNews.Paid(transaction, amount is { } other ? new Money(other) : payment.Amount, currency, null));
    }

    public Task<NoticeResult> TransferAsync(OrderGroup group, string transaction, long amount) =>
        TellAsync(PaymentOptions.Bank, PaymentReference.Of(group.Number), new PaymentNews.Paid(transaction, new Money(amount), "VND", null), "CT " + PaymentReference.Of(group.Number));

    public Task<int> LapseAsync() => Shop.Run((LapseUnpaidOrders lapse) => lapse.HandleAsync(default));

    public Task<int> SendRefundsAsync() => Shop.Run((SendRefunds send) => send.HandleAsync(default));

    public Task<List<string>> MailsAsync() => Shop.Read(db => db.OutboxMessages.AsNoTracking().OrderBy(mail => mail.Id).Select(mail => mail.DedupeKey).ToListAsync());

    /// <summary>To the đồng: what came in is what paid orders keep, what goes back, and what lies aside. And the ledger of goods is sound.</summary>
    public async Task AssertAccountsAreTrueAsync()
    {
        var (receipts, refunds, orders) = await Shop.Read(async db => (await db.Receipts.AsNoTracking().ToListAsync(), await db.Refunds.AsNoTracking().ToListAsync(), await db.Orders.AsNoTracking().ToListAsync()));
        foreach (var receipt in receipts)
        {
            Assert.True(receipt.Refunded <= receipt.Amount);
            Assert.Equal(receipt.Refunded, Sum(refunds.Where(refund => refund.ReceiptId == receipt.Id).Select(refund => refund.Amount)));
        }

        foreach (var group in orders.GroupBy(order => order.GroupId))
        {
            var came = Sum(receipts.Where(receipt => receipt.GroupId == group.Key && receipt.Doubt == ReceiptDoubt.None).Select(receipt => receipt.Left));
            var kept = Sum(group.Where(order => order.PaymentStatus == PaymentStatus.Paid).Select(order => order.Total - order.Refunded));
            if (group.All(order => order.Status != OrderStatus.AwaitingPayment)) Assert.Equal(kept, came);
            foreach (var order in group) Assert.Equal(order.Refunded, Sum(refunds.Where(refund => refund.OrderId == order.Id).Select(refund => refund.Amount)));
        }

        await Shop.AssertLedgerIsSound();
    }

    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
