using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Ordering.Carts;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class CartMapping : IEntityTypeConfiguration<Cart>
{
    public void Configure(EntityTypeBuilder<Cart> entity)
    {
        entity.ToTable("Carts");
        entity.Property(cart => cart.Id).ValueGeneratedNever();
        entity.Ignore(cart => cart.Count);
        entity.HasMany(cart => cart.Lines).WithOne().HasForeignKey(line => line.CartId);
        entity.HasMany(cart => cart.Boxes).WithOne().HasForeignKey(box => box.CartId);
    }
}

internal sealed class CartLineMapping : IEntityTypeConfiguration<CartLine>
{
    public void Configure(EntityTypeBuilder<CartLine> entity)
    {
        entity.ToTable("CartLines").HasKey(line => new { line.CartId, line.VariantId });
        entity.HasOne<Variant>().WithMany().HasForeignKey(line => line.VariantId);
    }
}
