namespace Ocop.Market.Catalog.Enquiries;

/// <summary>A form that was understood: at least one of phone and e-mail is there.</summary>
/// <param name="Phone">As +84….</param>
public sealed record EnquiryWords(string Name, string? Phone, string? Email, DateOnly? WishedDay, int People, string? Message);
