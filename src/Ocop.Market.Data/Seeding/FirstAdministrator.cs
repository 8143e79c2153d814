using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// A new market has one administrator, with a password that is told once. It is told before the commit: a start that is killed in between has told a
/// password that opens nothing, and the next one tells another.
/// </summary>
public sealed class FirstAdministrator(MarketDb db, OpenAccount openAccount, TimeProvider clock)
{
    private const int PasswordLetters = 20;

    public async Task MakeAsync(string email, Action<string> tellPassword, CancellationToken cancel)
    {
        if (await db.Grants.AnyAsync(grant => grant.Role == Role.Administrator, cancel)) return;
        var made = await db.InTransactionAsync<bool>(async () =>
        {
            // Once for ever, whatever becomes of the account.
            if (!await db.ClaimAsync("administrator", "made", cancel)) return false;
            var password = SecretCode.Grouped(SecretCode.Draw(PasswordLetters));
            var opened = await openAccount.HandleAsync(new AccountForm("Quản trị", null, email, password), "start", cancel);
            if (!opened.Succeeded) return Outcome<bool>.Refused(opened.Refusals);
            var grant = new Grant(opened.Value.Id, Role.Administrator, Scope.Programme, null, clock.UtcNow());
            db.Grants.Add(grant);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "start", "RightGranted", opened.Value.Subject, after: grant.Told));
            await db.SaveChangesAsync(cancel);
            tellPassword(password);
            return true;
        }, cancel);
        if (!made.Succeeded) throw new InvalidOperationException($"No administrator could be made: {made.Refusals[0].Message.En}");
    }
}
