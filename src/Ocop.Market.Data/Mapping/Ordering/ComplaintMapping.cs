using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class ComplaintMapping : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> entity)
    {
        entity.ToTable("Complaints");
        entity.Property(complaint => complaint.Id).ValueGeneratedNever();
        entity.HasIndex(complaint => new { complaint.State, complaint.DueAt });
        entity.HasIndex(complaint => complaint.ClosedAt);
        entity.HasOne<Order>().WithMany().HasForeignKey(complaint => complaint.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasMany(complaint => complaint.Messages).WithOne().HasForeignKey(message => message.ComplaintId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ComplaintMessageMapping : IEntityTypeConfiguration<ComplaintMessage>
{
    public void Configure(EntityTypeBuilder<ComplaintMessage> entity) => entity.ToTable("ComplaintMessages").HasKey(message => new { message.ComplaintId, message.Position });
}
