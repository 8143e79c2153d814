using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> entity)
    {
        entity.ToTable("Payments");
        entity.Property(payment => payment.Id).ValueGeneratedNever();
        entity.Ignore(payment => payment.ChangeSubject);
        entity.Ignore(payment => payment.Why);
        entity.HasIndex(payment => payment.Reference).IsUnique();
        // Rows without one never clash: neither database takes two nulls for the same.
        entity.HasIndex(payment => new { payment.Provider, payment.GatewayId }).IsUnique();
        entity.HasIndex(payment => payment.GroupId);
        entity.HasOne<OrderGroup>().WithMany().HasForeignKey(payment => payment.GroupId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReceiptMapping : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> entity)
    {
        entity.ToTable("Receipts");
        entity.Property(receipt => receipt.Id).ValueGeneratedNever();
        entity.Ignore(receipt => receipt.ChangeSubject);
        entity.Ignore(receipt => receipt.Left);
        entity.HasIndex(receipt => new { receipt.Provider, receipt.TransactionId }).IsUnique();
        entity.HasIndex(receipt => receipt.GroupId);
        entity.HasIndex(receipt => receipt.BookedAt);
        entity.HasIndex(receipt => receipt.Doubt);
        entity.HasOne<OrderGroup>().WithMany().HasForeignKey(receipt => receipt.GroupId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Payment>().WithMany().HasForeignKey(receipt => receipt.PaymentId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Order>().WithMany().HasForeignKey(receipt => receipt.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> entity)
    {
        entity.ToTable("Refunds");
        entity.Property(refund => refund.Id).ValueGeneratedNever();
        entity.Ignore(refund => refund.ChangeSubject);
        entity.Ignore(refund => refund.IsForPeople);
        entity.Ignore(refund => refund.Why);
        entity.HasIndex(refund => refund.Reference).IsUnique();
        entity.HasIndex(refund => refund.GroupId);
        entity.HasIndex(refund => new { refund.State, refund.DueAt });
        entity.HasOne<Receipt>().WithMany().HasForeignKey(refund => refund.ReceiptId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Order>().WithMany().HasForeignKey(refund => refund.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class KeptMessageMapping : IEntityTypeConfiguration<KeptMessage>
{
    public void Configure(EntityTypeBuilder<KeptMessage> entity)
    {
        entity.ToTable("KeptMessages");
        entity.Property(message => message.Id).ValueGeneratedNever();
        entity.Ignore(message => message.Message);
        entity.HasIndex(message => new { message.State, message.DueAt });
    }
}
