using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Cms.Sets;

namespace Ocop.Market.Data.Mapping.Channels;

internal sealed class CampaignListingMapping : IEntityTypeConfiguration<CampaignListing>
{
    public void Configure(EntityTypeBuilder<CampaignListing> entity)
    {
        entity.ToTable("CampaignListings");
        entity.Property(item => item.Id).ValueGeneratedNever();
        entity.HasIndex(item => new { item.SetId, item.ShopId, item.ProductId }).IsUnique();
        entity.HasIndex(item => new { item.ShopId, item.ProductId });
        entity.HasIndex(item => new { item.EndedAt, item.Until });
        entity.HasOne<PublishingSet>().WithMany().HasForeignKey(item => item.SetId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<ChannelShop>().WithMany().HasForeignKey(item => item.ShopId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Product>().WithMany().HasForeignKey(item => item.ProductId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ShopReminderMapping : IEntityTypeConfiguration<ShopReminder>
{
    public void Configure(EntityTypeBuilder<ShopReminder> entity)
    {
        entity.ToTable("ShopReminders");
        entity.HasIndex(reminder => new { reminder.ShopId, reminder.Until, reminder.Days }).IsUnique();
        entity.HasOne<ChannelShop>().WithMany().HasForeignKey(reminder => reminder.ShopId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReachMonthMapping : IEntityTypeConfiguration<ReachMonth>
{
    public void Configure(EntityTypeBuilder<ReachMonth> entity)
    {
        entity.ToTable("ReachMonths");
        entity.HasIndex(row => new { row.Month, row.ScopePath, row.GroupSlug }).IsUnique();
        entity.HasIndex(row => new { row.GroupSlug, row.Month });
    }
}
