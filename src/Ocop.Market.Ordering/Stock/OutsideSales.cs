using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

public enum OutsideStep { Take, Ship, Release, Return }

/// <param name="Reason">Which line of which order, so that what left can come back once.</param>
/// <param name="Then">Whether it could be done; called inside the transaction.</param>
public sealed record OutsideMove(Guid VariantId, int Quantity, string Reason, OutsideStep Step, Action<bool> Then);

/// <summary>Goods that were sold on an outside platform leave the same shelf, by the same ledger.</summary>
public sealed class OutsideSales(IOrderingDb db, TimeProvider clock)
{
    private const string Actor = "channel";

    /// <summary>Inside the caller's transaction. Where there are too few, the line is told so and its later steps are left out.</summary>
    public async Task MoveAsync(IReadOnlyCollection<OutsideMove> moves, CancellationToken cancel)
    {
        var ledger = new StockLedger(db, clock);
        foreach (var ofOne in moves.GroupBy(move => (move.VariantId, move.Reason)).OrderBy(group => group.Key.VariantId).ThenBy(group => group.Key.Reason, StringComparer.Ordinal))
            foreach (var move in ofOne)
            {
                var isDone = await DoAsync(ledger, move, cancel);
                move.Then(isDone);
                if (!isDone) break;
                // The next step reads what this one wrote.
                await db.SaveChangesAsync(cancel);
            }

        await ledger.SettleAsync(cancel);
    }

    private static async Task<bool> DoAsync(StockLedger ledger, OutsideMove move, CancellationToken cancel)
    {
        switch (move.Step)
        {
            case OutsideStep.Take:
                return (await ledger.AllocateAsync(Guid.Empty, move.VariantId, move.Quantity, move.Reason, cancel, Actor)).Done;
            case OutsideStep.Ship:
                await ledger.ShipAsync(move.VariantId, move.Quantity, move.Reason, Actor, cancel);
                return true;
            case OutsideStep.Release:
                await ledger.ReleaseAsync(move.VariantId, move.Quantity, move.Reason, Actor, cancel);
                return true;
            case OutsideStep.Return:
                await ledger.ReturnAsync(move.VariantId, move.Quantity, areBroken: false, move.Reason, Actor, cancel);
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(move));
        }
    }
}
