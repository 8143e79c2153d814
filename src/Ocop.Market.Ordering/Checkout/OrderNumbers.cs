using Microsoft.EntityFrameworkCore;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Checkout;

/// <summary>Numbers nobody has yet.</summary>
/// <param name="draw">Where numbers come from; tests draw the same one twice.</param>
public sealed class OrderNumbers(IOrderingDb db, Func<string> draw)
{
    public OrderNumbers(IOrderingDb db) : this(db, OrderNumber.Draw) { }

    public async Task<string> NextAsync(CancellationToken cancel)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            var number = draw();
            if (!await db.OrderGroups.AnyAsync(group => group.Number == number, cancel)) return number;
        }

        throw new InvalidOperationException("Ten random order numbers in a row were taken: the random source is broken.");
    }
}
