using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Kernel;

/// <summary>Two people press at the same moment: the second is told so, with what was typed still in the form.</summary>
public static class Turns
{
    private const string UniqueViolation = "23505";

    public static readonly Refusal ChangedMeanwhile = new("ChangedMeanwhile", "", "Có người vừa thay đổi chỗ này. Mời bạn xem lại rồi bấm lần nữa.", "Somebody else has just changed this. Please look again and press once more.");

    /// <summary>A transaction of a form: what somebody else saved since it was read is a refusal, not a failure. Not for jobs and gateways, which repeat what failed.</summary>
    public static async Task<Outcome<T>> InTurnAsync<T>(this IKernelDb db, Func<Task<Outcome<T>>> work, CancellationToken cancel)
    {
        try
        {
            return await db.InTransactionAsync(work, cancel);
        }
        // On SQLite writers come one after another, so there nobody finds a key taken that was free a moment ago.
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || failure.InnerException is DbException { SqlState: UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return ChangedMeanwhile;
        }
    }
}
