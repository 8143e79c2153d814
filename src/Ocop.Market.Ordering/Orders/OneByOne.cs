using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Ordering.Orders;

/// <summary>How jobs go through what is due: each on its own, and those that fail, however many, keep no other waiting.</summary>
internal sealed class OneByOne(IOrderingDb db)
{
    /// <summary>Once so many are done the rest waits for the next run.</summary>
    public const int AtOnce = 200;

    private readonly List<Exception> _failures = [];
    private int _done;

    /// <param name="due">In one order. What was done is due no more; what was not still is, and is stepped over.</param>
    /// <param name="act">Tells how many it did.</param>
    public async Task TakeAsync<T>(IQueryable<T> due, Func<T, Task<int>> act, CancellationToken cancel)
    {
        var (done, left) = (0, 0);
        while (done < AtOnce && await due.Skip(left).Take(AtOnce).ToListAsync(cancel) is { Count: > 0 } next)
            foreach (var item in next)
                if (await TryAsync(item, act) is > 0 and var many) done += many;
                else left++;
        _done += done;
    }

    /// <returns>How many were done.</returns>
    /// <exception cref="AggregateException">Whatever failed, once all had their turn: the job's line in the log tells it.</exception>
    public int Told() => _failures.Count == 0 ? _done : throw new AggregateException(_failures);

    private async Task<int> TryAsync<T>(T item, Func<T, Task<int>> act)
    {
        db.ChangeTracker.Clear();
        try
        {
            return await act(item);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _failures.Add(failure);
            return 0;
        }
    }
}
