using Ocop.Market.Channels.Connectors;

namespace Ocop.Market.Channels.Orders;

/// <summary>An order that was placed on an outside platform. Money and buyer stay there; here it takes goods off the shelf, once.</summary>
public sealed class ChannelOrder
{
    private readonly List<ChannelOrderLine> _lines = [];

    private ChannelOrder() { }

    public ChannelOrder(Guid shopId, string outsideId, DateTime placedAt) => (Id, ShopId, OutsideId, PlacedAt) = (Guid.CreateVersion7(), shopId, outsideId, placedAt);

    public Guid Id { get; private set; }
    public Guid ShopId { get; private set; }
    public string OutsideId { get; private set; } = "";
    public OutsideOrderState State { get; private set; }
    public DateTime PlacedAt { get; private set; }

    /// <summary>The platform's time: what is older than this is no news.</summary>
    public DateTime ChangedAt { get; private set; }
    public DateTime ReadAt { get; private set; }

    /// <summary>The producer said that it left; the platform is told where it asks for that.</summary>
    public DateTime? HandedOverAt { get; private set; }
    public string? Carrier { get; private set; }
    public string? Tracking { get; private set; }
    public DateTime? ToldAt { get; private set; }

    /// <summary>How often the platform would not hear of it for a passing reason, and when it is told again.</summary>
    public int TellTries { get; private set; }
    public DateTime? TellAt { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<ChannelOrderLine> Lines => _lines;

    public void See(OutsideOrderState state, DateTime changedAt, DateTime now) => (State, ChangedAt, ReadAt) = (state, changedAt, now);

    public ChannelOrderLine Line(string outsideId, Guid? variantId, string sku, int quantity, long price)
    {
        if (_lines.FirstOrDefault(line => line.OutsideId == outsideId) is { } known) return known;
        var line = new ChannelOrderLine(Id, outsideId, variantId, sku, quantity, price);
        _lines.Add(line);
        return line;
    }

    public void HandOver(string? carrier, string? tracking, DateTime now) => (HandedOverAt, Carrier, Tracking) = (now, carrier, tracking);

    public void TellLater(DateTime at) => (TellTries, TellAt) = (TellTries + 1, at);

    public void Told(DateTime now) => ToldAt = now;
}

/// <summary>What the ledger did for a line. Short: there were not enough left, and a person has to see to it.</summary>
public enum LineStock { Nothing, Short, Allocated, Shipped, Released, Returned }

public sealed class ChannelOrderLine
{
    private ChannelOrderLine() { }

    public ChannelOrderLine(Guid orderId, string outsideId, Guid? variantId, string sku, int quantity, long price) =>
        (Id, OrderId, OutsideId, VariantId, Sku, Quantity, Price) = (Guid.CreateVersion7(), orderId, outsideId, variantId, sku, quantity, price);

    public Guid Id { get; private set; }
    public Guid OrderId { get; private set; }
    public string OutsideId { get; private set; } = "";

    /// <summary>Null for goods of the shop that are none of ours.</summary>
    public Guid? VariantId { get; private set; }
    public string Sku { get; private set; } = "";
    public int Quantity { get; private set; }

    /// <summary>Đồng, of one.</summary>
    public long Price { get; private set; }
    public OutsideOrderState State { get; private set; }
    public LineStock Stock { get; private set; }

    public void See(OutsideOrderState state) => State = state;

    public void Move(LineStock stock) => Stock = stock;
}
