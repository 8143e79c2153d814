using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Recovery;

/// <summary>Mails a link for a new password to the address of an account. Tells nobody whether there is one.</summary>
public sealed class MailResetCode(IAccountsDb db, ILookupNormalizer normalizer, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    /// <summary>Whoever presses again meanwhile fills no stranger's mailbox.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public async Task HandleAsync(string? typed, CancellationToken cancel)
    {
        if (typed is null or { Length: > 254 } || !EmailAddress.IsDeliverable(typed.Trim())) return;
        var email = normalizer.NormalizeEmail(typed.Trim());
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.NormalizedEmail == email, cancel) is not { } user) return;
        var now = clock.UtcNow();
        var since = now - Pause;
        if (await db.ResetCodes.AnyAsync(code => code.UserId == user.Id && code.PrintedBy == null && code.At > since, cancel)) return;

        var secret = SecretCode.Draw(SecretCode.InLinks);
        var reset = new ResetCode(user.Id, SecretCode.HashOf(secret)!, null, now);
        var body = new MailBody("Đặt mật khẩu mới")
            .Say("Có người (mong là bạn) xin đặt mật khẩu mới cho tài khoản dùng địa chỉ này. Đường dẫn dùng được một lần, trong 24 giờ.")
            .Link("Đặt mật khẩu mới", $"{letterhead.Value.PublicUrl}/dat-lai-mat-khau/{secret}")
            .Say("Nếu không phải bạn, xin bỏ qua thư này: mật khẩu cũ vẫn dùng được.");
        db.ResetCodes.Add(reset);
        db.OutboxMessages.Add(letterhead.Value.Sign(body, now, $"reset:{reset.Id:n}", user.Email!, "Đặt mật khẩu mới"));
        db.AuditEntries.Add(new AuditEntry(now, "visitor", "ResetCodeMailed", user.Subject));
        await db.SaveChangesAsync(cancel);
    }
}
