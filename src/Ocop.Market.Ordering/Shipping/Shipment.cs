using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>A parcel as a connected carrier has it. Written down before the carrier is asked, so that a crash in between is found again by its reference.</summary>
public sealed class Shipment
{
    /// <summary>Longer than a call to a carrier can take: who comes later asks first whether it was taken on.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);

    private readonly List<ShipmentEvent> _events = [];

    private Shipment() { }

    internal Shipment(Guid orderId, string carrier, string reference, DateTime now) =>
        (Id, OrderId, Carrier, Reference, CreatedAt, TriedAt) = (Guid.CreateVersion7(), orderId, carrier, reference, now, now);

    public Guid Id { get; private set; }
    public Guid OrderId { get; private set; }
    public string Carrier { get; private set; } = "";

    /// <summary>Ours: the order's number, from the second sending on with a full stop and which one it is.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>The carrier's; null until it is known to have taken the parcel on.</summary>
    public string? Code { get; private set; }

    /// <summary>What the carrier charges the producer; the buyer's fee is the tariff's.</summary>
    public Money? Cost { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? TriedAt { get; private set; }
    public IReadOnlyList<ShipmentEvent> Events => _events;

    /// <summary>The carrier will come for it, although the order went another way, and said no to calling that off.</summary>
    public bool IsStillBooked => _events.Exists(told => told.State == ParcelState.StillBooked) && !_events.Exists(told => told.State >= ParcelState.Delivered);

    internal bool TakeTurn(DateTime now)
    {
        if (TriedAt > now - Turn) return false;
        TriedAt = now;
        return true;
    }

    internal void EndTurn() => TriedAt = null;

    internal void Book(string code, Money? cost) => (Code, Cost, TriedAt) = (code, cost ?? Cost, null);

    /// <returns>Whether it was new.</returns>
    internal bool Tell(ParcelNotice notice)
    {
        if (_events.Exists(told => told.Key == notice.Key)) return false;
        _events.Add(new ShipmentEvent(Id, notice));
        return true;
    }
}

/// <summary>One thing that the carrier told of it. Never changed.</summary>
public sealed class ShipmentEvent
{
    private ShipmentEvent() { }

    internal ShipmentEvent(Guid shipmentId, ParcelNotice notice) =>
        (ShipmentId, Key, At, State, Status) = (shipmentId, notice.Key, notice.At, notice.State, notice.Status);

    public Guid ShipmentId { get; private set; }
    public string Key { get; private set; } = "";
    public DateTime At { get; private set; }
    public ParcelState State { get; private set; }
    public string Status { get; private set; } = "";
}
