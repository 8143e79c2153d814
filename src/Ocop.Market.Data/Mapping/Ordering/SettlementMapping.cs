using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Settlements;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class SettlementEntryMapping : IEntityTypeConfiguration<SettlementEntry>
{
    public void Configure(EntityTypeBuilder<SettlementEntry> entity)
    {
        entity.ToTable("SettlementEntries");
        entity.Ignore(entry => entry.Amount);
        entity.HasIndex(entry => entry.Key).IsUnique();
        // One line against each, however many officers press at once.
        entity.HasIndex(entry => entry.CorrectsId).IsUnique();
        // With what is added up, so that sums over years read no rows.
        entity.HasIndex(entry => new { entry.ProducerId, entry.IsDue, entry.Month, entry.Kind, entry.Dong });
        entity.HasIndex(entry => new { entry.Month, entry.ProducerId, entry.Kind, entry.IsDue, entry.Dong });
        entity.HasIndex(entry => entry.OrderId);
        entity.HasOne<Producer>().WithMany().HasForeignKey(entry => entry.ProducerId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Order>().WithMany().HasForeignKey(entry => entry.OrderId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Payout>().WithMany().HasForeignKey(entry => entry.PayoutId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<SettlementEntry>().WithMany().HasForeignKey(entry => entry.CorrectsId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CarriedBalanceMapping : IEntityTypeConfiguration<CarriedBalance>
{
    public void Configure(EntityTypeBuilder<CarriedBalance> entity)
    {
        entity.ToTable("CarriedBalances").HasKey(carried => new { carried.Month, carried.ProducerId, carried.Kind });
        entity.HasOne<Producer>().WithMany().HasForeignKey(carried => carried.ProducerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClosedMonthMapping : IEntityTypeConfiguration<ClosedMonth>
{
    public void Configure(EntityTypeBuilder<ClosedMonth> entity) => entity.ToTable("ClosedMonths").HasKey(closed => closed.Month);
}

internal sealed class CommissionRateMapping : IEntityTypeConfiguration<CommissionRate>
{
    public void Configure(EntityTypeBuilder<CommissionRate> entity)
    {
        entity.ToTable("CommissionRates").HasKey(rate => rate.Target);
        entity.HasOne<Producer>().WithMany().HasForeignKey(rate => rate.ProducerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PayoutAccountMapping : IEntityTypeConfiguration<PayoutAccount>
{
    public void Configure(EntityTypeBuilder<PayoutAccount> entity)
    {
        entity.ToTable("PayoutAccounts").HasKey(account => account.ProducerId);
        entity.Ignore(account => account.Masked);
        entity.HasOne<Producer>().WithOne().HasForeignKey<PayoutAccount>(account => account.ProducerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PayoutBatchMapping : IEntityTypeConfiguration<PayoutBatch>
{
    public void Configure(EntityTypeBuilder<PayoutBatch> entity)
    {
        entity.ToTable("PayoutBatches");
        entity.Property(batch => batch.Id).ValueGeneratedNever();
        entity.Ignore(batch => batch.Total);
        entity.HasIndex(batch => batch.MadeAt);
        entity.HasMany(batch => batch.Payouts).WithOne().HasForeignKey(payout => payout.BatchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PayoutMapping : IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<Payout> entity)
    {
        entity.ToTable("Payouts");
        entity.Property(payout => payout.Id).ValueGeneratedNever();
        entity.HasIndex(payout => payout.Reference).IsUnique();
        entity.HasOne<Producer>().WithMany().HasForeignKey(payout => payout.ProducerId).OnDelete(DeleteBehavior.Restrict);
    }
}
