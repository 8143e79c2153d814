using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class SalesPointMapping : IEntityTypeConfiguration<SalesPoint>
{
    public void Configure(EntityTypeBuilder<SalesPoint> entity)
    {
        entity.ToTable("SalesPoints");
        entity.Property(point => point.Id).ValueGeneratedNever();
        entity.Ignore(point => point.ChangeSubject);
        entity.Ignore(point => point.Scope);
        entity.Ignore(point => point.Hours);
        entity.Ignore(point => point.Plan);
        entity.Ignore(point => point.Spot);
        entity.ComplexProperty(point => point.Place);
        entity.HasIndex(point => point.Slug).IsUnique();
        entity.HasIndex(point => point.ScopePath);
    }
}

internal sealed class SalesPointGoodMapping : IEntityTypeConfiguration<SalesPointGood>
{
    public void Configure(EntityTypeBuilder<SalesPointGood> entity)
    {
        entity.ToTable("SalesPointGoods").HasKey(good => new { good.SalesPointId, good.ProductId });
        entity.Ignore(good => good.ChangeSubject);
        entity.HasOne<SalesPoint>().WithMany().HasForeignKey(good => good.SalesPointId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Product>().WithMany().HasForeignKey(good => good.ProductId).OnDelete(DeleteBehavior.Cascade);
        entity.HasIndex(good => good.ProductId);
    }
}

internal sealed class SalesPointCheckMapping : IEntityTypeConfiguration<SalesPointCheck>
{
    public void Configure(EntityTypeBuilder<SalesPointCheck> entity)
    {
        entity.ToTable("SalesPointChecks").HasKey(check => new { check.SalesPointId, check.Criterion });
        entity.Ignore(check => check.ChangeSubject);
        entity.HasOne<SalesPoint>().WithMany().HasForeignKey(check => check.SalesPointId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SalesPointPhotoMapping : IEntityTypeConfiguration<SalesPointPhoto>
{
    public void Configure(EntityTypeBuilder<SalesPointPhoto> entity)
    {
        entity.ToTable("SalesPointPhotos").HasKey(photo => new { photo.SalesPointId, photo.MediaItemId });
        entity.Ignore(photo => photo.ChangeSubject);
        entity.HasOne<SalesPoint>().WithMany().HasForeignKey(photo => photo.SalesPointId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<MediaItem>().WithMany().HasForeignKey(photo => photo.MediaItemId).OnDelete(DeleteBehavior.Cascade);
        entity.HasIndex(photo => photo.MediaItemId);
    }
}
