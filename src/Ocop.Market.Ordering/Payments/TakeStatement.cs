using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments.BankTransfer;

namespace Ocop.Market.Ordering.Payments;

/// <param name="Booked">Credits that found their order now.</param>
/// <param name="Before">Known already, by a notification or an earlier statement.</param>
/// <param name="Aside">Credits that name no order that waits; they lie aside.</param>
/// <param name="Debits">Money that left the account: none of this market's business.</param>
/// <param name="BadRows">Rows that could not be read, with their numbers.</param>
public sealed record StatementTaken(int Booked, int Before, int Aside, int Debits, IReadOnlyList<Refusal> BadRows);

/// <summary>
/// A statement of the bank account, read in by an officer: what no notification told of is booked, everything else is known. Each credit in a
/// transaction of its own, so that a file read twice, or broken off, does no harm.
/// </summary>
public sealed class TakeStatement(IOrderingDb db, BookPayment book)
{
    public async Task<Outcome<StatementTaken>> HandleAsync(Person person, Stream file, CancellationToken cancel)
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var read = await BankStatement.ReadAsync(file, cancel);
        if (!read.Succeeded) return Outcome<StatementTaken>.Refused(read.Refusals);
        var results = new List<NoticeResult>();
        foreach (var credit in read.Value.Credits)
        {
            results.Add(await book.HandleAsync(PaymentOptions.Bank, credit.Notice, person.Actor, cancel));
            // Thousands of rows: what is booked need not be watched any more.
            db.ChangeTracker.Clear();
        }

        return new StatementTaken(results.Count(result => result == NoticeResult.Booked), results.Count(result => result == NoticeResult.BookedBefore),
            results.Count(result => result is NoticeResult.UnknownReference or NoticeResult.WrongAmount), read.Value.Debits, read.Value.Refusals);
    }
}
