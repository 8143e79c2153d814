using System.Globalization;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Channels.Feeds;

/// <summary>One variant as an outside platform sees it, already in the platform's terms but not yet in its syntax.</summary>
public sealed record FeedItem
{
    /// <summary>The SKU: never reused, never changed.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Link { get; init; }

    /// <summary>Photos; a drawn pack is none.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
    public bool InStock => Stock > 0;
    public required int Stock { get; init; }
    public required Money Price { get; init; }

    /// <summary>As lists show it; null where it costs what it always costs.</summary>
    public ReducedPrice? Reduced { get; init; }

    /// <summary>From the first to the last minute of its days, by the clock of Việt Nam; null where it runs on.</summary>
    public string? ReducedDays => Reduced is { Until: { } last } ? string.Create(CultureInfo.InvariantCulture, $"{Reduced.From:yyyy-MM-dd}T00:00+07:00/{last:yyyy-MM-dd}T23:59+07:00") : null;

    /// <summary>The producer; never the market.</summary>
    public string? Brand { get; init; }
    public string? Gtin { get; init; }
    public string? ProductType { get; init; }

    /// <summary>Set where a product has several variants.</summary>
    public string? ItemGroup { get; init; }
    public int WeightGrams { get; init; }

    /// <summary>"100 g" and what its price is told for: "100 g"; null for pieces.</summary>
    public (string Measure, string Base)? UnitPricing { get; init; }

    /// <summary>Of a decision valid today; null otherwise, and then the word OCOP stands nowhere in the item.</summary>
    public int? Stars { get; init; }
    public string? DecisionNumber { get; init; }
    public string? Province { get; init; }
    public string? ProvinceCode { get; init; }
}

/// <summary>Whose feed it is, and where its pages and pictures are.</summary>
/// <param name="Picture">From a picture's key and its largest width.</param>
public sealed record FeedShop(string Title, string Link, string Description, Func<string, string> ProductPage, Func<string, int, string> Picture);
