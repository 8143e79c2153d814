namespace Ocop.Market.Ordering.Orders;

/// <summary>How jobs go through what is due: each on its own, and one that fails keeps no other waiting.</summary>
internal sealed class OneByOne(IOrderingDb db)
{
    /// <summary>The rest waits for the next run.</summary>
    public const int AtOnce = 200;

    private readonly List<Exception> _failures = [];
    private int _done;

    /// <param name="act">Tells how many it did.</param>
    public async Task TakeAsync<T>(IEnumerable<T> due, Func<T, Task<int>> act)
    {
        foreach (var item in due)
        {
            db.ChangeTracker.Clear();
            try
            {
                _done += await act(item);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                _failures.Add(failure);
            }
        }
    }

    /// <returns>How many were done.</returns>
    /// <exception cref="AggregateException">Whatever failed, once all had their turn: the job's line in the log tells it.</exception>
    public int Told() => _failures.Count == 0 ? _done : throw new AggregateException(_failures);
}
