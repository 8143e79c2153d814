using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class StockLevelMapping : IEntityTypeConfiguration<StockLevel>
{
    public void Configure(EntityTypeBuilder<StockLevel> entity)
    {
        // The last guard: no bug above can promise what is not there.
        entity.ToTable("StockLevels", table => table.HasCheckConstraint("ck_stock_levels_covered", "allocated >= 0 AND reserved >= 0 AND on_hand >= allocated + reserved"));
        entity.HasKey(level => level.VariantId);
        entity.Property(level => level.VariantId).ValueGeneratedNever();
        entity.HasOne<Variant>().WithOne().HasForeignKey<StockLevel>(level => level.VariantId).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(level => level.ProductId);
    }
}

internal sealed class StockBatchMapping : IEntityTypeConfiguration<StockBatch>
{
    public void Configure(EntityTypeBuilder<StockBatch> entity)
    {
        entity.ToTable("StockBatches", table => table.HasCheckConstraint("ck_stock_batches_not_below_zero", "quantity >= 0"));
        entity.Property(batch => batch.Id).ValueGeneratedNever();
        entity.HasOne<StockLevel>().WithMany().HasForeignKey(batch => batch.VariantId).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(batch => new { batch.VariantId, batch.Number }).IsUnique();
        entity.HasIndex(batch => batch.BestBefore);
    }
}

internal sealed class StockReservationMapping : IEntityTypeConfiguration<StockReservation>
{
    public void Configure(EntityTypeBuilder<StockReservation> entity)
    {
        entity.ToTable("StockReservations").HasKey(hold => new { hold.CartId, hold.VariantId });
        entity.HasOne<Cart>().WithMany().HasForeignKey(hold => hold.CartId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<StockLevel>().WithMany().HasForeignKey(hold => hold.VariantId).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(hold => hold.ExpiresAt);
    }
}

internal sealed class StockMovementMapping : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> entity)
    {
        entity.ToTable("StockMovements");
        entity.HasOne<StockLevel>().WithMany().HasForeignKey(movement => movement.VariantId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<StockBatch>().WithMany().HasForeignKey(movement => movement.BatchId).OnDelete(DeleteBehavior.Restrict);
    }
}
