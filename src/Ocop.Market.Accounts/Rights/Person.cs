namespace Ocop.Market.Accounts.Rights;

/// <summary>One role on one part of the programme.</summary>
public sealed record HeldRole(Role Role, Scope Scope)
{
    public bool Allows(Act act) => RightsTable.ActsOf(Role).Contains(act) && Scope.Level <= RightsTable.WidestNeeded(act);
}

/// <summary>Who acts: the account signed in, with what it holds in this moment. Every question about rights is asked here.</summary>
/// <param name="Id">The account's id; goes into audit entries, never the name.</param>
/// <param name="Name">As people are to read it on the desk.</param>
public sealed record Person(Guid Id, string Name, IReadOnlyList<HeldRole> Roles)
{
    /// <summary>As <see cref="Kernel.AuditEntry"/> names the actor.</summary>
    public string Actor => Id.ToString();

    public bool May(Act act, Scope scope) => Roles.Any(held => held.Allows(act) && held.Scope.Holds(scope));

    /// <summary>Somewhere at all: enough to open a list, which then shows only what <see cref="ScopesFor"/> holds.</summary>
    public bool MayAnywhere(Act act) => Roles.Any(held => held.Allows(act));

    /// <summary>Whether this person may give the role on that scope to somebody, or take it from them.</summary>
    public bool MayGrant(Role role, Scope scope) => RightsTable.Suits(role, scope)
        && Roles.Any(held => held.Allows(Act.ManageUsers) && held.Scope.Holds(scope) && RightsTable.GrantableBy(held.Role).Contains(role));

    /// <summary>
    /// Whether this person stands above somebody who holds these: may help them back into their account. Nobody is helped by those below or beside:
    /// who can open the account of the colleague at the next desk is both pairs of eyes.
    /// </summary>
    public bool MayHelp(IEnumerable<HeldRole> others)
    {
        var all = others.ToList();
        return all.Count == 0
            ? May(Act.PrintResetCode, Scope.Programme)
            : all.All(held => Roles.Any(own => IsAbove(own, held)) && MayGrant(held.Role, held.Scope));
    }

    private static bool IsAbove(HeldRole own, HeldRole other) =>
        own.Allows(Act.PrintResetCode) && own.Scope.Holds(other.Scope) && (own.Scope != other.Scope || own.Role == Role.Administrator);

    /// <summary>Where the act is allowed; no scope of the list lies within another.</summary>
    public IReadOnlyList<Scope> ScopesFor(Act act)
    {
        var all = Roles.Where(held => held.Allows(act)).Select(held => held.Scope).Distinct().ToList();
        return [.. all.Where(scope => !all.Any(other => other != scope && other.Holds(scope)))];
    }
}
