using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Security;

/// <summary>
/// Who asks, one for each request. Nobody on pages that come from a cache, on files, and on the page that tells of a failure: there no database is asked.
/// </summary>
public sealed class CurrentPerson(SiteOptions site)
{
    public Person? Person { get; private set; }

    /// <summary>On a page with <see cref="RequiresAttribute"/>, where somebody is signed in for certain.</summary>
    public Person Somebody => Person ?? throw new InvalidOperationException("Nobody is signed in: this address lacks [Requires].");

    public bool HasSecondFactor { get; private set; }

    /// <summary>
    /// Who decides for others needs a second factor before anything else. Not in a demo market: its passwords stand in the README, nothing there is
    /// real, and whoever looks around would bind its shared accounts to their own phone.
    /// </summary>
    public bool MustEnrol => Person is { } person && !HasSecondFactor && !site.Demo && person.Roles.Any(held => held.Role is Role.Administrator or Role.Officer);

    public void Recognise(SignedInPerson signedIn) => (Person, HasSecondFactor) = (signedIn.Person, signedIn.HasSecondFactor);
}
