using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class FairMapping : IEntityTypeConfiguration<Fair>
{
    public void Configure(EntityTypeBuilder<Fair> entity)
    {
        entity.ToTable("Fairs");
        entity.Property(fair => fair.Id).ValueGeneratedNever();
        foreach (var computed in new[] { nameof(Fair.ChangeSubject), nameof(Fair.Scope), nameof(Fair.Title), nameof(Fair.About), nameof(Fair.Hours), nameof(Fair.Results) }) entity.Ignore(computed);
        entity.ComplexProperty(fair => fair.Place);
        entity.HasIndex(fair => fair.Slug).IsUnique();
        entity.HasIndex(fair => fair.LastDay);
        entity.HasIndex(fair => fair.PlanMediaId);
    }
}

internal sealed class FairDayMapping : IEntityTypeConfiguration<FairDay>
{
    public void Configure(EntityTypeBuilder<FairDay> entity)
    {
        entity.ToTable("FairDays");
        entity.Property(day => day.Id).ValueGeneratedNever();
        // Not unique: days may change places in one save. The fair's lock and SetFairDays keep each day once.
        entity.HasIndex(day => new { day.FairId, day.Day });
        entity.HasOne<Fair>().WithMany().HasForeignKey(day => day.FairId);
    }
}

internal sealed class ProgrammeItemMapping : IEntityTypeConfiguration<ProgrammeItem>
{
    public void Configure(EntityTypeBuilder<ProgrammeItem> entity)
    {
        entity.ToTable("FairProgramme");
        entity.Property(item => item.Id).ValueGeneratedNever();
        entity.Ignore(item => item.What);
        entity.HasOne<Fair>().WithMany().HasForeignKey(item => item.FairId);
    }
}

internal sealed class MarketDayChangeMapping : IEntityTypeConfiguration<MarketDayChange>
{
    public void Configure(EntityTypeBuilder<MarketDayChange> entity)
    {
        entity.ToTable("MarketDayChanges").HasKey(change => new { change.FairId, change.Day });
        entity.HasOne<Fair>().WithMany().HasForeignKey(change => change.FairId);
    }
}

internal sealed class BoothMapping : IEntityTypeConfiguration<Booth>
{
    public void Configure(EntityTypeBuilder<Booth> entity)
    {
        entity.ToTable("Booths");
        entity.Property(booth => booth.Id).ValueGeneratedNever();
        entity.Ignore(booth => booth.ChangeSubject);
        entity.Ignore(booth => booth.Facts);
        entity.HasIndex(booth => new { booth.FairId, booth.Number }).IsUnique();
        entity.HasOne<Fair>().WithMany().HasForeignKey(booth => booth.FairId);
        entity.HasOne<ProductGroup>().WithMany().HasForeignKey(booth => booth.GroupSlug);
    }
}

internal sealed class BoothApplicationMapping : IEntityTypeConfiguration<BoothApplication>
{
    public void Configure(EntityTypeBuilder<BoothApplication> entity)
    {
        entity.ToTable("BoothApplications");
        entity.Property(application => application.Id).ValueGeneratedNever();
        entity.Ignore(application => application.ChangeSubject);
        entity.HasIndex(application => new { application.FairId, application.ProducerId }).IsUnique();
        entity.HasIndex(application => application.BoothId).IsUnique();
        entity.HasOne<Fair>().WithMany().HasForeignKey(application => application.FairId);
        entity.HasOne<Producer>().WithMany().HasForeignKey(application => application.ProducerId);
        entity.HasOne<Booth>().WithMany().HasForeignKey(application => application.BoothId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<ProductGroup>().WithMany().HasForeignKey(application => application.GroupSlug);
    }
}

internal sealed class BroughtProductMapping : IEntityTypeConfiguration<BroughtProduct>
{
    public void Configure(EntityTypeBuilder<BroughtProduct> entity)
    {
        entity.ToTable("BroughtProducts").HasKey(brought => new { brought.ApplicationId, brought.ProductId });
        entity.HasOne<BoothApplication>().WithMany().HasForeignKey(brought => brought.ApplicationId);
        entity.HasOne<Product>().WithMany().HasForeignKey(brought => brought.ProductId);
    }
}
