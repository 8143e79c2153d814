using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <summary>For a job: notifications name payers. Once booked and no longer disputed they go; what anybody could have sent goes sooner. Receipts stay.</summary>
public sealed class ForgetKeptMessages(IOrderingDb db, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90), RejectedKeptFor = TimeSpan.FromDays(30);

    /// <returns>How many were deleted.</returns>
    public Task<int> HandleAsync(CancellationToken cancel)
    {
        var (done, rejected) = (clock.UtcNow() - KeptFor, clock.UtcNow() - RejectedKeptFor);
        return db.KeptMessages.Where(kept => kept.State == KeptMessageState.Done && kept.ReceivedAt < done || kept.State == KeptMessageState.Rejected && kept.ReceivedAt < rejected).ExecuteDeleteAsync(cancel);
    }
}
