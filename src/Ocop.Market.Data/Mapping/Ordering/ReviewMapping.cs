using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Reviews;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class ReviewMapping : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> entity)
    {
        entity.ToTable("Reviews");
        entity.Property(review => review.Id).ValueGeneratedNever();
        entity.Ignore(review => review.ChangeSubject);
        entity.HasIndex(review => new { review.GroupId, review.ProductId }).IsUnique();
        entity.HasIndex(review => new { review.ProductId, review.State, review.WrittenAt });
        entity.HasIndex(review => new { review.State, review.WrittenAt });
        entity.HasOne<Order>().WithMany().HasForeignKey(review => review.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Product>().WithMany().HasForeignKey(review => review.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}
