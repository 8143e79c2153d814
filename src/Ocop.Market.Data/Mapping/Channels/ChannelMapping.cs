using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Calls;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;

namespace Ocop.Market.Data.Mapping.Channels;

internal sealed class ChannelShopMapping : IEntityTypeConfiguration<ChannelShop>
{
    public void Configure(EntityTypeBuilder<ChannelShop> entity)
    {
        entity.ToTable("ChannelShops");
        entity.Property(shop => shop.Id).ValueGeneratedNever();
        entity.Ignore(shop => shop.RefreshAt).Ignore(shop => shop.EndsAt);
        entity.HasIndex(shop => new { shop.Channel, shop.OutsideId }).IsUnique();
        entity.HasOne<Producer>().WithMany().HasForeignKey(shop => shop.ProducerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelListingMapping : IEntityTypeConfiguration<ChannelListing>
{
    public void Configure(EntityTypeBuilder<ChannelListing> entity)
    {
        entity.ToTable("ChannelListings");
        entity.Property(listing => listing.Id).ValueGeneratedNever();
        foreach (var computed in new[] { nameof(ChannelListing.Key), nameof(ChannelListing.IsThere) }) entity.Ignore(computed);
        entity.HasIndex(listing => new { listing.ShopId, listing.ProductId }).IsUnique();
        entity.HasIndex(listing => new { listing.ShopId, listing.State });
        entity.HasIndex(listing => new { listing.ShopId, listing.ItemId });
        entity.HasIndex(listing => listing.ProductId);
        entity.HasOne<ChannelShop>().WithMany().HasForeignKey(listing => listing.ShopId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Product>().WithMany().HasForeignKey(listing => listing.ProductId).OnDelete(DeleteBehavior.Cascade);
        entity.HasMany(listing => listing.Skus).WithOne().HasForeignKey(sku => sku.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelSkuMapping : IEntityTypeConfiguration<ChannelSku>
{
    public void Configure(EntityTypeBuilder<ChannelSku> entity)
    {
        entity.ToTable("ChannelSkus");
        entity.Property(sku => sku.Id).ValueGeneratedNever();
        entity.HasIndex(sku => new { sku.ListingId, sku.VariantId }).IsUnique();
        entity.HasIndex(sku => sku.Sku);
    }
}

internal sealed class ChannelJobMapping : IEntityTypeConfiguration<ChannelJob>
{
    public void Configure(EntityTypeBuilder<ChannelJob> entity)
    {
        entity.ToTable("ChannelJobs");
        entity.HasKey(job => job.ListingId);
        entity.Property(job => job.ListingId).ValueGeneratedNever();
        // A number: the more urgent is the smaller.
        entity.Property(job => job.Urgency).HasConversion<int>();
        entity.HasIndex(job => new { job.ShopId, job.Urgency, job.DueAt });
        entity.HasOne<ChannelListing>().WithOne().HasForeignKey<ChannelJob>(job => job.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelMediaMapping : IEntityTypeConfiguration<ChannelMedia>
{
    public void Configure(EntityTypeBuilder<ChannelMedia> entity)
    {
        entity.ToTable("ChannelMedia");
        entity.Property(media => media.Id).ValueGeneratedNever();
        entity.HasIndex(media => new { media.ShopId, media.Key }).IsUnique();
        entity.HasOne<ChannelShop>().WithMany().HasForeignKey(media => media.ShopId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelStepMapping : IEntityTypeConfiguration<ChannelStep>
{
    public void Configure(EntityTypeBuilder<ChannelStep> entity)
    {
        entity.ToTable("ChannelSteps");
        entity.HasIndex(step => new { step.ShopId, step.At });
        entity.HasIndex(step => new { step.ListingId, step.At });
        entity.HasIndex(step => step.At);
        entity.HasOne<ChannelShop>().WithMany().HasForeignKey(step => step.ShopId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelCallMapping : IEntityTypeConfiguration<ChannelCall>
{
    public void Configure(EntityTypeBuilder<ChannelCall> entity)
    {
        entity.ToTable("ChannelCalls");
        entity.HasIndex(call => new { call.Channel, call.OutsideShop, call.At });
        entity.HasIndex(call => call.At);
    }
}

internal sealed class ChannelCallHourMapping : IEntityTypeConfiguration<ChannelCallHour>
{
    public void Configure(EntityTypeBuilder<ChannelCallHour> entity)
    {
        entity.ToTable("ChannelCallHours");
        entity.Ignore(hour => hour.Key);
        // The hour first: those who write, read and clear all ask for hours.
        entity.HasIndex(hour => new { hour.Hour, hour.Channel, hour.OutsideShop, hour.Path }).IsUnique();
    }
}

internal sealed class ChannelDriftMapping : IEntityTypeConfiguration<ChannelDrift>
{
    public void Configure(EntityTypeBuilder<ChannelDrift> entity)
    {
        entity.ToTable("ChannelDrifts");
        entity.Property(drift => drift.Id).ValueGeneratedNever();
        entity.HasIndex(drift => new { drift.ListingId, drift.Field });
        entity.HasIndex(drift => new { drift.ShopId, drift.ResolvedAt });
        entity.HasOne<ChannelListing>().WithMany().HasForeignKey(drift => drift.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelNoticeMapping : IEntityTypeConfiguration<ChannelNotice>
{
    public void Configure(EntityTypeBuilder<ChannelNotice> entity)
    {
        entity.ToTable("ChannelNotices");
        entity.HasIndex(notice => new { notice.Channel, notice.EventId }).IsUnique();
        entity.HasIndex(notice => new { notice.Channel, notice.OutsideShop, notice.DoneAt });
    }
}

internal sealed class ChannelCursorMapping : IEntityTypeConfiguration<ChannelCursor>
{
    public void Configure(EntityTypeBuilder<ChannelCursor> entity)
    {
        entity.ToTable("ChannelCursors");
        entity.HasKey(cursor => cursor.Name);
        entity.Ignore(cursor => cursor.Position);
    }
}

internal sealed class ChannelOrderMapping : IEntityTypeConfiguration<ChannelOrder>
{
    public void Configure(EntityTypeBuilder<ChannelOrder> entity)
    {
        entity.ToTable("ChannelOrders");
        entity.Property(order => order.Id).ValueGeneratedNever();
        entity.HasIndex(order => new { order.ShopId, order.OutsideId }).IsUnique();
        entity.HasIndex(order => new { order.ShopId, order.PlacedAt });
        entity.HasOne<ChannelShop>().WithMany().HasForeignKey(order => order.ShopId).OnDelete(DeleteBehavior.Cascade);
        entity.HasMany(order => order.Lines).WithOne().HasForeignKey(line => line.OrderId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelOrderLineMapping : IEntityTypeConfiguration<ChannelOrderLine>
{
    public void Configure(EntityTypeBuilder<ChannelOrderLine> entity)
    {
        entity.ToTable("ChannelOrderLines");
        entity.Property(line => line.Id).ValueGeneratedNever();
        entity.HasIndex(line => new { line.OrderId, line.OutsideId }).IsUnique();
    }
}

internal sealed class CategoryMapMapping : IEntityTypeConfiguration<CategoryMap>
{
    public void Configure(EntityTypeBuilder<CategoryMap> entity)
    {
        entity.ToTable("CategoryMaps");
        entity.Property(map => map.Id).ValueGeneratedNever();
        entity.HasIndex(map => new { map.Channel, map.GroupSlug, map.SetCode, map.Number }).IsUnique();
        entity.HasMany(map => map.Attributes).WithOne().HasForeignKey(attribute => attribute.MapId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AttributeMapMapping : IEntityTypeConfiguration<AttributeMap>
{
    public void Configure(EntityTypeBuilder<AttributeMap> entity)
    {
        entity.ToTable("AttributeMaps");
        entity.Property(attribute => attribute.Id).ValueGeneratedNever();
        entity.HasIndex(attribute => new { attribute.MapId, attribute.Attribute }).IsUnique();
    }
}

internal sealed class OutsideDataMapping : IEntityTypeConfiguration<OutsideData>
{
    public void Configure(EntityTypeBuilder<OutsideData> entity)
    {
        entity.ToTable("OutsideData");
        entity.HasKey(data => new { data.Channel, data.Subject });
    }
}
