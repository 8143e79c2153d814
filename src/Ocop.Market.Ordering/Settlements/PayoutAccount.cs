using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments.BankTransfer;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>Where the market pays a producer.</summary>
public sealed class PayoutAccount
{
    private PayoutAccount() { }

    internal PayoutAccount(Guid producerId) => ProducerId = producerId;

    public Guid ProducerId { get; private set; }

    /// <summary>Of its bank, among <see cref="Banks"/>.</summary>
    public string Bin { get; private set; } = "";
    public string Number { get; private set; } = "";

    /// <summary>As banks write it: capitals without marks.</summary>
    public string Holder { get; private set; } = "";
    public DateTime ChangedAt { get; private set; }

    /// <summary>Nothing is paid to it before: it took the place of another, and whoever did not mean that has time to say so. Null for the first.</summary>
    public DateTime? PaysFrom { get; private set; }

    /// <summary>Where the producer's mails went when it was told: the next change is told there, too.</summary>
    public string? Contact { get; private set; }
    public long Version { get; private set; }

    /// <summary>For everybody who need not type it.</summary>
    public string Masked => MaskedNumber(Number);

    public static string MaskedNumber(string number) => "•••• " + number[^Math.Min(4, number.Length)..];

    public bool RestsAt(DateTime now) => now < PaysFrom;

    internal void Set(string bin, string number, string holder, string? contact, DateTime? paysFrom, DateTime now) => (Bin, Number, Holder, Contact, PaysFrom, ChangedAt) = (bin, number, holder, contact, paysFrom, now);
}

/// <summary>As typed.</summary>
/// <param name="Version">As the form showed it; -1 where there was none.</param>
public sealed record PayoutAccountForm(Guid ProducerId, long Version, string? Bin, string? Number, string? Holder);

/// <summary>A producer's owner, or an officer of the place, says where its money goes.</summary>
public sealed class EditPayoutAccount(IOrderingDb db, SettlementBook book, IOptions<SettlementOptions> options, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public Task<PayoutAccount?> FindAsync(Guid producerId, CancellationToken cancel) => db.PayoutAccounts.AsNoTracking().SingleOrDefaultAsync(account => account.ProducerId == producerId, cancel);

    public Task<Outcome<bool>> HandleAsync(Person person, PayoutAccountForm form, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        await book.LockAsync([form.ProducerId], cancel);
        var producer = await db.Producers.AsNoTracking().SingleOrDefaultAsync(it => it.Id == form.ProducerId, cancel);
        if (producer is null) return new Refusal("ProducerUnknown", "", "Không có chủ thể này.", "There is no such producer.");
        if (!person.May(Act.EditContacts, producer.Scope)) return NoRight.Here;
        var account = await db.PayoutAccounts.SingleOrDefaultAsync(it => it.ProducerId == form.ProducerId, cancel);
        if ((account?.Version ?? -1) != form.Version) return new Refusal("Stale", "", "Có người vừa sửa tài khoản này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this account. Look again and save once more.");

        var number = new string([.. (form.Number ?? "").Where(letter => letter is not (' ' or '.' or '-' or '\u00a0'))]);
        var holder = VietnameseText.Fold(form.Holder ?? "").ToUpperInvariant();
        var refusals = new List<Refusal>();
        if (Banks.WithBin(form.Bin) is null) refusals.Add(new("BankUnknown", "bin", "Chọn ngân hàng.", "Choose the bank."));
        if (number.Length is < 6 or > 19 || !number.All(char.IsAsciiDigit)) refusals.Add(new("NumberWrong", "number", "Số tài khoản có 6 đến 19 chữ số.", "An account number has 6 to 19 digits."));
        if (holder.Length is < 3 or > 70 || !holder.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '.' or '-' or '&')) refusals.Add(new("HolderWrong", "holder", "Ghi tên chủ tài khoản đúng như ngân hàng ghi (3 đến 70 chữ).", "Enter the holder’s name as the bank has it (3 to 70 letters)."));
        if (refusals.Count > 0) return Outcome<bool>.Refused(refusals);
        if (account is not null && (account.Bin, account.Number, account.Holder) == (form.Bin, number, holder)) return true;

        var (now, before, contact) = (clock.UtcNow(), account is null ? null : Told(account), account?.Contact);
        DateTime? paysFrom = account is null ? null : VietnamTime.StartOf(clock.Today().AddDays(options.Value.AccountRestDays));
        if (account is null) db.PayoutAccounts.Add(account = new PayoutAccount(form.ProducerId));
        account.Set(form.Bin!, number, holder, producer.Email, paysFrom, now);
        if (before is not null) TellChanged(producer, account, before, new[] { contact, producer.Email }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase));
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "PayoutAccountEdited", producer.ChangeSubject, before, Told(account)));
        return await db.SaveChangesAsync(cancel) > 0;
    }, cancel);

    /// <summary>To whoever was reached before and whoever is now: who took over a mailbox or a sign-in has seldom both.</summary>
    private void TellChanged(Producer producer, PayoutAccount account, string before, IEnumerable<string> contacts)
    {
        var day = VietnamTime.DayOf(account.PaysFrom!.Value).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        foreach (var (i, mailbox) in contacts.DefaultIfEmpty(letterhead.Value.OperatorEmail).Index())
        {
            var body = new MailBody($"Tài khoản nhận tiền của {producer.Name} vừa đổi", "vi")
                .Say($"Trước: {before.Replace('\n', ' ')}. Nay: {Told(account).Replace('\n', ' ')}.")
                .Say($"Chợ chưa chi vào tài khoản mới trước ngày {day}.")
                .Say("Nếu bạn không đổi, gọi cho chợ ngay: chợ giữ tiền lại và đặt lại tài khoản cũ.");
            db.OutboxMessages.Add(letterhead.Value.Sign(body, account.ChangedAt, FormattableString.Invariant($"payout-account:{producer.Id:n}:{account.ChangedAt.Ticks}:{i}"), mailbox, "Tài khoản nhận tiền vừa đổi"));
        }
    }

    private static string Told(PayoutAccount account) => $"{Banks.WithBin(account.Bin)?.ShortName} {account.Masked}\n{account.Holder}";
}
