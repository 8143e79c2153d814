using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments.BankTransfer;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>Batches of payouts as the desk reads them.</summary>
public sealed class DeskPayouts(IOrderingDb db)
{
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
