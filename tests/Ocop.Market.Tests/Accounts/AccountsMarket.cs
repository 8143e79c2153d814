using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;

namespace Ocop.Market.Tests.Accounts;

/// <summary>A market with people: producer A of commune 05542 in province 19, and others beside and above.</summary>
internal sealed class AccountsMarket : IAsyncDisposable
{
    public const string Password = "mat-khau-de-thu";

    public static readonly Guid ProducerA = Guid.CreateVersion7();
    public static readonly Scope Province = Scope.Province("19"), Commune = Scope.Commune("19", "05542"), A = Scope.Producer("19", "05542", ProducerA),
        B = Scope.Producer("19", "05542", Guid.CreateVersion7()), Elsewhere = Scope.Commune("01", "00070");

    private readonly TestMarket _market;

    private AccountsMarket(TestMarket market) => _market = market;

    public StandingClock Clock => _market.Clock;

    public static async Task<AccountsMarket> OpenAsync(DatabaseProvider provider) => new(await TestMarket.OpenAsync(provider, services =>
    {
        services.AddAccounts();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
    }));

    /// <summary>An account that holds the role there, as it acts.</summary>
    public Task<Person> PersonAsync(Role? role, Scope scope = default, string? email = null, string? phone = null) => InScopeAsync(async scoped =>
    {
        var user = new User("Người thử", phone, email, Clock.UtcNow());
        if (role is { } held) user.Grants.Add(new Grant(user.Id, held, scope, null, Clock.UtcNow()));
        var made = await scoped.GetRequiredService<UserManager<User>>().CreateAsync(user, Password);
        return made.Succeeded ? user.AsPerson() : throw new InvalidOperationException(made.ToString());
    });

    public Task<Outcome<T>> DoAsync<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> work) where TUseCase : notnull => InScopeAsync(scope => work(scope.GetRequiredService<TUseCase>()));

    public Task<T> AskAsync<T>(Func<MarketDb, Task<T>> question) => InScopeAsync(scope => question(scope.GetRequiredService<MarketDb>()));

    public Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work) => _market.InScopeAsync(work);

    public Task<Person> NowAsync(Person person) => InScopeAsync(async scope => (await scope.GetRequiredService<SignedInPeople>().FindAsync(person.Id, default))!.Person);

    public Task<bool> HasPasswordAsync(Person person, string password) => InScopeAsync(async scope =>
    {
        var users = scope.GetRequiredService<UserManager<User>>();
        return await users.CheckPasswordAsync((await users.FindByIdAsync(person.Id.ToString()))!, password);
    });

    public Task<List<string>> ActsAsync() => AskAsync(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync());

    /// <summary>Everything that an act of this module could leave behind.</summary>
    public Task<int> RowsAsync() => AskAsync(async db => await db.Users.CountAsync() + await db.Grants.CountAsync() + await db.Invitations.CountAsync()
        + await db.ResetCodes.CountAsync() + await db.AuditEntries.CountAsync() + await db.OutboxMessages.CountAsync());

    public ValueTask DisposeAsync() => _market.DisposeAsync();
}
