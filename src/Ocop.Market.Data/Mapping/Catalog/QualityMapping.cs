using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class PaperReminderMapping : IEntityTypeConfiguration<PaperReminder>
{
    public void Configure(EntityTypeBuilder<PaperReminder> entity)
    {
        entity.ToTable("PaperReminders");
        entity.HasIndex(reminder => new { reminder.PaperId, reminder.Until, reminder.Days }).IsUnique();
        entity.HasOne<Certification>().WithMany().HasForeignKey(reminder => reminder.PaperId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProposedPaperMapping : IEntityTypeConfiguration<ProposedPaper>
{
    public void Configure(EntityTypeBuilder<ProposedPaper> entity)
    {
        entity.ToTable("ProposedPapers");
        entity.Property(paper => paper.Id).ValueGeneratedNever();
        entity.Ignore(paper => paper.Facts).Ignore(paper => paper.Subject).Ignore(paper => paper.IsOpen);
        entity.HasIndex(paper => new { paper.State, paper.ProposedAt });
        entity.HasIndex(paper => paper.FileId);
        entity.HasOne<Product>().WithMany().HasForeignKey(paper => paper.ProductId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Producer>().WithMany().HasForeignKey(paper => paper.ProducerId).OnDelete(DeleteBehavior.Cascade);
        // Once the old paper is removed, the new one stands for itself.
        entity.HasOne<Certification>().WithMany().HasForeignKey(paper => paper.ReplacesId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class MarkMapping : IEntityTypeConfiguration<Mark>
{
    public void Configure(EntityTypeBuilder<Mark> entity)
    {
        entity.ToTable("Marks");
        entity.Property(mark => mark.Id).ValueGeneratedNever();
        entity.Ignore(mark => mark.ChangeSubject);
        entity.Ignore(mark => mark.Scope);
        entity.HasIndex(mark => new { mark.Kind, mark.Number }).IsUnique();
    }
}

internal sealed class MarkUseMapping : IEntityTypeConfiguration<MarkUse>
{
    public void Configure(EntityTypeBuilder<MarkUse> entity)
    {
        entity.ToTable("MarkUses");
        entity.Property(use => use.Id).ValueGeneratedNever();
        entity.Ignore(use => use.ChangeSubject);
        entity.HasOne<Mark>().WithMany().HasForeignKey(use => use.MarkId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Product>().WithMany().HasForeignKey(use => use.ProductId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne<Producer>().WithMany().HasForeignKey(use => use.ProducerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FakeReportMapping : IEntityTypeConfiguration<FakeReport>
{
    public void Configure(EntityTypeBuilder<FakeReport> entity)
    {
        entity.ToTable("FakeReports");
        entity.Property(report => report.Id).ValueGeneratedNever();
        entity.Ignore(report => report.ChangeSubject);
        entity.Ignore(report => report.Scope);
        entity.HasIndex(report => new { report.State, report.CreatedAt });
        entity.HasIndex(report => report.ClosedAt);
        entity.HasOne<Product>().WithMany().HasForeignKey(report => report.ProductId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class FakeReportPhotoMapping : IEntityTypeConfiguration<FakeReportPhoto>
{
    public void Configure(EntityTypeBuilder<FakeReportPhoto> entity)
    {
        entity.ToTable("FakeReportPhotos");
        entity.Property(photo => photo.Id).ValueGeneratedNever();
        entity.HasOne<FakeReport>().WithMany().HasForeignKey(photo => photo.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}
