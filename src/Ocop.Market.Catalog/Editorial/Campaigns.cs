using System.Globalization;
using System.Text.Json.Nodes;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <param name="First">The first and <paramref name="Last"/> the last local day on which it is shown.</param>
/// <param name="OrderUntil">The last local day for orders that are to arrive in time.</param>
public sealed record Campaign(LiveDocument Document, DateOnly First, DateOnly Last, DateOnly? OrderUntil, string? Theme, double Priority)
{
    /// <summary>What its editors picked one by one. What a shelf shows by a rule changes with the stock, and with it the price must not.</summary>
    public IReadOnlySet<Guid> Products { get; } = Document.Blocks.OfType<ProductShelfBlock>().SelectMany(shelf => shelf.Products ?? []).ToHashSet();

    public bool RunsOn(DateOnly day) => First <= day && day <= Last;

    public bool TakesOrdersOn(DateOnly day) => RunsOn(day) && (OrderUntil is not { } until || day <= until);

    internal static Campaign? Of(LiveDocument document) => DayIn(document.Properties["days"], "from") is not { } first ? null : new Campaign(
        document, first, DayIn(document.Properties["days"], "to") ?? first, DayIn(document.Properties, "orderUntil"), document.Properties["theme"]?.ToString(),
        document.Properties["priority"] is JsonValue number && number.TryGetValue<double>(out var priority) ? priority : double.MaxValue);

    private static DateOnly? DayIn(JsonNode? parts, string alias) => DateOnly.TryParseExact(parts?[alias]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>
/// Seasons of gifts. Which run is asked of the local day, never stored: a kept page ends at midnight, so a campaign begins and ends on it by itself.
/// </summary>
public sealed class Campaigns(LiveDocuments documents, TimeProvider clock)
{
    /// <summary>Those of today, the one that comes first on the front page first.</summary>
    public async Task<IReadOnlyList<Campaign>> RunningAsync(string language, CancellationToken cancel)
    {
        var today = clock.Today();
        return [.. (await AllAsync(language, cancel)).Where(campaign => campaign.RunsOn(today))];
    }

    /// <summary>Those that are announced but not shown yet, the soonest first.</summary>
    public async Task<IReadOnlyList<Campaign>> ComingAsync(string language, CancellationToken cancel)
    {
        var today = clock.Today();
        return [.. (await AllAsync(language, cancel)).Where(campaign => campaign.First > today).OrderBy(campaign => campaign.First)];
    }

    public async Task<Campaign?> FindAsync(string slug, string language, CancellationToken cancel) =>
        await documents.FindAsync(DocumentTypes.Campaign, slug, language, cancel) is { } document ? Campaign.Of(document) : null;

    /// <summary>By their documents; whose page is not up is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Campaign>> OfAsync(IEnumerable<Guid> documentIds, CancellationToken cancel)
    {
        var wanted = documentIds.ToHashSet();
        if (wanted.Count == 0) return new Dictionary<Guid, Campaign>();
        return (await documents.ListAsync(DocumentTypes.Campaign, "vi", cancel)).Where(document => wanted.Contains(document.Id)).Select(Campaign.Of).OfType<Campaign>().ToDictionary(campaign => campaign.Document.Id);
    }

    private async Task<IEnumerable<Campaign>> AllAsync(string language, CancellationToken cancel)
    {
        var own = await documents.ListAsync(DocumentTypes.Campaign, language, cancel);
        var vietnamese = language == "vi" ? [] : await documents.ListAsync(DocumentTypes.Campaign, "vi", cancel);
        return own.Concat(vietnamese.Where(document => own.All(other => other.Slug != document.Slug))).Select(Campaign.Of).OfType<Campaign>()
            .OrderBy(campaign => campaign.Priority).ThenBy(campaign => campaign.OrderUntil ?? campaign.Last).ThenBy(campaign => campaign.Document.Slug, StringComparer.Ordinal);
    }
}
