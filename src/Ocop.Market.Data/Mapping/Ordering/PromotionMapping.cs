using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class PromotionMapping : IEntityTypeConfiguration<Promotion>
{
    public void Configure(EntityTypeBuilder<Promotion> entity)
    {
        entity.ToTable("Promotions");
        entity.Property(promotion => promotion.Id).ValueGeneratedNever();
        entity.Ignore(promotion => promotion.ChangeSubject);
        entity.Ignore(promotion => promotion.Names);
        entity.Ignore(promotion => promotion.Terms);
        entity.HasIndex(promotion => promotion.State);
        entity.HasOne<PublishingSet>().WithMany().HasForeignKey(promotion => promotion.SetId).OnDelete(DeleteBehavior.SetNull);
        entity.HasMany(promotion => promotion.Targets).WithOne().HasForeignKey(target => target.PromotionId);
    }
}

internal sealed class PromotionTargetMapping : IEntityTypeConfiguration<PromotionTarget>
{
    public void Configure(EntityTypeBuilder<PromotionTarget> entity) => entity.ToTable("PromotionTargets").HasKey(target => new { target.PromotionId, target.TargetId });
}

internal sealed class PromotionCodeMapping : IEntityTypeConfiguration<PromotionCode>
{
    public void Configure(EntityTypeBuilder<PromotionCode> entity)
    {
        entity.ToTable("PromotionCodes").HasKey(code => code.Code);
        entity.HasOne<Promotion>().WithMany().HasForeignKey(code => code.PromotionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PromotionUseMapping : IEntityTypeConfiguration<PromotionUse>
{
    public void Configure(EntityTypeBuilder<PromotionUse> entity)
    {
        entity.ToTable("PromotionUses");
        entity.Property(use => use.Id).ValueGeneratedNever();
        entity.HasIndex(use => use.GroupId);
        entity.HasIndex(use => use.Code);
        entity.HasOne<Promotion>().WithMany().HasForeignKey(use => use.PromotionId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<OrderGroup>().WithMany().HasForeignKey(use => use.GroupId).OnDelete(DeleteBehavior.Restrict);
    }
}
