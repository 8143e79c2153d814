using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Buyers;

/// <summary>Somebody who reads a mailbox and wants to see their orders in one place. No password and no right: whoever types a code from the mailbox is it.</summary>
public sealed class Buyer
{
    public const int MostAddresses = 10;

    private readonly List<BuyerAddress> _addresses = [];

    private Buyer() { }

    public Buyer(string mailbox, string language, DateTime now) =>
        (Id, Mailbox, Language, CreatedAt, SignedInAt, Stamp) = (Guid.CreateVersion7(), mailbox, language, now, now, Guid.CreateVersion7());

    public Guid Id { get; private set; }

    /// <summary>The confirmed e-mail address, as <see cref="MailboxOf"/> writes it.</summary>
    public string Mailbox { get; private set; } = "";
    public string Language { get; private set; } = "vi";
    public DateTime CreatedAt { get; private set; }
    public DateTime SignedInAt { get; private set; }

    /// <summary>Every sign-in holds it; another one ends them all.</summary>
    public Guid Stamp { get; private set; }

    public IReadOnlyList<BuyerAddress> Addresses => _addresses;

    public BuyerAddress? DefaultAddress => _addresses.Find(address => address.IsDefault);

    public ChangeSubject Subject => ChangeSubject.Buyer(Id);

    /// <summary>One mailbox is one text, however its letters were typed. Null where no mail can reach it.</summary>
    public static string? MailboxOf(string? typed) => typed?.Trim() is { Length: > 0 and <= 254 } address && EmailAddress.IsDeliverable(address) ? address.ToLowerInvariant() : null;

    /// <summary>The mailbox, and how else it was typed into its orders.</summary>
    internal IReadOnlyList<string> Spellings(IEnumerable<OrderGroup> orders) => [.. orders.Select(group => group.Recipient.Email).OfType<string>().Where(typed => MailboxOf(typed) == Mailbox).Append(Mailbox).Distinct()];

    internal void SignIn(string language, DateTime now) => (Language, SignedInAt) = (language, now);

    internal void SignOutEverywhere() => Stamp = Guid.CreateVersion7();

    internal BuyerAddress Keep(Delivery delivery, DateTime now)
    {
        var address = new BuyerAddress(Id, delivery, now);
        _addresses.Add(address);
        if (_addresses.Count == 1) Prefer(address);
        return address;
    }

    internal void Drop(BuyerAddress address)
    {
        _addresses.Remove(address);
        if (address.IsDefault && _addresses.MaxBy(left => left.AddedAt) is { } next) Prefer(next);
    }

    internal void Prefer(BuyerAddress chosen) => _addresses.ForEach(address => address.Prefer(address == chosen));
}

/// <summary>Whom and where to deliver to, to fill the checkout with.</summary>
public sealed class BuyerAddress
{
    private BuyerAddress() { }

    internal BuyerAddress(Guid buyerId, Delivery delivery, DateTime now)
    {
        (Id, BuyerId, AddedAt) = (Guid.CreateVersion7(), buyerId, now);
        Change(delivery);
    }

    public Guid Id { get; private set; }
    public Guid BuyerId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>In +84 form.</summary>
    public string Phone { get; private set; } = "";
    public DeliveryAddress Address { get; private set; } = null!;
    public bool IsDefault { get; private set; }
    public DateTime AddedAt { get; private set; }

    internal void Change(Delivery delivery) => (Name, Phone, Address) = (delivery.Recipient.Name, delivery.Recipient.Phone, delivery.Address);

    internal void Prefer(bool isDefault) => IsDefault = isDefault;
}
