using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Accounts.Users;

namespace Ocop.Market.Data.Mapping.Accounts;

/// <summary>
/// The framework's entities, mapped by hand: its own context would be a second one, and its tables change with an option of the host that the
/// migrations tool does not see.
/// </summary>
internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> entity)
    {
        entity.ToTable("Users");
        entity.Property(user => user.Id).ValueGeneratedNever();
        entity.Property(user => user.ConcurrencyStamp).IsConcurrencyToken();
        entity.Ignore(user => user.Subject);
        entity.HasIndex(user => user.NormalizedUserName).IsUnique();
        entity.HasIndex(user => user.NormalizedEmail).IsUnique();
        entity.HasIndex(user => user.PhoneNumber).IsUnique();
        entity.HasMany(user => user.Grants).WithOne().HasForeignKey(grant => grant.UserId);
    }
}

internal sealed class UserTokenMapping : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> entity)
    {
        entity.ToTable("UserTokens");
        entity.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        entity.HasOne<User>().WithMany().HasForeignKey(token => token.UserId);
    }
}

internal sealed class PasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> entity)
    {
        entity.ToTable("Passkeys");
        entity.HasKey(passkey => passkey.CredentialId);
        entity.Property(passkey => passkey.Data).HasConversion(data => Write(data), json => Read(json),
            new ValueComparer<IdentityPasskeyData>((one, other) => Write(one!) == Write(other!), data => Write(data).GetHashCode(StringComparison.Ordinal), data => Read(Write(data))));
        entity.HasOne<User>().WithMany().HasForeignKey(passkey => passkey.UserId);
    }

    private static string Write(IdentityPasskeyData data) => JsonSerializer.Serialize(data);

    private static IdentityPasskeyData Read(string json) => JsonSerializer.Deserialize<IdentityPasskeyData>(json)!;
}

internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> entity)
    {
        entity.ToTable("Grants");
        entity.Property(grant => grant.Id).ValueGeneratedNever();
        entity.Ignore(grant => grant.Scope);
        entity.Ignore(grant => grant.Held);
        entity.Ignore(grant => grant.Told);
        entity.HasIndex(grant => new { grant.UserId, grant.Role, grant.ScopePath }).IsUnique();
        entity.HasIndex(grant => grant.ScopePath);
    }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> entity)
    {
        entity.ToTable("Invitations");
        entity.Property(invitation => invitation.Id).ValueGeneratedNever();
        entity.Ignore(invitation => invitation.Scope);
        entity.Ignore(invitation => invitation.Subject);
        entity.HasIndex(invitation => invitation.CodeHash).IsUnique();
    }
}

internal sealed class ResetCodeMapping : IEntityTypeConfiguration<ResetCode>
{
    public void Configure(EntityTypeBuilder<ResetCode> entity)
    {
        entity.ToTable("ResetCodes");
        entity.Property(code => code.Id).ValueGeneratedNever();
        entity.HasIndex(code => code.CodeHash).IsUnique();
        entity.HasOne<User>().WithMany().HasForeignKey(code => code.UserId);
    }
}
