using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Invoices;

public sealed class AskingForAnInvoice
{
    // Made by the rule, given to nobody that we know: 31·0+29·1+23·2+19·3+17·4+13·5+7·6+5·7+3·8 = 366, rest 3 by eleven, ten less three.
    private const string Code = "0123456787";

    private static readonly CheckoutForm Form = OrderingMarket.Form with
    {
        WantsInvoice = true, InvoiceName = "Đơn vị minh hoạ", InvoiceTaxCode = "01234 56787", InvoiceAddress = "Số 2, phố Minh Hoạ", InvoiceEmail = "ke.toan@example.vn",
    };

    [Theory]
    [InlineData(Code, Code)]
    [InlineData(" 0123.456.787 ", Code)]
    [InlineData("0123456787-001", "0123456787-001")]
    [InlineData("0123456787002", "0123456787-002")]
    [InlineData("001090000001", "001090000001")]
    [InlineData("0123456786", null)]
    [InlineData("0123456787-000", null)]
    [InlineData("0123456786-001", null)]
    [InlineData("012345678", null)]
    [InlineData("01234567870", null)]
    [InlineData("012345678a", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_tax_code_is_read_as_people_write_it(string? typed, string? code) => Assert.Equal(code, TaxCode.Read(typed));

    [Fact]
    public void Any_one_wrong_digit_is_found()
    {
        for (var at = 0; at < Code.Length; at++)
            for (var digit = '0'; digit <= '9'; digit++)
                if (digit != Code[at]) Assert.Null(TaxCode.Read(Code[..at] + digit + Code[(at + 1)..]));
    }

    [Theory, BothDatabases]
    public async Task What_was_typed_stands_with_the_order_and_what_is_wrong_beside_its_field(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 1), (market.Garlic, 1));
        var before = await market.Fingerprint();
        var wrong = await market.Place(cart, Form with { InvoiceName = "", InvoiceTaxCode = "0123456786", InvoiceAddress = null, InvoiceEmail = "ke toan" });
        Assert.Equal(["invoiceName", "invoiceTaxCode", "invoiceAddress", "invoiceEmail"], wrong.Refusals.Select(refusal => refusal.Field));
        Assert.Equal(before, await market.Fingerprint());

        var placed = Assert.Succeeded(await market.Place(cart, Form));
        Assert.Equal(new InvoiceBuyer("Đơn vị minh hoạ", Code, "Số 2, phố Minh Hoạ", "ke.toan@example.vn"), (await Group(market, placed.GroupId)).Invoice);

        var without = Assert.Succeeded(await market.Place(await market.CartOf((market.Tea, 1)), Form with { WantsInvoice = false, InvoiceTaxCode = "1" }));
        Assert.Null((await Group(market, without.GroupId)).Invoice);
    }

    [Theory, BothDatabases]
    public async Task An_issued_invoice_is_noted_by_who_answers_for_the_parcel(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = (await market.PlacedGroup((market.Tea, 1))).Orders[0];
        var (today, own) = (market.Clock.Today(), await Owner(market, order.ProducerId));
        Assert.Refused("NotInvoiced", await Note(market, own, order.Id, "1C26TAA 12", today));
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "test", default)));

        var before = await market.Fingerprint();
        Assert.Refused("NoRight", await Note(market, DeskMarket.Auditor, order.Id, "1C26TAA 12", today));
        Assert.Refused("NoRight", await Note(market, DeskMarket.Holding(Role.ProducerOwner, Scope.Producer("19", null, Guid.CreateVersion7())), order.Id, "1C26TAA 12", today));
        Assert.Refused("InvoiceNumberWrong", await Note(market, own, order.Id, " ", today));
        Assert.Refused("DayMissing", await Note(market, own, order.Id, "1C26TAA 12", null));
        Assert.Refused("DayOutside", await Note(market, own, order.Id, "1C26TAA 12", today.AddDays(1)));
        Assert.Refused("OrderUnknown", await Note(market, own, Guid.CreateVersion7(), "1C26TAA 12", today));
        Assert.Equal(before, await market.Fingerprint());

        for (var times = 0; times < 2; times++) Assert.Equal("1C26TAA 12", Assert.Succeeded(await Note(market, own, order.Id, "1C26TAA 12", today)).InvoiceNumber);
        Assert.Succeeded(await Note(market, DeskMarket.Administrator, order.Id, "1C26TAA 13", today));
        Assert.Equal(2, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "InvoiceNoted")));
    }

    [Theory, BothDatabases]
    public async Task The_files_hold_ones_own_parcels_of_the_period_and_the_taking_is_written_down(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var placed = Assert.Succeeded(await market.Place(await market.CartOf((market.Tea, 2), (market.Garlic, 1)), Form));
        var orders = (await Group(market, placed.GroupId)).Orders;
        foreach (var order in orders) Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "test", default)));
        var (period, mine) = (new InvoicePeriod(market.Clock.Today(), market.Clock.Today()), orders[0]);

        var lines = Assert.Succeeded(await Export(market, await Owner(market, mine.ProducerId), period));
        Assert.All(lines, line => Assert.Equal((mine.Number, Code), (line.Parcel, line.Buyer!.TaxCode)));
        Assert.Equal(mine.Total, lines.Select(line => line.BeforeTax + line.Tax).Sum());
        Assert.Equal(1, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "InvoicesExported")));

        var all = Assert.Succeeded(await Export(market, DeskMarket.Administrator, period));
        Assert.Equal(orders.Select(order => order.Total).Sum(), all.Select(line => line.Paid).Sum());
        var csv = Encoding.UTF8.GetString((await InvoiceFiles.CsvAsync(all)).ToArray());
        Assert.Contains($"Đơn vị minh hoạ,{Code},\"Số 2, phố Minh Hoạ\",ke.toan@example.vn,", csv, StringComparison.Ordinal);
        Assert.True((await InvoiceFiles.WorkbookAsync(all)).Length > 0);

        Assert.Empty(Assert.Succeeded(await Export(market, DeskMarket.Administrator, new(period.From.AddDays(-9), period.From.AddDays(-1)))));
        Assert.Refused("DaysTurned", await Export(market, DeskMarket.Administrator, new(period.Until, period.From.AddDays(-1))));
        Assert.Refused("NoRight", await Export(market, new Person(Guid.CreateVersion7(), "Người thử", []), period));
        Assert.Equal(orders.Count, (await market.Run<InvoiceBook, ListPage<InvoiceParcel>>(book => book.PageAsync(DeskMarket.Administrator, period, 1, default))).Total);
    }

    private static async Task<OrderGroup> Group(OrderingMarket market, Guid id) => (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(id, default)))!;

    private static async Task<Person> Owner(OrderingMarket market, Guid producerId) =>
        DeskMarket.Holding(Role.ProducerOwner, (await market.Read(db => db.Producers.AsNoTracking().SingleAsync(producer => producer.Id == producerId))).Scope);

    private static Task<Outcome<Order>> Note(OrderingMarket market, Person person, Guid orderId, string number, DateOnly? day) =>
        market.Run<NoteInvoice, Outcome<Order>>(note => note.HandleAsync(person, orderId, number, day, default));

    private static Task<Outcome<InvoiceLine[]>> Export(OrderingMarket market, Person person, InvoicePeriod period) => market.Run<InvoiceBook, Outcome<InvoiceLine[]>>(book => book.ExportAsync(person, period, default));
}
