namespace Ocop.Market.Catalog.Enquiries;

/// <summary>What the visitor typed, as typed. Field names of refusals are these names in lower camel case.</summary>
public sealed record EnquiryForm
{
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>2026-12-24 from a browser that knows dates, 24/12/2026 from a person.</summary>
    public string? WishedDay { get; init; }
    public string? People { get; init; }
    public string? Message { get; init; }
}
