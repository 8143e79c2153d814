using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

public enum GiftBoxState { Draft, OnSale, Ended }

/// <param name="OrderUntil">The last day on which it can be ordered; null for a box without season.</param>
/// <param name="PackerId">The producer who packs and sends it; the others bring their parts there.</param>
/// <param name="SetId">The publishing set of a campaign that puts it on sale.</param>
/// <param name="PhotoId">A photo of the library; without one a basket is drawn.</param>
public sealed record GiftBoxTerms(string Name, string NameEn, string Lead, string LeadEn, string Size, Money Price, Guid PackerId, DateOnly? OrderUntil, Guid? SetId, Guid? PhotoId = null);

/// <param name="Price">At retail, on the day it was put into the box: what the price of the box is split by.</param>
public readonly record struct BoxPart(Guid VariantId, int Quantity, Money Price);

/// <summary>
/// Goods of several producers under one ribbon and one price. How the price is split between them is written down with the box: a retail price
/// that changes later changes nobody's share. A box that a buyer put together has no price of its own: it costs what its parts cost today.
/// </summary>
public sealed class GiftBox : ITellsChange
{
    public const int MostParts = 12, LongestName = 80, LongestLead = 300, LongestCard = 120;

    /// <summary>From the order to the day on which the parts lie at the packer's.</summary>
    public const int BringDays = 5;

    /// <summary>A box of a buyer's own that nobody ordered: long enough to be ordered again the next Tết. Its page and docs/security.md say so.</summary>
    public static readonly TimeSpan OwnKept = TimeSpan.FromDays(400);

    private readonly List<GiftBoxPart> _parts = [];

    private GiftBox() { }

    public GiftBox(string slug, bool isOwn, DateTime now) =>
        (Id, Slug, IsOwn, State, CreatedAt, UpdatedAt) = (Guid.CreateVersion7(), slug, isOwn, isOwn ? GiftBoxState.OnSale : GiftBoxState.Draft, now, now);

    public Guid Id { get; private set; }
    public string Slug { get; private set; } = "";

    /// <summary>Put together by a buyer: on no list, found by whoever has its address.</summary>
    public bool IsOwn { get; private set; }
    public GiftBoxState State { get; private set; }
    public string Name { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Lead { get; private set; } = "";
    public string LeadEn { get; private set; } = "";

    /// <summary>By its key among <see cref="BoxSize.All"/>.</summary>
    public string Size { get; private set; } = "";
    public Money Price { get; private set; }

    /// <summary>What of the price is the packer's for box, ribbon, card and work; with the đồng that do not divide among the parts.</summary>
    public Money Packaging { get; private set; }
    public Guid PackerId { get; private set; }
    public DateOnly? OrderUntil { get; private set; }
    public Guid? SetId { get; private set; }
    public Guid? PhotoId { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime UpdatedAt { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<GiftBoxPart> Parts => _parts;

    public LocalText Names => new(Name, NameEn);

    public LocalText Leads => new(Lead, LeadEn);

    public ChangeSubject ChangeSubject => ChangeSubject.GiftBox(Id);

    public bool IsOpenOn(DateOnly day) => State == GiftBoxState.OnSale && !(OrderUntil < day);

    /// <exception cref="ArgumentException">The price does not cover the packaging, or there is no part.</exception>
    public void Describe(GiftBoxTerms terms, IReadOnlyList<BoxPart> parts, DateTime now)
    {
        var fee = BoxSize.Find(terms.Size)?.Fee ?? throw new ArgumentException($"\"{terms.Size}\" is no size of a box.", nameof(terms));
        if (terms.Price <= fee || parts.Count == 0) throw new ArgumentException("A box has parts, and its price covers its packaging.", nameof(terms));
        (Name, NameEn, Lead, LeadEn, Size, Price) = (terms.Name, terms.NameEn, terms.Lead, terms.LeadEn, terms.Size, terms.Price);
        (PackerId, OrderUntil, SetId, PhotoId, UpdatedAt) = (terms.PackerId, terms.OrderUntil, terms.SetId, terms.PhotoId, now);
        var shares = (Price - fee).Split([.. parts.Select(part => (part.Price * part.Quantity).Amount)]);
        _parts.Clear();
        _parts.AddRange(parts.Select((part, position) => new GiftBoxPart(Id, position, part, new Money(shares[position].Amount / part.Quantity))));
        Packaging = Price - _parts.Select(part => part.UnitShare * part.Quantity).Sum();
    }

    public void Switch(GiftBoxState state, DateTime now) => (State, UpdatedAt) = (state, now);
}

public sealed class GiftBoxPart
{
    private GiftBoxPart() { }

    internal GiftBoxPart(Guid boxId, int position, BoxPart part, Money unitShare) =>
        (BoxId, Position, VariantId, Quantity, UnitShare) = (boxId, position, part.VariantId, part.Quantity, unitShare);

    public Guid BoxId { get; private set; }
    public int Position { get; private set; }
    public Guid VariantId { get; private set; }
    public int Quantity { get; private set; }

    /// <summary>What its producer gets for one piece of it, before commission.</summary>
    public Money UnitShare { get; private set; }
}
