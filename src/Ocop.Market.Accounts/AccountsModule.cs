using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Filters;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Accounts.SecondFactor;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts;

public static class AccountsModule
{
    /// <summary>Needs a store of users, which the database brings.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<Letterhead>();
        services.AddIdentityCore<User>(Configure).AddTokenProvider<OnceOnlyAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        return services
            .AddScoped<SignedInPeople>()
            .AddScoped<PeopleList>()
            .AddScoped<OpenAccount>()
            .AddScoped<ChangeContact>()
            .AddScoped<ChangePassword>()
            .AddScoped<SignOutEverywhere>()
            .AddScoped<SecondFactorKey>()
            .AddScoped<EnrolSecondFactor>()
            .AddScoped<RemoveSecondFactor>()
            .AddScoped<GrantRight>()
            .AddScoped<WithdrawRight>()
            .AddScoped<OpenInvitations>()
            .AddScoped<InvitePerson>()
            .AddScoped<AcceptInvitation>()
            .AddScoped<WithdrawInvitation>().AddScoped<ForgetEndedInvitations>()
            .AddScoped<PrintResetCode>()
            .AddScoped<MailResetCode>()
            .AddScoped<ResetPassword>()
            .AddScoped<SavedFilters>()
            .AddScoped<SaveFilter>()
            .AddScoped<DeleteFilter>()
            .AddScoped<AuditLog>();
    }

    // Length is what counts; rules about kinds of letters make people write the password down (NIST SP 800-63B, 3.1.1).
    private static void Configure(IdentityOptions identity)
    {
        var password = identity.Password;
        (password.RequiredLength, password.RequiredUniqueChars) = (PasswordWords.FewestLetters, PasswordWords.FewestDifferent);
        password.RequireDigit = password.RequireLowercase = password.RequireUppercase = password.RequireNonAlphanumeric = false;
        (identity.Lockout.MaxFailedAccessAttempts, identity.Lockout.DefaultLockoutTimeSpan) = (8, TimeSpan.FromMinutes(15));
    }
}
