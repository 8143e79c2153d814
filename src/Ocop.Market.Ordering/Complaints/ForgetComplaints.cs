using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;

namespace Ocop.Market.Ordering.Complaints;

/// <summary>For a job: what was written goes as the words of claims do; that there was a complaint, about what and with which result, stays with the order.</summary>
public sealed class ForgetComplaints(IOrderingDb db, TimeProvider clock)
{
    /// <returns>How many were forgotten now.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel) => (await db.InTransactionAsync<int>(async () =>
    {
        var before = VietnamTime.StartOf(clock.Today().AddMonths(-ForgetClaims.KeptMonths));
        var old = await db.Complaints.Where(complaint => complaint.ForgottenAt == null && complaint.ClosedAt < before).OrderBy(complaint => complaint.ClosedAt).Take(200).ToListAsync(cancel);
        await ForgetAsync(db, old, clock.UtcNow(), cancel);
        await db.SaveChangesAsync(cancel);
        return old.Count;
    }, cancel)).Value;

    /// <summary>The caller saves.</summary>
    internal static async Task ForgetAsync(IOrderingDb db, IReadOnlyCollection<Complaint> complaints, DateTime now, CancellationToken cancel)
    {
        var ids = complaints.Select(complaint => complaint.Id).ToList();
        foreach (var complaint in complaints) complaint.Forget(now);
        // Past the save that lets nothing of them be changed.
        await db.ComplaintMessages.Where(message => ids.Contains(message.ComplaintId)).ExecuteUpdateAsync(set => set.SetProperty(message => message.Text, (string?)null), cancel);
    }
}
