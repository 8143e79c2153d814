using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class LivestreamMapping : IEntityTypeConfiguration<Livestream>
{
    public void Configure(EntityTypeBuilder<Livestream> entity)
    {
        entity.ToTable("Livestreams");
        entity.Property(session => session.Id).ValueGeneratedNever();
        entity.Ignore(session => session.ChangeSubject);
        entity.Ignore(session => session.Minutes);
        entity.HasIndex(session => session.EndsAt);
        entity.HasIndex(session => new { session.ProducerId, session.StartsAt });
        entity.HasOne<Producer>().WithMany().HasForeignKey(session => session.ProducerId);
    }
}

internal sealed class PinnedProductMapping : IEntityTypeConfiguration<PinnedProduct>
{
    public void Configure(EntityTypeBuilder<PinnedProduct> entity)
    {
        entity.ToTable("PinnedProducts").HasKey(pinned => new { pinned.LivestreamId, pinned.ProductId });
        entity.HasOne<Livestream>().WithMany().HasForeignKey(pinned => pinned.LivestreamId);
        entity.HasOne<Product>().WithMany().HasForeignKey(pinned => pinned.ProductId);
    }
}
