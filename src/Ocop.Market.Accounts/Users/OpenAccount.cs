using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <summary>How somebody wants to be called and reached, as typed.</summary>
public sealed record AccountForm(string? Name, string? Phone, string? Email, string? Password);

/// <summary>Makes an account. Joins the caller's transaction, so that what it is made for commits with it.</summary>
public sealed class OpenAccount(IAccountsDb db, UserManager<User> users, TimeProvider clock)
{
    public async Task<Outcome<User>> HandleAsync(AccountForm form, string actor, CancellationToken cancel)
    {
        var words = ContactWords.Meet(form.Name, form.Phone, form.Email);
        if (!words.Succeeded) return Outcome<User>.Refused(words.Refusals);
        var (name, phone, email) = words.Value;
        return await db.InTransactionAsync<User>(async () =>
        {
            var now = clock.UtcNow();
            var user = new User(name, phone, email, now);
            if (await TakenAsync(user, cancel) is { } taken) return taken;
            if (PasswordWords.Refuse(form.Password ?? "", user) is { } weak) return weak;
            db.AuditEntries.Add(new AuditEntry(now, actor, "AccountOpened", user.Subject));
            var made = await users.CreateAsync(user, form.Password ?? "");
            return made.Succeeded ? user : Outcome<User>.Refused(PasswordWords.Refuse(made.Errors));
        }, cancel);
    }

    private async Task<Refusal?> TakenAsync(User user, CancellationToken cancel)
    {
        var email = users.NormalizeEmail(user.Email);
        if (user.PhoneNumber is { } phone && await db.Users.AnyAsync(other => other.PhoneNumber == phone, cancel))
            return ContactWords.PhoneTaken;
        return email is not null && await db.Users.AnyAsync(other => other.NormalizedEmail == email, cancel) ? ContactWords.EmailTaken : null;
    }
}
