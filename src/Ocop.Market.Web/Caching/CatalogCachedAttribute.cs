namespace Ocop.Market.Web.Caching;

/// <summary>
/// On a page (or an endpoint's metadata) that shows the same to everybody: its answer may be kept until something it shows changes.
/// Only the named query keys may vary it; any other key and the page is made fresh.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CatalogCachedAttribute(params string[] queryKeys) : Attribute
{
    public string[] QueryKeys { get; } = queryKeys;

    /// <summary>The page says what is true at this minute only (a shop is open): it is kept until the minute ends.</summary>
    public bool IsOfTheMinute { get; init; }
}
