using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Enquiries;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class EnquiryMapping : IEntityTypeConfiguration<Enquiry>
{
    public void Configure(EntityTypeBuilder<Enquiry> entity)
    {
        entity.ToTable("Enquiries");
        entity.Property(enquiry => enquiry.Id).ValueGeneratedNever();
        entity.Ignore(enquiry => enquiry.Subject);
        entity.HasIndex(enquiry => new { enquiry.ProductId, enquiry.CreatedAt });
        entity.HasOne<Product>().WithMany().HasForeignKey(enquiry => enquiry.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}
