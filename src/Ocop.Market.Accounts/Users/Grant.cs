using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Accounts.Users;

/// <summary>One role that somebody holds on one part of the programme, and from whom.</summary>
public sealed class Grant
{
    private Grant() { }

    /// <param name="grantedBy">Null: the market itself, at its first start.</param>
    public Grant(Guid userId, Role role, Scope scope, Guid? grantedBy, DateTime now) =>
        (Id, UserId, Role, ScopePath, GrantedBy, At) = (Guid.CreateVersion7(), userId, role, scope.Path, grantedBy, now);

    public Guid Id { get; private set; }
    public Guid UserId { get; private set; }
    public Role Role { get; private set; }

    /// <summary>A plain column, so that lists are filtered by its beginning.</summary>
    public string ScopePath { get; private set; } = "/";
    public Guid? GrantedBy { get; private set; }
    public DateTime At { get; private set; }

    public Scope Scope => Scope.Parse(ScopePath);

    public HeldRole Held => new(Role, Scope);

    /// <summary>As audit entries tell it.</summary>
    public string Told => Tell(Role, Scope);

    public static string Tell(Role role, Scope scope) => $"{role} {scope.Path}";
}
