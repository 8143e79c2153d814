using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>For a job: boxes that buyers put together and nobody ordered go after <see cref="GiftBox.OwnKept"/>. One that lies in a cart, or became an order, stays.</summary>
public sealed class DeleteUnorderedBoxes(IOrderingDb db, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <returns>How many were deleted.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var deleted = 0;
        int inThisRound;
        do
        {
            inThisRound = (await db.InTransactionAsync<int>(async () => await DeleteSomeAsync(cancel), cancel)).Value;
            deleted += inThisRound;
        }
        while (inThisRound == AtOnce);

        return deleted;
    }

    private async Task<int> DeleteSomeAsync(CancellationToken cancel)
    {
        var (now, before) = (clock.UtcNow(), clock.UtcNow() - GiftBox.OwnKept);
        // One that comes into a cart meanwhile cannot be deleted: the round is undone, and the next one finds it kept.
        var ids = await db.GiftBoxes.Where(box => box.IsOwn && box.UpdatedAt < before && !db.CartBoxes.Any(row => row.BoxId == box.Id) && !db.OrderBoxes.Any(row => row.BoxId == box.Id))
            .OrderBy(box => box.Id).Select(box => box.Id).Take(AtOnce).ToListAsync(cancel);
        await db.GiftBoxParts.Where(part => ids.Contains(part.BoxId)).ExecuteDeleteAsync(cancel);
        await db.GiftBoxes.Where(box => ids.Contains(box.Id)).ExecuteDeleteAsync(cancel);
        await db.InsertAsync([.. ids.Select(id => new Change(now, ChangeSubject.GiftBox(id)))], now, cancel);
        return ids.Count;
    }
}
