using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Ordering.Orders;

/// <summary>What the buyer placed: one number, one address, one order for each producer. Unique by its cart, so a second click finds the first.</summary>
public sealed class OrderGroup
{
    private readonly List<Order> _orders = [];

    private OrderGroup() { }

    internal OrderGroup(string number, CheckoutView checkout, Delivery delivery, string language, PaymentMethod method, DateTime? payUntil, DateTime now)
    {
        (Id, CartId, Number, Language, PlacedAt) = (Guid.CreateVersion7(), checkout.Cart.CartId, number, language, now);
        (Recipient, Address, Note) = (delivery.Recipient, delivery.Address, delivery.Note);
        if (delivery.Invoice is { } buyer) (InvoiceName, InvoiceTaxCode, InvoiceAddress, InvoiceEmail) = (buyer.Name, buyer.TaxCode, buyer.Address, buyer.Email);
        PayUntil = payUntil;
        (Goods, Shipping, Total) = (checkout.Cart.Goods, checkout.Shipping, checkout.Total);
        _orders.AddRange(checkout.Parcels.Select((parcel, index) =>
            new Order(Id, OrderNumber.OfParcel(number, index + 1), parcel, checkout.Price, method, now)));
    }

    public Guid Id { get; private set; }
    public Guid CartId { get; private set; }
    public string Number { get; private set; } = "";
    public Recipient Recipient { get; private set; } = null!;
    public DeliveryAddress Address { get; private set; } = null!;
    public string? Note { get; private set; }
    public string? InvoiceName { get; private set; }
    public string? InvoiceTaxCode { get; private set; }
    public string? InvoiceAddress { get; private set; }
    public string? InvoiceEmail { get; private set; }

    /// <summary>To whom the buyer wants the invoices of its parcels made out; null where none was asked for.</summary>
    public InvoiceBuyer? Invoice => InvoiceTaxCode is null ? null : new(InvoiceName!, InvoiceTaxCode, InvoiceAddress!, InvoiceEmail!);
    public string Language { get; private set; } = "vi";

    /// <summary>At the prices of the day, before any discount.</summary>
    public Money Goods { get; private set; }
    public Money Shipping { get; private set; }

    /// <summary>What the buyer agreed to: goods and delivery, less what promotions take off.</summary>
    public Money Total { get; private set; }
    public DateTime PlacedAt { get; private set; }

    /// <summary>Until when goods are promised to an order that is paid first; null where all is paid at the door.</summary>
    public DateTime? PayUntil { get; private set; }

    public IReadOnlyList<Order> Orders => _orders;

    /// <summary>What promotions take off all parcels together, each promotion once.</summary>
    public IReadOnlyList<(LocalText Name, Money Amount)> DiscountsByName() =>
        [.. _orders.SelectMany(order => order.Discounts).GroupBy(discount => discount.PromotionId).Select(same => (same.First().Names, same.Select(discount => discount.Amount).Sum()))];

    internal void WaitUntil(DateTime moment) => PayUntil = moment > PayUntil ? moment : PayUntil;

    public bool IsDemo => _orders.Exists(order => order.IsDemo);
}
