using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Checkout;

/// <summary>Where the parcels go: names as they were on the day of the order, with the codes of that day.</summary>
/// <param name="Commune">"Phường Cửa Nam".</param>
/// <param name="CommuneAsTyped">What the buyer wrote where that was another name, such as the old one; couriers know those too.</param>
public sealed record DeliveryAddress(string Street, string Commune, string? CommuneAsTyped, string CommuneCode, string Province, string ProvinceCode)
{
    public override string ToString() => string.Join(", ", new[] { Street, Commune, Province }.Where(part => part.Length > 0));
}

/// <summary>The person at the door. The phone is in +84 form.</summary>
public sealed record Recipient(string Name, string Phone, string? Email);

public sealed record Delivery(Recipient Recipient, DeliveryAddress Address, string? Note, PaymentMethod Payment)
{
    public InvoiceBuyer? Invoice { get; init; }

    /// <summary>For parcels with gift boxes.</summary>
    public DateOnly? WishedDay { get; init; }
}
