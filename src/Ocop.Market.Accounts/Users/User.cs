using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <summary>
/// Somebody who can sign in, by phone or by e-mail: many producers have no e-mail. The framework keeps password, second factor and lock-out in it;
/// its user name is never shown or typed, and the id stands there.
/// </summary>
public sealed class User : IdentityUser<Guid>
{
    public const int LongestName = 80;

    private User() { }

    /// <param name="phone">Normalised, or null.</param>
    public User(string name, string? phone, string? email, DateTime now)
    {
        (Id, PhoneNumber, Email, CreatedAt) = (Guid.CreateVersion7(), phone, email, now);
        UserName = Id.ToString("n");
        Rename(name);
    }

    public string Name { get; private set; } = "";

    /// <summary>For searching.</summary>
    public string FoldedName { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime? SignedInAt { get; private set; }
    public List<Grant> Grants { get; private set; } = [];

    public ChangeSubject Subject => ChangeSubject.User(Id);

    public void Rename(string name) => (Name, FoldedName) = (VietnameseText.Normalize(name), VietnameseText.Fold(name));

    public void SignedIn(DateTime now) => SignedInAt = now;

    public Person AsPerson() => new(Id, Name, [.. Grants.Select(grant => grant.Held)]);
}
