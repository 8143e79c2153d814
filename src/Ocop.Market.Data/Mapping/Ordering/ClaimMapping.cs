using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class ClaimMapping : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> entity)
    {
        entity.ToTable("Claims");
        entity.Property(claim => claim.Id).ValueGeneratedNever();
        entity.Ignore(claim => claim.Cost);
        entity.HasIndex(claim => claim.Key).IsUnique();
        entity.HasIndex(claim => new { claim.State, claim.CreatedAt });
        entity.HasIndex(claim => claim.ClosedAt);
        entity.HasOne<Order>().WithMany().HasForeignKey(claim => claim.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(claim => claim.Lines).WithOne().HasForeignKey(line => line.ClaimId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(claim => claim.Events).WithOne().HasForeignKey(step => step.ClaimId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClaimLineMapping : IEntityTypeConfiguration<ClaimLine>
{
    public void Configure(EntityTypeBuilder<ClaimLine> entity) => entity.ToTable("ClaimLines").HasKey(line => new { line.ClaimId, line.Position });
}

internal sealed class ClaimEventMapping : IEntityTypeConfiguration<ClaimEvent>
{
    public void Configure(EntityTypeBuilder<ClaimEvent> entity) => entity.ToTable("ClaimEvents");
}

internal sealed class ClaimPhotoMapping : IEntityTypeConfiguration<ClaimPhoto>
{
    public void Configure(EntityTypeBuilder<ClaimPhoto> entity)
    {
        entity.ToTable("ClaimPhotos");
        entity.Property(photo => photo.Id).ValueGeneratedNever();
        entity.HasOne<Claim>().WithMany().HasForeignKey(photo => photo.ClaimId).OnDelete(DeleteBehavior.Cascade);
    }
}
