using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Catalog.Enquiries;

/// <summary>What the thank-you page may show: nothing of the person, because its address may be shared.</summary>
public sealed record SentEnquiry(DateOnly? WishedDay, int People, bool IsConfirmedByMail);

public sealed class SentEnquiries(ICatalogDb db)
{
    /// <summary>Null when nothing was sent under this id: a page must not thank for nothing.</summary>
    public Task<SentEnquiry?> FindAsync(Guid id, Guid productId, CancellationToken cancel) =>
        db.Enquiries.Where(enquiry => enquiry.Id == id && enquiry.ProductId == productId)
            .Select(enquiry => new SentEnquiry(enquiry.WishedDay, enquiry.People, enquiry.Email != null)).FirstOrDefaultAsync(cancel);
}
