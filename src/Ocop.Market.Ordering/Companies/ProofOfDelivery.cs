using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Companies;

/// <summary>One parcel as the company, or whoever gets it, may see it. No price.</summary>
/// <param name="At">Of its last step.</param>
public sealed record GiftParcel(Guid OrderId, string Number, string Sender, Recipient Recipient, DeliveryAddress Address, DateOnly? Day, string? Card, int Boxes, OrderStatus Status, DateTime At, string? Carrier, string? TrackingCode)
{
    public int Place => int.Parse(Number.AsSpan(Number.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Who got what when, for the company's books and for each recipient.</summary>
public sealed class ProofOfDelivery(IOrderingDb db, IQuoteLinks links)
{
    /// <summary>In the order of the sheet.</summary>
    public async Task<IReadOnlyList<GiftParcel>> OfQuoteAsync(Guid quoteId, CancellationToken cancel)
    {
        var orders = await db.Orders.AsNoTracking().Include(order => order.Events).Where(order => db.OrderGroups.Any(group => group.Id == order.GroupId && group.QuoteId == quoteId)).ToListAsync(cancel);
        return [.. orders.Where(order => order.Recipient is not null).Select(Told).OrderBy(parcel => parcel.Place)];
    }

    /// <summary>Null for a parcel of another kind, and for one whose recipient was forgotten.</summary>
    public async Task<GiftParcel?> FindAsync(Guid orderId, CancellationToken cancel) =>
        await db.Orders.AsNoTracking().Include(order => order.Events).FirstOrDefaultAsync(order => order.Id == orderId, cancel) is { Recipient: not null } order ? Told(order) : null;

    public async Task WriteAsync(Stream file, Quote quote, IReadOnlyList<GiftParcel> parcels, Func<OrderStatus, string> words, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using var workbook = new WorkbookFile(file, "Giao hàng");
        await workbook.BeginAsync([18, 28, 16, 44, 14, 10, 22, 18, 24, 60], [[WorkbookCell.Strong($"{quote.Number}, {quote.Company}")]],
            ["Gói", "Người nhận", "Điện thoại", "Địa chỉ", "Ngày hẹn", "Số hộp", "Tình trạng", "Lúc", "Mã vận đơn", "Theo dõi"]);
        foreach (var parcel in parcels)
            await workbook.WriteRowAsync([
                WorkbookCell.Words(parcel.Number), WorkbookCell.Words(parcel.Recipient.Name), WorkbookCell.Words(VietnamesePhone.Spoken(parcel.Recipient.Phone)), WorkbookCell.Words(parcel.Address.ToString()),
                parcel.Day is { } day ? WorkbookCell.Day(day) : WorkbookCell.Words(""), WorkbookCell.Number(parcel.Boxes), WorkbookCell.Words(words(parcel.Status)),
                WorkbookCell.Words(VietnamTime.Local(parcel.At).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)), WorkbookCell.Words(parcel.TrackingCode ?? ""), WorkbookCell.Words(links.Parcel(parcel.OrderId)),
            ]);
    }

    private static GiftParcel Told(Order order) => new(order.Id, order.Number, order.ProducerName, order.Recipient!, order.Address!, order.WishedDay, order.CardText, order.BoxCount ?? 1, order.Status,
        order.Events.MaxBy(step => step.Id)!.At, order.Carrier, order.TrackingCode);
}
