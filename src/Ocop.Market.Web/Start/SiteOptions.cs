using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Web.Start;

/// <summary>Configuration section "Site".</summary>
public sealed class SiteOptions : IValidatableObject
{
    [Required]
    public string Name { get; init; } = "Hàng Quê";

    /// <summary>Where people reach the site; links in mails and structured data begin with it.</summary>
    public string PublicUrl { get; init => field = value.TrimEnd('/'); } = "http://localhost:5080";

    public bool IsHttps => PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Over https a cookie's name binds it to this host: no other site of the domain can set or change it.</summary>
    public string CookieName(string name) => IsHttps ? $"__Host-{name}" : name;

    /// <summary>A demo market: invented prices and stock, marked on every page, hidden from search engines.</summary>
    public bool Demo { get; init; }

    /// <summary>The producers of a demo market that one can sign in as have drawn pictures for photos: outside platforms take no goods without one.</summary>
    public bool DemoPhotos { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return new ValidationResult($"Site:PublicUrl must be an http or https address, such as https://cho.example; it is \"{PublicUrl}\".");
    }
}
