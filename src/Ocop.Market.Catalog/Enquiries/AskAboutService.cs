using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Enquiries;

/// <summary>
/// Passes a visitor's question on to the people of a service, once: a double click or a resent form gets the enquiry that is there.
/// The enquiry, its mails and its audit entry commit together or not at all.
/// </summary>
public sealed class AskAboutService(ICatalogDb db, EnquiryMails mails, TimeProvider clock)
{
    /// <summary>The same words within this time are the same question.</summary>
    private static readonly TimeSpan SameQuestion = TimeSpan.FromMinutes(10);

    private static readonly Refusal NotAService = new("NotAService", "", "Nơi này hiện không nhận lời hỏi.", "This is not taking enquiries at present.");

    public async Task<Outcome<Enquiry>> HandleAsync(string slug, EnquiryForm form, string language, CancellationToken cancel)
    {
        var words = EnquiryRequirements.Meet(form, clock.Today());
        if (await FindServiceAsync(slug, cancel) is not { } service) return NotAService;
        if (!words.Succeeded) return Outcome<Enquiry>.Refused(words.Refusals);

        return await db.InTransactionAsync<Enquiry>(async () =>
        {
            await QueueAsync(service.ProductId, cancel);
            var now = clock.UtcNow();
            if (await AskedBeforeAsync(service.ProductId, words.Value, now, cancel) is { } before) return before;

            var enquiry = new Enquiry(service.ProductId, words.Value, language, now);
            db.Enquiries.Add(enquiry);
            db.AuditEntries.Add(new AuditEntry(now, "visitor", "ServiceAskedAbout", enquiry.Subject, after: service.Slug));
            mails.AskProducer(enquiry, service);
            mails.TellVisitor(enquiry, service);
            await db.SaveChangesAsync(cancel);
            return enquiry;
        }, cancel);
    }

    private Task<AskedService?> FindServiceAsync(string slug, CancellationToken cancel) => (
        from product in db.Products
        where product.Slug == slug && product.IsListed && product.GroupSlug == Product.TourismGroup
        join producer in db.Producers on product.ProducerId equals producer.Id
        select new AskedService(product.Id, product.Slug, product.Name, producer.Name, producer.Email, product.IsDemo)).FirstOrDefaultAsync(cancel);

    // Two clicks at once wait for each other at the product's row: nothing changes in it, but the second one then sees the first one's enquiry.
    private Task<int> QueueAsync(Guid productId, CancellationToken cancel) =>
        db.Products.Where(product => product.Id == productId).ExecuteUpdateAsync(set => set.SetProperty(product => product.Version, product => product.Version), cancel);

    private Task<Enquiry?> AskedBeforeAsync(Guid productId, EnquiryWords words, DateTime now, CancellationToken cancel)
    {
        var since = now - SameQuestion;
        return db.Enquiries.AsNoTracking().FirstOrDefaultAsync(enquiry =>
            enquiry.ProductId == productId && enquiry.CreatedAt > since && enquiry.Name == words.Name && enquiry.Phone == words.Phone && enquiry.Email == words.Email
            && enquiry.WishedDay == words.WishedDay && enquiry.People == words.People && enquiry.Message == words.Message, cancel);
    }
}
