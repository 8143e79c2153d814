using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Invitations;

public enum InvitationState { Open, Accepted, Withdrawn }

/// <summary>A link by which somebody makes an account with one role, or adds the role to the account they have. It ends by itself.</summary>
public sealed class Invitation
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private Invitation() { }

    public Invitation(Contact contact, Role role, Scope scope, string codeHash, Guid invitedBy, DateTime now)
    {
        (Id, Role, ScopePath, CodeHash, InvitedBy, At, ExpiresAt) = (Guid.CreateVersion7(), role, scope.Path, codeHash, invitedBy, now, now + Lasts);
        (Name, Phone, Email) = contact;
    }

    public Guid Id { get; private set; }

    /// <summary>Name, phone and e-mail as the inviting person wrote them; empty once nobody waits for them any more.</summary>
    public string Name { get; private set; } = "";
    public string? Phone { get; private set; }
    public string? Email { get; private set; }
    public Role Role { get; private set; }
    public string ScopePath { get; private set; } = "/";
    public string CodeHash { get; private set; } = "";
    public Guid InvitedBy { get; private set; }
    public DateTime At { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public InvitationState State { get; private set; }
    public Guid? AcceptedBy { get; private set; }
    public long Version { get; private set; }

    public Scope Scope => Scope.Parse(ScopePath);

    public ChangeSubject Subject => ChangeSubject.Invitation(Id);

    public bool IsOpen(DateTime now) => State == InvitationState.Open && now < ExpiresAt;
}
