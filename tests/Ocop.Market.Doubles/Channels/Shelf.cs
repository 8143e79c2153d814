namespace Ocop.Market.Doubles.Channels;

public enum ShelfState { InReview, Live, Hidden, Rejected, Suspended, Removed }

public enum ShelfOrderState { Unpaid, ToShip, Shipped, Delivered, Cancelled, Returned }

/// <summary>A product on a platform.</summary>
public sealed class ShelfItem
{
    public required string Id { get; init; }
    public required string Shop { get; init; }
    public required string Title { get; set; }
    public string Description { get; set; } = "";
    public string Category { get; set; } = "";
    public Dictionary<string, string> Attributes { get; set; } = [];
    public List<string> Images { get; set; } = [];
    public List<ShelfPaper> Papers { get; set; } = [];

    /// <summary>The platform's number of it; null: of no brand.</summary>
    public string? Brand { get; set; }

    public List<ShelfSku> Skus { get; init; } = [];
    public ShelfState State { get; set; }
    public string? Reason { get; set; }

    /// <summary>What the review will find, and when.</summary>
    public ShelfState AfterReview { get; set; } = ShelfState.Live;
    public DateTime? ReviewedAt { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime ChangedAt { get; set; }
}

/// <param name="Kind">The platform's number of it.</param>
/// <param name="File">As it was uploaded.</param>
public sealed record ShelfPaper(string Kind, string Name, byte[] File, DateTime? Until);

/// <param name="IsOpen">Sellers may use it.</param>
public sealed record ShelfBrand(string Id, string Name, bool IsOpen);

public sealed class ShelfSku
{
    public required string Id { get; init; }

    /// <summary>The seller's.</summary>
    public required string Sku { get; set; }
    public long Price { get; set; }
    public int Stock { get; set; }
    public int WeightGrams { get; set; }
}

public sealed class ShelfOrder
{
    public required string Id { get; init; }
    public required string Shop { get; init; }
    public required List<ShelfOrderLine> Lines { get; init; }
    public ShelfOrderState State { get; set; }
    public string? Tracking { get; set; }
    public DateTime PlacedAt { get; init; }
    public DateTime ChangedAt { get; set; }
}

public sealed class ShelfOrderLine
{
    public required string Id { get; init; }
    public required string Sku { get; init; }
    public required int Quantity { get; init; }
    public required long Price { get; init; }
    public ShelfOrderState State { get; set; }
}
