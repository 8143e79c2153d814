using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Invoices;

/// <summary>Days in Việt Nam, both among them, by the day of the order.</summary>
public readonly record struct InvoicePeriod(DateOnly From, DateOnly Until);

/// <param name="Buyer">Null where the buyer asked for no invoice: then nothing of the person is told.</param>
public sealed record InvoiceParcel(Order Order, InvoiceBuyer? Buyer);

/// <summary>A row of an invoice. Amounts in đồng; the price includes the tax.</summary>
public sealed record InvoiceLine(
    string Seller, string Parcel, DateOnly Ordered, InvoiceBuyer? Buyer, string What, string Unit, int Quantity, Money Price, Money Discount, VatRate Rate, Money BeforeTax, Money Tax, Money Paid, string? Number, DateOnly? Day);

/// <summary>What the invoices of a period are made from: the parcels that the producers within a person's scopes took on.</summary>
public sealed class InvoiceBook(IOrderingDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>More at once is two periods.</summary>
    public const int MostParcels = 5000;

    public async Task<ListPage<InvoiceParcel>> PageAsync(Person person, InvoicePeriod period, int page, CancellationToken cancel)
    {
        var cut = await Ordered(Within(person, period)).Select(order => order.Id).PageAsync(page, PageSize, cancel);
        var found = (await ReadAsync(db.Orders.Where(order => cut.Rows.Contains(order.Id)), cancel)).ToDictionary(parcel => parcel.Order.Id);
        return new ListPage<InvoiceParcel>([.. cut.Rows.Where(found.ContainsKey).Select(id => found[id])], cut.Total, cut.Page, cut.Size);
    }

    /// <summary>All rows for a file; who took them is written down, since buyers are named.</summary>
    public async Task<Outcome<InvoiceLine[]>> ExportAsync(Person person, InvoicePeriod period, CancellationToken cancel)
    {
        if (person.ScopesFor(Act.ReadOrders).Count == 0) return NoRight.Here;
        if (period.Until < period.From) return new Refusal("DaysTurned", "den", "Ngày cuối trước ngày đầu.", "The last day lies before the first.");
        var orders = Within(person, period);
        if (await orders.CountAsync(cancel) > MostParcels) return new Refusal("TooMany", "den", $"Nhiều hơn {MostParcels} gói: chọn kỳ ngắn hơn.", $"More than {MostParcels} parcels: choose a shorter period.");
        var parcels = await ReadAsync(Ordered(orders), cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "InvoicesExported", new ChangeSubject("market", "invoices"), after: string.Create(CultureInfo.InvariantCulture, $"from: {period.From:yyyy-MM-dd}\nuntil: {period.Until:yyyy-MM-dd}\nparcels: {parcels.Count}")));
        await db.SaveChangesAsync(cancel);
        return parcels.SelectMany(LinesOf).ToArray();
    }

    public static IEnumerable<InvoiceLine> LinesOf(InvoiceParcel parcel)
    {
        var order = parcel.Order;
        InvoiceLine Row(string what, string unit, int quantity, Money price, Money discount, VatRate rate, Money paid, Money tax) => new(
            order.ProducerName, order.Number, VietnamTime.DayOf(order.PlacedAt), parcel.Buyer, what, unit, quantity, price, discount, rate, paid - tax, tax, paid, order.InvoiceNumber, order.InvoiceDay);
        foreach (var line in order.Lines) yield return Row($"{line.Name} {line.Net}".TrimEnd(), line.Pack, line.Quantity, line.Price, line.Discount, line.Vat, line.Paid, line.Tax);
        if (order.Shipping + order.Packaging > Money.Zero) yield return Row(order.Boxes.Count > 0 ? "Phí giao hàng và đóng hộp" : "Phí giao hàng", "lần", 1, order.Shipping + order.Packaging, order.Shipping + order.Packaging - order.ShippingPaid, order.ShippingVat, order.ShippingPaid, order.ShippingTax);
    }

    private IQueryable<Order> Within(Person person, InvoicePeriod period)
    {
        var (since, before) = (VietnamTime.StartOf(period.From), VietnamTime.StartOf(period.Until.AddDays(1)));
        var producers = db.Producers.Within(person.ScopesFor(Act.ReadOrders)).Select(producer => producer.Id);
        return db.Orders.AsNoTracking().Where(order => order.PlacedAt >= since && order.PlacedAt < before && NoteInvoice.Invoiced.Contains(order.Status) && producers.Contains(order.ProducerId));
    }

    private static IQueryable<Order> Ordered(IQueryable<Order> orders) => orders.OrderBy(order => order.PlacedAt).ThenBy(order => order.Number);

    private async Task<IReadOnlyList<InvoiceParcel>> ReadAsync(IQueryable<Order> orders, CancellationToken cancel)
    {
        var found = await orders.AsNoTracking().AsSplitQuery().Include(order => order.Lines.OrderBy(line => line.Position)).Include(order => order.Boxes).Include(order => order.Discounts).ToListAsync(cancel);
        var groups = new Dictionary<Guid, InvoiceBuyer?>();
        foreach (var ids in found.Select(order => order.GroupId).Distinct().Chunk(500))
            foreach (var group in await db.OrderGroups.AsNoTracking().Where(group => ids.Contains(group.Id)).ToListAsync(cancel)) groups[group.Id] = group.Invoice;
        return [.. found.Select(order => new InvoiceParcel(order, groups[order.GroupId]))];
    }
}
