using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>Opens a need by the code of the mail: who posted it reads the mailbox they named.</summary>
public sealed class CheckNeed(ICatalogDb db, TimeProvider clock)
{
    private static readonly Refusal Ended = new("CodeEnded", "code", "Mã này đã hết hạn hoặc đã gõ sai năm lần. Xin gửi mã mới.", "This code has ended or was typed wrongly five times. Please ask for a new one.");

    public async Task<Outcome<Need>> HandleAsync(Guid id, string? code, CancellationToken cancel)
    {
        // The try counts before it is looked at, in a transaction of its own: a wrong code is refused, and what is refused is rolled back.
        var now = clock.UtcNow();
        var counted = await db.InTransactionAsync<int>(async () => await db.Needs
            .Where(it => it.Id == id && it.State == NeedState.Unchecked && it.CodeHash != null && it.CodeUntil > now && it.CodeTries < Need.MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.CodeTries, it => it.CodeTries + 1), cancel), cancel);
        return await db.InTransactionAsync<Need>(async () =>
        {
            if (await NeedTurn.LockAsync(db, id, cancel) is not { } need) return NeedTurn.Unknown;
            if (need.State == NeedState.Open) return need;
            if (counted.Value == 0 || need.CodeHash is not { } hash) return Ended;
            if (!SixDigits.Fits(code, hash))
                return need.CodeTries >= Need.MostTries ? Ended : new Refusal("CodeWrong", "code", $"Mã chưa đúng. Còn {Need.MostTries - need.CodeTries} lần thử.", $"Not the code. {Need.MostTries - need.CodeTries} tries are left.");

            need.Open(now);
            db.AuditEntries.Add(new AuditEntry(now, "visitor", "NeedChecked", need.ChangeSubject, after: "mail"));
            await db.SaveChangesAsync(cancel);
            return need;
        }, cancel);
    }
}

/// <summary>Mails another code to whoever lost the first.</summary>
public sealed class SendNeedCode(ICatalogDb db, NeedMails mails, TimeProvider clock)
{
    public Task<Outcome<Need>> HandleAsync(Guid id, CancellationToken cancel) => db.InTransactionAsync<Need>(async () =>
    {
        if (await NeedTurn.LockAsync(db, id, cancel) is not { } need) return NeedTurn.Unknown;
        if (need.State != NeedState.Unchecked || need.Email is null || !(clock.Today() <= need.LastDay)) return NeedTurn.Unknown;
        if (need.CodesSent >= Need.MostCodes) return new Refusal("NoMoreCodes", "", "Đã gửi ba mã. Cán bộ sẽ gọi số điện thoại bạn ghi để kiểm tra.", "Three codes were sent. An officer will call the phone number you gave.");
        mails.SendCode(need);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "visitor", "NeedCodeSent", need.ChangeSubject));
        await db.SaveChangesAsync(cancel);
        return need;
    }, cancel);
}

/// <summary>
/// An officer called the number and somebody there stands for the need. The market has no gateway for text messages: where one is
/// bought, a code to the phone opens the need as <see cref="CheckNeed"/> does; until then this press is the phone's check.
/// </summary>
public sealed class CheckNeedByPhone(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<Need>> HandleAsync(Person person, Guid id, long version, CancellationToken cancel) => db.InTransactionAsync<Need>(async () =>
    {
        var found = await NeedTurn.TakeAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return found;
        var need = found.Value;
        if (need.State != NeedState.Unchecked) return NeedTurn.Stale;
        if (clock.Today() > need.LastDay) return NeedTurn.Over;
        need.Open(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "NeedChecked", need.ChangeSubject, after: "phone"));
        await db.SaveChangesAsync(cancel);
        return need;
    }, cancel);
}
