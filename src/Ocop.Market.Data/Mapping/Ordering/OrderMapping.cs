using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class OrderGroupMapping : IEntityTypeConfiguration<OrderGroup>
{
    public void Configure(EntityTypeBuilder<OrderGroup> entity)
    {
        entity.ToTable("OrderGroups");
        entity.Property(group => group.Id).ValueGeneratedNever();
        entity.ComplexProperty(group => group.Recipient);
        entity.ComplexProperty(group => group.Address);
        entity.HasIndex(group => group.CartId).IsUnique();
        entity.HasIndex(group => group.Number).IsUnique();
        entity.Ignore(group => group.Invoice);
        entity.HasIndex(group => group.PayUntil);
        entity.HasIndex(group => group.QuoteId).IsUnique();
        entity.HasOne<Quote>().WithOne().HasForeignKey<OrderGroup>(group => group.QuoteId).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(group => group.BuyerId);
        entity.HasIndex(group => group.Mailbox);
        entity.HasIndex(group => new { group.ForgottenAt, group.PlacedAt });
        entity.HasOne<Cart>().WithOne().HasForeignKey<OrderGroup>(group => group.CartId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(group => group.Orders).WithOne().HasForeignKey(order => order.GroupId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> entity)
    {
        entity.ToTable("Orders");
        entity.Property(order => order.Id).ValueGeneratedNever();
        entity.Ignore(order => order.ChangeSubject);
        entity.ComplexProperty(order => order.Recipient);
        entity.ComplexProperty(order => order.Address);
        entity.HasIndex(order => order.Number).IsUnique();
        entity.HasIndex(order => new { order.Status, order.AnswerBy });
        entity.HasIndex(order => new { order.Status, order.ShippedAt });
        entity.HasIndex(order => order.PlacedAt);
        entity.HasIndex(order => new { order.Status, order.PlacedAt });
        entity.HasIndex(order => new { order.ProducerId, order.Status, order.PlacedAt });
        entity.HasOne<Producer>().WithMany().HasForeignKey(order => order.ProducerId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(order => order.Lines).WithOne().HasForeignKey(line => line.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(order => order.Boxes).WithOne().HasForeignKey(box => box.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.Ignore(order => order.LooseLines);
        entity.HasMany(order => order.Discounts).WithOne().HasForeignKey(discount => discount.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(order => order.Shipments).WithOne().HasForeignKey(shipment => shipment.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(order => order.Replacements).WithOne().HasForeignKey(it => it.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(order => order.Events).WithOne().HasForeignKey(step => step.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrderLineMapping : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> entity)
    {
        entity.ToTable("OrderLines").HasKey(line => new { line.OrderId, line.Position });
        // What a producer sold lies in the parcels of others, too, where they pack its goods.
        // All that is added up: the lines themselves lie scattered over the years.
        entity.HasIndex(line => new { line.ProductId, line.OrderId, line.Price, line.Quantity, line.BorneByProducer }).HasDatabaseName("ix_order_lines_sold");
        entity.HasOne<Variant>().WithMany().HasForeignKey(line => line.VariantId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrderDiscountMapping : IEntityTypeConfiguration<OrderDiscount>
{
    public void Configure(EntityTypeBuilder<OrderDiscount> entity)
    {
        entity.ToTable("OrderDiscounts").HasKey(discount => new { discount.OrderId, discount.Position });
        entity.Ignore(discount => discount.Names);
        entity.HasOne<Promotion>().WithMany().HasForeignKey(discount => discount.PromotionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrderEventMapping : IEntityTypeConfiguration<OrderEvent>
{
    public void Configure(EntityTypeBuilder<OrderEvent> entity)
    {
        entity.ToTable("OrderEvents");
        entity.HasIndex(step => new { step.OrderId, step.Status, step.At });
    }
}

internal sealed class PartReplacementMapping : IEntityTypeConfiguration<PartReplacement>
{
    public void Configure(EntityTypeBuilder<PartReplacement> entity)
    {
        entity.ToTable("PartReplacements");
        entity.HasOne<Variant>().WithMany().HasForeignKey(it => it.GoneVariantId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Variant>().WithMany().HasForeignKey(it => it.VariantId).OnDelete(DeleteBehavior.Restrict);
    }
}
