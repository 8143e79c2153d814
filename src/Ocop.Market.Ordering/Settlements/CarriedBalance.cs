using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>
/// What all lines of one kind add up to for a producer at the end of a closed month. Written when the month is closed, after which none of these lines can come or go:
/// whoever adds up an account begins here instead of with its first line.
/// </summary>
public sealed class CarriedBalance : IOnlyAppended
{
    private CarriedBalance() { }

    internal CarriedBalance(DateOnly month, LedgerAmount sum) => (Month, ProducerId, Kind, IsDue, Dong) = (month, sum.ProducerId, sum.Kind, sum.IsDue, sum.Dong);

    public DateOnly Month { get; private set; }
    public Guid ProducerId { get; private set; }
    public EntryKind Kind { get; private set; }

    /// <inheritdoc cref="SettlementEntry.IsDue"/>
    public bool IsDue { get; private set; }
    public long Dong { get; private set; }
}

/// <summary>A line of the ledger, or many that were added up.</summary>
internal sealed class LedgerAmount
{
    public Guid ProducerId { get; init; }
    public EntryKind Kind { get; init; }
    public bool IsDue { get; init; }
    public long Dong { get; init; }
}

/// <summary>What accounts are added up from.</summary>
public sealed class LedgerAmounts(IOrderingDb db)
{
    // Asked for once: no line of a closed month comes or goes, so from whichever month that was carried one begins, the sums are the same.
    private DateOnly? _carried;

    /// <summary>All that adds up to the accounts as they stand at the end of <paramref name="month"/>: what the last closed month carried, and each line since.</summary>
    /// <param name="month">Not before the last that is closed; null is now.</param>
    internal async Task<IQueryable<LedgerAmount>> UntilAsync(DateOnly? month, CancellationToken cancel)
    {
        // Where no month is carried no row has this one, and every line is younger.
        var to = _carried ??= await db.CarriedBalances.MaxAsync(carried => (DateOnly?)carried.Month, cancel) ?? DateOnly.MinValue;
        var since = db.SettlementEntries.Where(entry => entry.Month > to);
        if (month is { } end) since = since.Where(entry => entry.Month <= end);
        return db.CarriedBalances.Where(carried => carried.Month == to).Select(carried => new LedgerAmount { ProducerId = carried.ProducerId, Kind = carried.Kind, IsDue = carried.IsDue, Dong = carried.Dong })
            .Concat(since.Select(entry => new LedgerAmount { ProducerId = entry.ProducerId, Kind = entry.Kind, IsDue = entry.IsDue, Dong = entry.Dong }));
    }

    /// <summary>Once nobody can book into <paramref name="month"/> any more.</summary>
    internal async Task CarryAsync(DateOnly month, CancellationToken cancel)
    {
        var sums = await (await UntilAsync(month, cancel)).GroupBy(amount => new { amount.ProducerId, amount.Kind, amount.IsDue })
            .Select(same => new LedgerAmount { ProducerId = same.Key.ProducerId, Kind = same.Key.Kind, IsDue = same.Key.IsDue, Dong = same.Sum(amount => amount.Dong) }).ToListAsync(cancel);
        db.CarriedBalances.AddRange(sums.Select(sum => new CarriedBalance(month, sum)));
    }
}
