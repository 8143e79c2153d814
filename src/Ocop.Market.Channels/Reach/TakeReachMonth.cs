using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Reach;

/// <summary>For a job, late each evening: the running month is written anew, so that what stays of it is its last evening, or the last one on which a server ran.</summary>
public sealed class TakeReachMonth(IChannelsDb db, ModernChannels channels, TimeProvider clock)
{
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <returns>How many rows the month has.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (month, now) = (MonthOf(clock.Today()), clock.UtcNow());
        return (await db.InTransactionAsync<int>(async () =>
        {
            await db.TakeTurnAsync("reach-months", cancel);
            var cells = await channels.TodayAsync([Scope.Programme], cancel);
            await db.ReachMonths.Where(row => row.Month == month).ExecuteDeleteAsync(cancel);
            await db.InsertAsync([.. cells.Select(cell => new ReachMonth(month, cell.Commune, cell.Group, cell.Count, now))], now, cancel);
            return cells.Count;
        }, cancel)).Value;
    }
}
