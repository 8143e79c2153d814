using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Tests.Accounts.AccountsMarket;

namespace Ocop.Market.Tests.Accounts;

public sealed class ListingPeople
{
    [Theory, BothDatabases]
    public async Task Shows_each_reader_those_of_their_own_place(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var administrator = await market.PersonAsync(Role.Administrator, Scope.Programme);
        var commune = await market.PersonAsync(Role.Officer, Commune, email: "xa@example.vn");
        var owner = await market.PersonAsync(Role.ProducerOwner, A, phone: "+84912345678");
        var elsewhere = await market.PersonAsync(Role.Officer, Elsewhere);
        await market.PersonAsync(null);

        Assert.Equal(5, (await Find(administrator)).Total);
        Assert.Equal(new[] { commune.Id, owner.Id }.Order(), (await Find(commune)).People.Select(user => user.Id).Order());
        Assert.Equal([elsewhere.Id], (await Find(elsewhere)).People.Select(user => user.Id));
        Assert.Equal(0, (await Find(owner)).Total);
        Assert.Equal([owner.Id], (await Find(administrator, "0912 345 678")).People.Select(user => user.Id));
        Assert.Equal([commune.Id], (await Find(administrator, "XA@exa")).People.Select(user => user.Id));
        Assert.Equal([commune.Id], (await Find(commune, "nguoi thu", Role.Officer)).People.Select(user => user.Id));
        Assert.Null(await market.InScopeAsync(scope => scope.GetRequiredService<PeopleList>().FindAsync(elsewhere, owner.Id, default)));

        Task<FoundPeople> Find(Person reader, string? search = null, Role? role = null) =>
            market.InScopeAsync(scope => scope.GetRequiredService<PeopleList>().FindAsync(reader, search, role, 1, default));
    }
}
