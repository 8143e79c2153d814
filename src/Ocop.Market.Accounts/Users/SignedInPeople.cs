using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <param name="Stamp">Changes with the password, the second factor and "sign out everywhere"; a cookie with another one is worth nothing.</param>
public sealed record SignedInPerson(Person Person, string? Stamp, bool HasSecondFactor);

/// <summary>Who an account's id is at this moment: one question for each request of somebody signed in.</summary>
public sealed class SignedInPeople(IAccountsDb db)
{
    private static readonly CompiledQuery<Guid, Row> Question = new((db, id) => db.Set<User>().Where(user => user.Id == id)
        .Select(user => new Row(user.Name, user.SecurityStamp, user.TwoFactorEnabled, user.Grants.Select(grant => new HeldRow(grant.Role, grant.ScopePath)).ToList())));

    public async Task<SignedInPerson?> FindAsync(Guid id, CancellationToken cancel) => await Question.FirstOrDefaultAsync(db, id, cancel) is { } row
        ? new SignedInPerson(new Person(id, row.Name, [.. row.Held.Select(held => new HeldRole(held.Role, Scope.Parse(held.ScopePath)))]), row.Stamp, row.HasSecondFactor)
        : null;

    private sealed record Row(string Name, string? Stamp, bool HasSecondFactor, List<HeldRow> Held);

    private sealed record HeldRow(Role Role, string ScopePath);
}
