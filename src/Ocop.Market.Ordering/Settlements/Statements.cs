using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>What moved an account, added up as people read it; all of it is what the account moved.</summary>
public sealed record StatementSums(Money Sold, Money Discounts, Money Delivery, Money Commission, Money Returned, Money Cash, Money PaidOut, Money Corrections)
{
    public Money Moved => Sold + Discounts + Delivery + Commission + Returned + Cash + PaidOut + Corrections;

    internal static StatementSums Of(IReadOnlyDictionary<EntryKind, long> sums)
    {
        return new(Sum(EntryKind.Sold), Sum(EntryKind.DiscountBorne), Sum(EntryKind.DeliveryPassedOn), Sum(EntryKind.Commission), Sum(EntryKind.Returned, EntryKind.CommissionReturned),
            Sum(EntryKind.CashCollected), Sum(EntryKind.PaidOut, EntryKind.PayoutFailed), Sum(EntryKind.Correction));

        Money Sum(params EntryKind[] kinds) => new(kinds.Sum(kind => sums.GetValueOrDefault(kind)));
    }
}

/// <param name="Month">Its first day.</param>
/// <param name="Opening">What was due before it.</param>
/// <param name="Due">What is due at its end; less than zero is owed to the market.</param>
/// <param name="Entries">One page of its lines; the sums are of all.</param>
/// <param name="First">The first month with a line.</param>
public sealed record Statement(Guid ProducerId, string Producer, DateOnly Month, bool IsClosed, Money Opening, StatementSums Sums, ListPage<SettlementEntry> Entries, DateOnly First, DateOnly Last)
{
    public Money Due => Opening + Sums.Moved;
}

/// <param name="HasAccount">Whether the market knows where to pay.</param>
public sealed record DueRow(Guid ProducerId, string Producer, Money Due, bool HasAccount);

/// <summary>The ledger as producers and the desk read it.</summary>
public sealed class Statements(IOrderingDb db, SettlementBook book, LedgerAmounts ledger)
{
    public const int PageSize = 50;

    /// <summary>All of a small producer's month on one sheet of paper or two.</summary>
    public const int LinesOnPage = 100;

    /// <param name="month">Any day of it; null is the last. Outside of what there is, it is the nearest.</param>
    /// <returns>Null where there is no such producer, or not for this person.</returns>
    public async Task<Statement?> FindAsync(Person person, Guid producerId, DateOnly? month, int page, CancellationToken cancel)
    {
        if (await db.Producers.AsNoTracking().SingleOrDefaultAsync(it => it.Id == producerId, cancel) is not { } producer) return null;
        if (!person.May(Act.ReadMoney, Scope.Programme) && !person.May(Act.ReadOrders, producer.Scope)) return null;
        var own = db.SettlementEntries.AsNoTracking().Where(entry => entry.ProducerId == producerId && entry.IsDue);
        var last = await book.OpenMonthAsync(cancel);
        var first = await own.MinAsync(entry => (DateOnly?)entry.Month, cancel) ?? last;
        var shown = SettlementBook.MonthOf(month ?? last);
        shown = shown < first ? first : shown > last ? last : shown;
        var lines = own.Where(entry => entry.Month == shown);
        var sums = await lines.GroupBy(entry => entry.Kind).Select(same => new { same.Key, Dong = same.Sum(entry => entry.Dong) }).ToDictionaryAsync(same => same.Key, same => same.Dong, cancel);
        var opening = await own.Where(entry => entry.Month < shown).SumAsync(entry => entry.Dong, cancel);
        return new Statement(producerId, producer.Name, shown, await IsClosedAsync(shown, cancel), new Money(opening), StatementSums.Of(sums), await lines.OrderBy(entry => entry.Id).PageAsync(page, LinesOnPage, cancel), first, last);
    }

    /// <summary>All lines of a statement that was found, as comma separated values, for whoever keeps books of their own.</summary>
    public async Task<string> FileAsync(Statement statement, Func<EntryKind, string> words, CancellationToken cancel)
    {
        string[] head = ["Ngày", "Việc", "Đơn", "Ghi", "Số tiền (đồng)"];
        var text = new StringBuilder(CsvText.Write(head)).Append("\r\n");
        await foreach (var entry in db.SettlementEntries.AsNoTracking().Where(entry => entry.ProducerId == statement.ProducerId && entry.IsDue && entry.Month == statement.Month).OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(cancel))
            text.Append(CsvText.Write(
            [
                VietnamTime.DayOf(entry.At).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), words(entry.Kind), entry.OrderNumber ?? "", CsvText.Harmless(entry.Text ?? ""), entry.Dong.ToString(CultureInfo.InvariantCulture),
            ])).Append("\r\n");
        return text.ToString();
    }

    /// <summary>Those of these lines that have a line against them.</summary>
    public async Task<IReadOnlySet<long>> CorrectedAsync(IEnumerable<SettlementEntry> entries, CancellationToken cancel)
    {
        var ids = entries.Select(entry => (long?)entry.Id).ToList();
        return await db.SettlementEntries.Where(entry => ids.Contains(entry.CorrectsId)).Select(entry => entry.CorrectsId!.Value).ToHashSetAsync(cancel);
    }

    public Task<DateOnly?> LastClosedAsync(CancellationToken cancel) => db.ClosedMonths.MaxAsync(closed => (DateOnly?)closed.Month, cancel);

    /// <summary>All producers with an account, those with most due first and those at zero last.</summary>
    public async Task<ListPage<DueRow>> DueAsync(Person person, int page, CancellationToken cancel)
    {
        var amounts = (await ledger.UntilAsync(null, cancel)).Where(amount => amount.IsDue);
        if (!person.May(Act.ReadMoney, Scope.Programme)) amounts = amounts.Where(_ => false);
        var cut = await amounts.GroupBy(amount => amount.ProducerId).Select(own => new { own.Key, Dong = own.Sum(amount => amount.Dong) })
            .OrderBy(own => own.Dong == 0).ThenByDescending(own => own.Dong).ThenBy(own => own.Key).PageAsync(page, PageSize, cancel);
        var ids = cut.Rows.Select(own => own.Key).ToList();
        var names = await db.Producers.Where(producer => ids.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, producer => producer.Name, cancel);
        var payable = await db.PayoutAccounts.Where(account => ids.Contains(account.ProducerId)).Select(account => account.ProducerId).ToListAsync(cancel);
        return new ListPage<DueRow>([.. cut.Rows.Select(own => new DueRow(own.Key, names[own.Key], new Money(own.Dong), payable.Contains(own.Key)))], cut.Total, cut.Page, cut.Size);
    }

    private Task<bool> IsClosedAsync(DateOnly month, CancellationToken cancel) => db.ClosedMonths.AnyAsync(closed => closed.Month >= month, cancel);
}
