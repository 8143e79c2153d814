using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Web.Start;

/// <summary>Configuration section "Site".</summary>
public sealed class SiteOptions
{
    [Required]
    public string Name { get; init; } = "Hàng Quê";

    /// <summary>Where people reach the site, without a slash at the end; links in mails and structured data begin with it.</summary>
    [Required, Url]
    public string PublicUrl { get; init; } = "http://localhost:5080";

    public bool IsHttps => PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A demo market: invented prices and stock, marked on every page, hidden from search engines.</summary>
    public bool Demo { get; init; }
}
