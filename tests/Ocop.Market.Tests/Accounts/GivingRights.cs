using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Tests.Accounts.AccountsMarket;

namespace Ocop.Market.Tests.Accounts;

public sealed class GivingRights
{
    /// <summary>Who may make what of others: every role on its widest fitting scope, and one step beyond it.</summary>
    [Fact]
    public void Nobody_gives_more_than_they_hold()
    {
        var administrator = Holding(Role.Administrator, Scope.Programme);
        Assert.All([(Role.Administrator, Scope.Programme), (Role.Officer, Scope.Programme), (Role.Auditor, Commune), (Role.ProducerOwner, A), (Role.Keeper, Scope.SalesPoint(null, null, Guid.CreateVersion7()))],
            right => Assert.True(administrator.MayGrant(right.Item1, right.Item2)));

        var officer = Holding(Role.Officer, Commune);
        Assert.All([(Role.Officer, Commune), (Role.Auditor, Commune), (Role.ProducerOwner, A), (Role.ProducerHelper, B)], right => Assert.True(officer.MayGrant(right.Item1, right.Item2)));
        Assert.All([(Role.Administrator, Scope.Programme), (Role.Officer, Province), (Role.Officer, Elsewhere), (Role.ProducerOwner, Scope.Producer("01", "00070", ProducerA))],
            right => Assert.False(officer.MayGrant(right.Item1, right.Item2)));

        var owner = Holding(Role.ProducerOwner, A);
        Assert.True(owner.MayGrant(Role.ProducerHelper, A));
        Assert.All([(Role.ProducerHelper, B), (Role.Officer, Commune), (Role.Keeper, A)], right => Assert.False(owner.MayGrant(right.Item1, right.Item2)));
        foreach (var role in new[] { Role.ProducerHelper, Role.Keeper, Role.Auditor, Role.Buyer }) Assert.False(Holding(role, A).MayGrant(Role.ProducerHelper, A));
        Assert.False(administrator.MayGrant(Role.Administrator, Commune));
        Assert.False(administrator.MayGrant(Role.ProducerOwner, Commune));
    }

    [Theory, BothDatabases]
    public async Task Once_is_enough_and_each_refusal_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (officer, guest) = (await market.PersonAsync(Role.Officer, Commune), await market.PersonAsync(null));
        Assert.True((await Give(Role.ProducerOwner, A)).Succeeded);
        Assert.True((await Give(Role.ProducerOwner, A)).Succeeded);
        Assert.Equal([new HeldRole(Role.ProducerOwner, A)], (await market.NowAsync(guest)).Roles);
        Assert.Equal(("RightGranted", officer.Actor, $"ProducerOwner {A}"), await market.AskAsync(async db => (await db.AuditEntries.SingleAsync()) is var told ? (told.Act, told.Actor, told.After) : default));

        var rows = await market.RowsAsync();
        Assert.Equal("NotYoursToGive", (await Give(Role.Officer, Province)).Refusals.Single().Reason);
        Assert.Equal("NobodyThere", (await market.DoAsync((GrantRight grant) => grant.HandleAsync(officer, Guid.CreateVersion7(), Role.ProducerOwner, A, default))).Refusals.Single().Reason);
        Assert.Equal(rows, await market.RowsAsync());

        Task<Outcome<Grant>> Give(Role role, Scope scope) => market.DoAsync((GrantRight grant) => grant.HandleAsync(officer, guest.Id, role, scope, default));
    }

    [Theory, BothDatabases]
    public async Task And_taking_them_back_leaves_one_administrator(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (one, two) = (await market.PersonAsync(Role.Administrator, Scope.Programme), await market.PersonAsync(Role.Administrator, Scope.Programme));
        var (owner, officer) = (await market.PersonAsync(Role.ProducerOwner, A), await market.PersonAsync(Role.Officer, Elsewhere));
        Assert.Equal("NotYoursToGive", (await Withdraw(officer, owner)).Refusals.Single().Reason);
        Assert.True((await Withdraw(one, owner)).Succeeded);
        Assert.Empty((await market.NowAsync(owner)).Roles);

        var both = await Task.WhenAll(Task.Run(() => Withdraw(one, two)), Task.Run(() => Withdraw(two, one)));
        Assert.Equal(["LastAdministrator"], both.SelectMany(outcome => outcome.Refusals).Select(refusal => refusal.Reason));
        Assert.Equal(1, await market.AskAsync(db => db.Grants.CountAsync(grant => grant.Role == Role.Administrator)));
        Assert.Equal(["RightWithdrawn", "RightWithdrawn"], await market.ActsAsync());

        async Task<Outcome<Grant>> Withdraw(Person by, Person from)
        {
            var id = await market.AskAsync(db => db.Grants.Where(grant => grant.UserId == from.Id).Select(grant => grant.Id).SingleAsync());
            return await market.DoAsync((WithdrawRight withdraw) => withdraw.HandleAsync(by, id, default));
        }
    }

    private static Person Holding(Role role, Scope scope) => new(Guid.CreateVersion7(), "Người thử", [new(role, scope)]);
}
