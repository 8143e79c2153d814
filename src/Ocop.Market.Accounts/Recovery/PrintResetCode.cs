using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Recovery;

/// <param name="Code">In groups, as it is read from paper.</param>
public sealed record PrintedCode(string Name, string Code, DateTime ExpiresAt);

/// <summary>For somebody without e-mail: an officer who has the person in front of them prints a code that sets a new password. The second factor stays.</summary>
public sealed class PrintResetCode(IAccountsDb db, TimeProvider clock)
{
    public async Task<Outcome<PrintedCode>> HandleAsync(Person by, Guid userId, CancellationToken cancel)
    {
        if (await db.Users.AsNoTracking().Include(user => user.Grants).FirstOrDefaultAsync(user => user.Id == userId, cancel) is not { } user) return GrantRefusals.NobodyThere;
        if (!by.MayHelp(user.AsPerson().Roles)) return GrantRefusals.NotYoursToHelp;
        var now = clock.UtcNow();
        var code = SecretCode.Draw(SecretCode.OnPaper);
        var reset = new ResetCode(userId, SecretCode.HashOf(code)!, by.Id, now);
        db.ResetCodes.Add(reset);
        db.AuditEntries.Add(new AuditEntry(now, by.Actor, "ResetCodePrinted", user.Subject));
        await db.SaveChangesAsync(cancel);
        return new PrintedCode(user.Name, SecretCode.Grouped(code), reset.ExpiresAt);
    }
}
