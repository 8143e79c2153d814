using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Ordering.Orders;

/// <summary>What the buyer placed: one number, one address, one order for each producer. Unique by its cart, so a second click finds the first.</summary>
public sealed class OrderGroup
{
    public const string ForgottenName = "(đã xoá)";

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
            new Order(Id, OrderNumber.OfParcel(number, index + 1), parcel, checkout.Price, delivery.WishedDay, method, now)));
    }

    /// <summary>A company's: a parcel for each recipient, each with an address of its own. The group's own recipient is whoever asked.</summary>
    internal OrderGroup(string number, Guid cartId, Quote quote, QuotedGoods goods, IReadOnlyList<GiftRecipient> recipients, PaymentMethod method, DateTime payUntil, DateTime now)
    {
        (Id, CartId, QuoteId, Number, Language, PlacedAt, PayUntil) = (Guid.CreateVersion7(), cartId, quote.Id, number, quote.Language, now, payUntil);
        Mailbox = Buyer.MailboxOf(quote.Email);
        (Recipient, Address) = (new Recipient(quote.Contact, quote.Phone, quote.Email), new DeliveryAddress($"{recipients.Count} địa chỉ theo danh sách", "", null, "", "", ""));
        if (quote.InvoiceAddress is { } at) (InvoiceName, InvoiceTaxCode, InvoiceAddress, InvoiceEmail) = (quote.Company, quote.TaxCode, at, quote.Email);
        var delivery = quote.Offer!.DeliveryPerParcel;
        _orders.AddRange(recipients.Select((to, index) => new Order(Id, OrderNumber.OfParcel(number, index + 1), goods, to with { Card = string.Join(" / ", new[] { to.Card, quote.LogoText }.OfType<string>()) is { Length: > 0 } card ? card : null }, delivery, method, goods.IsDemo, now)));
        (Goods, Shipping, Total) = (_orders.Select(order => order.Goods).Sum(), _orders.Select(order => order.Shipping).Sum(), _orders.Select(order => order.Total).Sum());
    }

    public Guid Id { get; private set; }
    public Guid CartId { get; private set; }
    public string Number { get; private set; } = "";

    /// <summary>What it was before, where a company ordered it; an order comes out of a quote once.</summary>
    public Guid? QuoteId { get; private set; }
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

    /// <summary>Whose account it was placed in; null for a guest.</summary>
    public Guid? BuyerId { get; private set; }

    /// <summary>The recipient's e-mail as accounts of buyers write it.</summary>
    public string? Mailbox { get; private set; }

    /// <summary>Which text on personal data stood at the button, of <see cref="ConsentText"/>; it was agreed to at <see cref="PlacedAt"/>, in <see cref="Language"/>.</summary>
    public string? ConsentVersion { get; private set; }

    /// <summary>When who it was for was overwritten.</summary>
    public DateTime? ForgottenAt { get; private set; }

    /// <summary>Until when goods are promised to an order that is paid first; null where all is paid at the door.</summary>
    public DateTime? PayUntil { get; private set; }

    /// <summary>Of a company on account, whose time ends with a day.</summary>
    public DateOnly LastDayToPay => VietnamTime.DayOf(PayUntil!.Value).AddDays(-1);

    public IReadOnlyList<Order> Orders => _orders;

    /// <summary>Who gets the parcel.</summary>
    public Recipient RecipientOf(Order order) => order.Recipient ?? Recipient;

    public DeliveryAddress AddressOf(Order order) => order.Address ?? Address;

    /// <summary>What promotions take off all parcels together, each promotion once.</summary>
    public IReadOnlyList<(LocalText Name, Money Amount)> DiscountsByName() =>
        [.. _orders.SelectMany(order => order.Discounts).GroupBy(discount => discount.PromotionId).Select(same => (same.First().Names, same.Select(discount => discount.Amount).Sum()))];

    internal void PlacedBy(Guid? buyerId, string? consent) => (BuyerId, Mailbox, ConsentVersion) = (buyerId, Buyer.MailboxOf(Recipient.Email), consent);

    /// <summary>Amounts, numbers, goods and the commune stay for the accounts; who and where at the door go.</summary>
    internal void Forget(DateTime now)
    {
        (Recipient, Address, Note) = (new Recipient(ForgottenName, "", null), Address with { Street = "", CommuneAsTyped = null }, null);
        (BuyerId, Mailbox, ForgottenAt) = (null, null, now);
        // Name, tax code and address stand on invoices that the law on accounting keeps.
        if (InvoiceEmail is not null) InvoiceEmail = "";
    }

    internal void WaitUntil(DateTime moment) => PayUntil = moment > PayUntil ? moment : PayUntil;

    public bool IsDemo => _orders.Exists(order => order.IsDemo);
}
