using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments.BankTransfer;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>An account that was changed just now, to which nothing is paid yet.</summary>
public sealed record RestingAccount(Guid ProducerId, string Producer, PayoutAccount Account);

/// <summary>Batches of payouts as the desk reads them.</summary>
public sealed class DeskPayouts(IOrderingDb db, TimeProvider clock)
{
    /// <summary>The ones that rest longest last.</summary>
    public async Task<IReadOnlyList<RestingAccount>> RestingAsync(Person person, CancellationToken cancel)
    {
        if (!person.May(Act.ReadMoney, Scope.Programme)) return [];
        var now = clock.UtcNow();
        var rows = await (from account in db.PayoutAccounts.AsNoTracking() join producer in db.Producers on account.ProducerId equals producer.Id where account.PaysFrom > now orderby account.PaysFrom, producer.Name
            select new { producer.Id, producer.Name, Account = account }).ToListAsync(cancel);
        return [.. rows.Select(row => new RestingAccount(row.Id, row.Name, row.Account))];
    }

    public async Task<IReadOnlyList<PayoutBatch>> LastAsync(Person person, CancellationToken cancel)
    {
        var batches = db.PayoutBatches.AsNoTracking().Include(batch => batch.Payouts).AsQueryable();
        if (!person.May(Act.ReadMoney, Scope.Programme)) batches = batches.Where(_ => false);
        return await batches.OrderByDescending(batch => batch.MadeAt).Take(12).ToListAsync(cancel);
    }

    public async Task<PayoutBatch?> FindAsync(Person person, Guid id, CancellationToken cancel) =>
        person.May(Act.ReadMoney, Scope.Programme) ? await db.PayoutBatches.AsNoTracking().Include(batch => batch.Payouts).SingleOrDefaultAsync(batch => batch.Id == id, cancel) : null;
}

/// <summary>The file that goes to the bank: the one place where whole account numbers leave the market, hence the note of who took it.</summary>
public sealed class PayoutFile(IOrderingDb db, TimeProvider clock)
{
    /// <returns>Comma separated values of what the bank still has to do: a file that is taken again after part of it went through must not pay that part again.</returns>
    public Task<Outcome<string>> TakeAsync(Person person, Guid batchId, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var batch = await db.PayoutBatches.AsNoTracking().Include(batch => batch.Payouts).SingleOrDefaultAsync(batch => batch.Id == batchId, cancel);
        if (batch is null) return new Refusal("BatchUnknown", "", "Không có đợt chi này.", "There is no such batch.");
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "PayoutFileTaken", ChangeSubject.Settlement(batchId.ToString())));
        await db.SaveChangesAsync(cancel);
        string[] head = ["STT", "Tên người thụ hưởng", "Số tài khoản", "Ngân hàng", "Mã ngân hàng", "Số tiền", "Nội dung"];
        var rows = batch.Payouts.Where(payout => payout.State == PayoutState.Made).OrderBy(payout => payout.ProducerName, StringComparer.Ordinal).Select((payout, index) => new[]
        {
            (index + 1).ToString(CultureInfo.InvariantCulture), payout.Holder, payout.AccountNumber, Banks.WithBin(payout.Bin)?.ShortName ?? "", payout.Bin,
            payout.Amount.Amount.ToString(CultureInfo.InvariantCulture), $"Tien hang OCOP {payout.Reference}",
        });
        return string.Join("\r\n", rows.Prepend(head).Select(cells => CsvText.Write(cells.Select(CsvText.Harmless)))) + "\r\n";
    }, cancel);
}
