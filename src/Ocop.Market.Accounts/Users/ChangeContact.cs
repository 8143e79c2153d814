using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <summary>
/// Another name, phone number or e-mail. A new way to sign in, and to get a new password by mail, is asked for with the password; the old address hears of it.
/// </summary>
public sealed class ChangeContact(IAccountsDb db, UserManager<User> users, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public async Task<Outcome<User>> HandleAsync(Guid userId, string? name, string? phone, string? email, string? password, CancellationToken cancel)
    {
        var words = ContactWords.Meet(name, phone, email);
        if (!words.Succeeded) return Outcome<User>.Refused(words.Refusals);
        return await db.InTransactionAsync<User>(async () =>
        {
            var user = await users.FindByIdAsync(userId.ToString()) ?? throw new InvalidOperationException("The account is gone.");
            var contact = words.Value;
            if ((contact.Phone, contact.Email) != (user.PhoneNumber, user.Email))
            {
                if (!await users.CheckPasswordAsync(user, password ?? "")) return ChangePassword.OldWrong;
                if (await TakenAsync(userId, contact, cancel) is { } taken) return taken;
                if (user.Email is { } before && before != contact.Email) Tell(user, before);
                // One mailed to the address of before would still open it.
                await db.EndResetCodesAsync(userId, clock.UtcNow(), cancel);
                db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), user.Id.ToString(), "ContactChanged", user.Subject));
                (user.EmailConfirmed, user.PhoneNumber, user.Email) = (user.EmailConfirmed && user.Email == contact.Email, contact.Phone, contact.Email);
            }

            user.Rename(contact.Name);
            var saved = await users.UpdateAsync(user);
            return saved.Succeeded ? user : Outcome<User>.Refused(PasswordWords.Refuse(saved.Errors));
        }, cancel);
    }

    private async Task<Refusal?> TakenAsync(Guid userId, Contact contact, CancellationToken cancel)
    {
        var email = users.NormalizeEmail(contact.Email);
        if (contact.Phone is { } phone && await db.Users.AnyAsync(other => other.Id != userId && other.PhoneNumber == phone, cancel)) return ContactWords.PhoneTaken;
        return email is not null && await db.Users.AnyAsync(other => other.Id != userId && other.NormalizedEmail == email, cancel) ? ContactWords.EmailTaken : null;
    }

    private void Tell(User user, string before)
    {
        if (!EmailAddress.IsDeliverable(before)) return;
        var body = new MailBody("Tài khoản của bạn đổi thư điện tử").Say("Tài khoản này không còn dùng địa chỉ thư của bạn nữa. Nếu không phải bạn đổi, hãy báo ngay cho cán bộ OCOP của xã hoặc tỉnh.");
        var now = clock.UtcNow();
        db.OutboxMessages.Add(letterhead.Value.Sign(body, now, $"contact:{user.Id:n}:{now.Ticks}", before, "Tài khoản của bạn đổi thư điện tử"));
    }
}
