using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class GiftBoxMapping : IEntityTypeConfiguration<GiftBox>
{
    public void Configure(EntityTypeBuilder<GiftBox> entity)
    {
        entity.ToTable("GiftBoxes");
        entity.Property(box => box.Id).ValueGeneratedNever();
        entity.Ignore(box => box.ChangeSubject);
        entity.Ignore(box => box.Names);
        entity.Ignore(box => box.Leads);
        entity.HasIndex(box => box.Slug).IsUnique();
        entity.HasIndex(box => new { box.IsOwn, box.State });
        entity.HasIndex(box => box.PhotoId);
        entity.HasOne<Producer>().WithMany().HasForeignKey(box => box.PackerId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<PublishingSet>().WithMany().HasForeignKey(box => box.SetId).OnDelete(DeleteBehavior.SetNull);
        entity.HasMany(box => box.Parts).WithOne().HasForeignKey(part => part.BoxId);
    }
}

internal sealed class GiftBoxPartMapping : IEntityTypeConfiguration<GiftBoxPart>
{
    public void Configure(EntityTypeBuilder<GiftBoxPart> entity)
    {
        entity.ToTable("GiftBoxParts").HasKey(part => new { part.BoxId, part.Position });
        entity.HasOne<Variant>().WithMany().HasForeignKey(part => part.VariantId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CartBoxMapping : IEntityTypeConfiguration<CartBox>
{
    public void Configure(EntityTypeBuilder<CartBox> entity)
    {
        entity.ToTable("CartBoxes");
        entity.Property(box => box.Id).ValueGeneratedNever();
        entity.HasOne<GiftBox>().WithMany().HasForeignKey(box => box.BoxId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrderBoxMapping : IEntityTypeConfiguration<OrderBox>
{
    public void Configure(EntityTypeBuilder<OrderBox> entity)
    {
        entity.ToTable("OrderBoxes").HasKey(box => new { box.OrderId, box.Position });
        entity.Ignore(box => box.Names);
        entity.HasIndex(box => box.BoxId);
        entity.HasOne<GiftBox>().WithMany().HasForeignKey(box => box.BoxId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BoxTransferMapping : IEntityTypeConfiguration<BoxTransfer>
{
    public void Configure(EntityTypeBuilder<BoxTransfer> entity)
    {
        entity.ToTable("BoxTransfers");
        entity.Property(transfer => transfer.Id).ValueGeneratedNever();
        entity.HasIndex(transfer => new { transfer.FromProducerId, transfer.ReceivedAt });
        entity.HasIndex(transfer => new { transfer.ToProducerId, transfer.ReceivedAt });
        entity.HasOne<Order>().WithMany().HasForeignKey(transfer => transfer.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}
