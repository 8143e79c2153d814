using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Buyers;

/// <summary>Takes the code of a mail, once. The first sign-in of a mailbox opens its account.</summary>
public sealed class SignInBuyer(IOrderingDb db, TimeProvider clock)
{
    // One sentence for all that can be wrong: it must not tell which mailboxes got a code.
    private static readonly Refusal WrongOrEnded = new("CodeWrong", "code",
        "Mã chưa đúng, đã dùng hoặc đã hết hạn. Xem lại thư mới nhất, hoặc xin mã khác.", "Not the code, or one that was used or has ended. Look at the latest mail, or ask for another code.");

    public async Task<Outcome<Buyer>> HandleAsync(Guid codeId, string? typed, CancellationToken cancel)
    {
        // The try counts before it is looked at, in a transaction of its own: a wrong code is refused, and what is refused is rolled back.
        var now = clock.UtcNow();
        var counted = await db.InTransactionAsync<int>(async () => await db.BuyerCodes
            .Where(it => it.Id == codeId && it.UsedAt == null && it.Until > now && it.Tries < BuyerCode.MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Tries, it => it.Tries + 1), cancel), cancel);
        if (counted.Value == 0 || await db.BuyerCodes.AsNoTracking().FirstOrDefaultAsync(it => it.Id == codeId, cancel) is not { } code || !SixDigits.Fits(typed, code.Hash)) return WrongOrEnded;
        return await db.InTransactionAsync<Buyer>(async () => await OpenAsync(code, now, cancel), cancel);
    }

    private async Task<Outcome<Buyer>> OpenAsync(BuyerCode code, DateTime now, CancellationToken cancel)
    {
        // All codes of the mailbox at once: this is also the lock, so that two first sign-ins open one account; and what lies about unused opens nothing later.
        var isUnused = await db.BuyerCodes.Where(it => it.Mailbox == code.Mailbox && it.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(it => it.UsedAt, now), cancel) > 0;
        if (!isUnused) return WrongOrEnded;
        var buyer = await db.Buyers.FirstOrDefaultAsync(it => it.Mailbox == code.Mailbox, cancel);
        if (buyer is null) db.Buyers.Add(buyer = new Buyer(code.Mailbox, code.Language, now));
        else buyer.SignIn(code.Language, now);
        db.AuditEntries.Add(new AuditEntry(now, "buyer", "BuyerSignedIn", buyer.Subject));
        await db.SaveChangesAsync(cancel);
        return buyer;
    }
}

/// <summary>Ends every sign-in of the account, this one too.</summary>
public sealed class SignOutBuyerEverywhere(IOrderingDb db, TimeProvider clock)
{
    public async Task HandleAsync(Guid buyerId, CancellationToken cancel)
    {
        var buyer = await db.Buyers.SingleAsync(it => it.Id == buyerId, cancel);
        buyer.SignOutEverywhere();
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "buyer", "BuyerSignedOutEverywhere", buyer.Subject));
        await db.SaveChangesAsync(cancel);
    }
}
