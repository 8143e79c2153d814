using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Invitations;

public sealed record InvitationForm(string? Name, string? Phone, string? Email, Role Role, Scope Scope);

/// <param name="Link">Shown to the inviting person this once, to hand on by whatever way; only a hash of its end is kept.</param>
public sealed record SentInvitation(Invitation Invitation, string Link);

/// <summary>Invites somebody to a role. With an e-mail address the link goes there by itself.</summary>
public sealed class InvitePerson(IAccountsDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public async Task<Outcome<SentInvitation>> HandleAsync(Person by, InvitationForm form, CancellationToken cancel)
    {
        if (!by.MayGrant(form.Role, form.Scope)) return GrantRefusals.NotYours;
        var contact = ContactWords.Meet(form.Name, form.Phone, form.Email);
        if (!contact.Succeeded) return Outcome<SentInvitation>.Refused(contact.Refusals);

        var now = clock.UtcNow();
        var code = SecretCode.Draw(SecretCode.InLinks);
        var invitation = new Invitation(contact.Value, form.Role, form.Scope, SecretCode.HashOf(code)!, by.Id, now);
        var link = $"{letterhead.Value.PublicUrl}/loi-moi/{code}";
        db.Invitations.Add(invitation);
        db.AuditEntries.Add(new AuditEntry(now, by.Actor, "PersonInvited", invitation.Subject, after: Grant.Tell(form.Role, form.Scope)));
        if (invitation.Email is not null) Write(invitation, link, now);
        await db.SaveChangesAsync(cancel);
        return new SentInvitation(invitation, link);
    }

    // Without the typed name: whoever invites could otherwise write anything to anybody.
    private void Write(Invitation invitation, string link, DateTime now)
    {
        var body = new MailBody($"Lời mời vào {letterhead.Value.MarketName}")
            .Say("Bạn được mời mở tài khoản để cùng làm việc trên chợ. Đường dẫn dùng được một lần, trong 7 ngày.")
            .Link("Nhận lời mời", link)
            .Say("Nếu bạn không biết vì sao mình được mời, xin bỏ qua thư này.");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, now, $"invitation:{invitation.Id:n}", invitation.Email!, $"Lời mời vào {letterhead.Value.MarketName}"));
    }
}
