using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Invoices;

public sealed class ContainingTax
{
    private static readonly DateOnly Day = new(2026, 11, 29);

    [Fact]
    public void The_parts_of_a_parcel_sum_to_the_dong_whatever_is_paid()
    {
        var dice = new Random(20261129);
        for (var round = 0; round < 2000; round++)
        {
            var parts = Enumerable.Range(0, dice.Next(1, 9)).Select(_ => ((VatRate)dice.Next(5), new Money(dice.Next(4) == 0 ? dice.Next(0, 20) : dice.Next(0, 5_000_000)))).ToList();
            var taxes = OrderTax.Share(parts);
            Assert.Equal(parts.Count, taxes.Count);
            foreach (var same in parts.Zip(taxes).GroupBy(it => it.First.Item1))
            {
                var paid = same.Select(it => it.First.Item2).Sum();
                Assert.Equal(OrderTax.Contained(paid, same.Key), same.Select(it => it.Second).Sum());
                // What is left without the tax, taxed again, is what is paid: to half a đồng each way.
                var again = (paid - OrderTax.Contained(paid, same.Key)).Amount * (100 + same.Key.Percent()) / 100m;
                Assert.True(Math.Abs(again - paid.Amount) <= 0.55m, $"{paid} at {same.Key}: {again}");
            }

            Assert.All(parts.Zip(taxes), it => Assert.True(it.Second >= Money.Zero && it.Second <= it.First.Item2));
        }
    }

    [Theory]
    [InlineData(108_000, VatRate.Eight, 8_000)]
    [InlineData(110_000, VatRate.Ten, 10_000)]
    [InlineData(105_000, VatRate.Five, 5_000)]
    [InlineData(105_000, VatRate.NotSubject, 0)]
    [InlineData(105_000, VatRate.Zero, 0)]
    [InlineData(7, VatRate.Eight, 1)]
    public void Tax_lies_in_the_price(long paid, VatRate rate, long tax) => Assert.Equal(new Money(tax), OrderTax.Contained(new Money(paid), rate));

    [Theory]
    [InlineData(ProducerKind.Household, "do-uong", "148-11", VatRate.NotSubject)]
    [InlineData(ProducerKind.Cooperative, "thuc-pham", "148-03", VatRate.NotSubject)]
    [InlineData(ProducerKind.Cooperative, "thuc-pham", "148-11", VatRate.Eight)]
    [InlineData(ProducerKind.Company, "do-uong", "148-14", VatRate.Ten)]
    [InlineData(ProducerKind.Company, "sinh-vat-canh", "148-23", VatRate.NotSubject)]
    [InlineData(ProducerKind.Company, "thuc-pham", null, VatRate.NotSubject)]
    [InlineData(ProducerKind.Company, "thu-cong", null, VatRate.Eight)]
    [InlineData(ProducerKind.Company, null, null, VatRate.NotSubject)]
    public void A_product_without_a_setting_goes_by_the_table(ProducerKind kind, string? group, string? set, VatRate rate) => Assert.Equal(rate, VatRates.Usual(kind, group, set, Day));

    [Fact]
    public void The_reduction_ends_with_its_year() =>
        Assert.Equal((VatRate.Eight, VatRate.Ten, VatRate.Ten), (VatRates.Standard(new(2026, 12, 31)), VatRates.Standard(new(2027, 1, 1)), VatRates.Standard(new(2025, 6, 30))));

    [Theory, BothDatabases]
    public async Task An_order_keeps_the_rate_of_its_day_and_its_tax_lines_sum_to_the_total(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var first = (await market.PlacedGroup((market.Tea, 2), (market.Garlic, 3))).Orders;
        Assert.All(first, order => Assert.Equal(VatRate.Eight, order.Lines[0].Vat));
        Assert.Equal(first.Select(order => order.Total).Sum(), OrderTax.Of(first).Select(line => line.Paid).Sum());
        Assert.Equal(OrderTax.Contained(first[0].Total, VatRate.Eight), first[0].Lines[0].Tax + first[0].ShippingTax);

        Assert.Succeeded(await Set(market, DeskMarket.Administrator, nameof(VatRate.NotSubject)));
        var order = (await market.PlacedGroup((market.Tea, 1))).Orders[0];
        Assert.Equal((VatRate.NotSubject, Money.Zero), (order.Lines[0].Vat, order.Lines[0].Tax));
        Assert.Equal([VatRate.NotSubject, VatRate.Eight], OrderTax.Of([order]).Select(line => line.Rate));
        Assert.Equal(order.Total, OrderTax.Of([order]).Select(line => line.BeforeTax + line.Tax).Sum());
    }

    [Theory, BothDatabases]
    public async Task A_rate_is_set_by_who_prices_the_goods_and_by_no_one_else(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        Assert.Refused("NoRight", await Set(market, DeskMarket.Auditor, nameof(VatRate.Five)));
        Assert.Refused("VatUnknown", await Set(market, DeskMarket.Administrator, "7"));
        Assert.Refused("Stale", await Set(market, DeskMarket.Administrator, nameof(VatRate.Five), version: 99));
        Assert.Null((await Product(market)).Vat);
        for (var times = 0; times < 2; times++) Assert.Succeeded(await Set(market, DeskMarket.Administrator, nameof(VatRate.Five)));
        Assert.Equal(VatRate.Five, (await Product(market)).Vat);
        Assert.Equal(1, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ProductVatSet")));
        Assert.Null(Assert.Succeeded(await Set(market, DeskMarket.Administrator, "")).Vat);
    }

    private static Task<Product> Product(OrderingMarket market) => market.Read(db => db.Products.AsNoTracking().SingleAsync(product => product.Id == market.Tea.ProductId));

    private static async Task<Outcome<Product>> Set(OrderingMarket market, Person person, string rate, long? version = null)
    {
        var seen = version ?? (await Product(market)).Version;
        return await market.Run<SetVat, Outcome<Product>>(set => set.HandleAsync(person, new VatForm(market.Tea.ProductId, seen, rate), default));
    }
}
