using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Floors;

namespace Ocop.Market.Data.Mapping.Channels;

internal sealed class FloorMapping : IEntityTypeConfiguration<Floor>
{
    public void Configure(EntityTypeBuilder<Floor> entity)
    {
        entity.ToTable("Floors");
        entity.Property(floor => floor.Id).ValueGeneratedNever();
        foreach (var computed in new[] { nameof(Floor.Scope), nameof(Floor.IsOwnSheet), nameof(Floor.Columns) }) entity.Ignore(computed);
        entity.HasIndex(floor => floor.Name).IsUnique();
    }
}

internal sealed class FloorListingMapping : IEntityTypeConfiguration<FloorListing>
{
    public void Configure(EntityTypeBuilder<FloorListing> entity)
    {
        entity.ToTable("FloorListings");
        entity.Property(listing => listing.Id).ValueGeneratedNever();
        entity.Ignore(listing => listing.Settled);
        entity.HasIndex(listing => new { listing.FloorId, listing.ProductId }).IsUnique();
        entity.HasIndex(listing => new { listing.FloorId, listing.State });
        entity.HasOne<Floor>().WithMany().HasForeignKey(listing => listing.FloorId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Product>().WithMany().HasForeignKey(listing => listing.ProductId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FloorPackageMapping : IEntityTypeConfiguration<FloorPackage>
{
    public void Configure(EntityTypeBuilder<FloorPackage> entity)
    {
        entity.ToTable("FloorPackages");
        entity.Property(package => package.Id).ValueGeneratedNever();
        entity.Ignore(package => package.Files);
        entity.HasIndex(package => new { package.FloorId, package.Number }).IsUnique();
        entity.HasIndex(package => package.State);
        entity.HasOne<Floor>().WithMany().HasForeignKey(package => package.FloorId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FloorPackageItemMapping : IEntityTypeConfiguration<FloorPackageItem>
{
    public void Configure(EntityTypeBuilder<FloorPackageItem> entity)
    {
        entity.ToTable("FloorPackageItems");
        entity.Property(item => item.Id).ValueGeneratedNever();
        entity.HasIndex(item => new { item.PackageId, item.ProductId }).IsUnique();
        entity.HasOne<FloorPackage>().WithMany().HasForeignKey(item => item.PackageId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Product>().WithMany().HasForeignKey(item => item.ProductId).OnDelete(DeleteBehavior.Cascade);
    }
}
