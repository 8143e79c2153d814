using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Accounts;

namespace Ocop.Market.Web.BackOffice.People;

/// <summary>The fields of a right, with what somebody may choose in them.</summary>
public sealed record RightFields(RightForm Form, IReadOnlyList<Role> Roles, IReadOnlyList<Province> Provinces, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>What this person could make of anybody, somewhere.</summary>
    public static IReadOnlyList<Role> RolesOf(Person person) =>
        [.. RoleWords.Grantable.Where(role => person.Roles.Any(held => held.Allows(Act.ManageUsers) && RightsTable.GrantableBy(held.Role).Contains(role)))];
}
