using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Enquiries;

/// <summary>
/// For a job: who asked is nobody's business for ever. What stays is that a service was asked about, for when and for how many; the mails
/// about it go altogether. The period stands on the page "quyen-rieng-tu".
/// </summary>
public sealed class ForgetOldEnquiries(ICatalogDb db, TimeProvider clock)
{
    /// <summary>After the question, or after the wished day where that comes later.</summary>
    public const int KeptMonths = 6;

    private const int AtOnce = 200;

    /// <returns>How many were forgotten now.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var forgotten = 0;
        int inThisRound;
        do
        {
            inThisRound = (await db.InTransactionAsync<int>(async () => await ForgetSomeAsync(cancel), cancel)).Value;
            forgotten += inThisRound;
        }
        while (inThisRound == AtOnce);

        return forgotten;
    }

    private async Task<int> ForgetSomeAsync(CancellationToken cancel)
    {
        var day = clock.Today().AddMonths(-KeptMonths);
        var before = VietnamTime.StartOf(day);
        var old = await db.Enquiries
            .Where(enquiry => enquiry.Name != "" && enquiry.CreatedAt < before && (enquiry.WishedDay == null || enquiry.WishedDay < day))
            .OrderBy(enquiry => enquiry.CreatedAt).Take(AtOnce).ToListAsync(cancel);
        foreach (var enquiry in old)
        {
            enquiry.Forget();
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "job:enquiries", "EnquiryForgotten", enquiry.Subject));
        }

        var mails = old.SelectMany(EnquiryMails.KeysOf).ToList();
        await db.OutboxMessages.Where(mail => mails.Contains(mail.DedupeKey)).ExecuteDeleteAsync(cancel);
        await db.SaveChangesAsync(cancel);
        return old.Count;
    }
}
