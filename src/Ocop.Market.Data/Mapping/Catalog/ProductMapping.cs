using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class ProducerMapping : IEntityTypeConfiguration<Producer>
{
    public void Configure(EntityTypeBuilder<Producer> entity)
    {
        entity.ToTable("Producers");
        entity.Property(producer => producer.Id).ValueGeneratedNever();
        entity.Ignore(producer => producer.ChangeSubject);
        entity.Ignore(producer => producer.Scope);
        entity.ComplexProperty(producer => producer.Place);
        entity.HasIndex(producer => producer.Slug).IsUnique();
        entity.HasIndex(producer => producer.FoldedName);
    }
}

internal sealed class ProductGroupMapping : IEntityTypeConfiguration<ProductGroup>
{
    public void Configure(EntityTypeBuilder<ProductGroup> entity) => entity.ToTable("ProductGroups").HasKey(group => group.Slug);
}

internal sealed class ProductSetMapping : IEntityTypeConfiguration<ProductSet>
{
    public void Configure(EntityTypeBuilder<ProductSet> entity)
    {
        entity.ToTable("ProductSets").HasKey(set => set.Code);
        entity.HasOne<ProductGroup>().WithMany().HasForeignKey(set => set.GroupSlug);
    }
}

internal sealed class ProductMapping : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> entity)
    {
        entity.ToTable("Products");
        entity.Property(product => product.Id).ValueGeneratedNever();
        entity.Ignore(product => product.ChangeSubject);
        entity.Ignore(product => product.Wholesale);
        entity.Property(product => product.Allergens).HasConversion<int?>();
        entity.ComplexProperty(product => product.Place);
        entity.HasIndex(product => product.Slug).IsUnique();
        entity.HasIndex(product => product.FoldedName);
        entity.HasIndex(product => product.UpdatedAt);
        entity.HasOne<Producer>().WithMany().HasForeignKey(product => product.ProducerId);
        entity.HasOne<ProductGroup>().WithMany().HasForeignKey(product => product.GroupSlug);
        entity.HasOne<ProductSet>().WithMany().HasForeignKey(product => product.SetCode);
        entity.HasMany(product => product.Variants).WithOne().HasForeignKey(variant => variant.ProductId);
        entity.HasMany(product => product.Certifications).WithOne().HasForeignKey(paper => paper.ProductId).OnDelete(DeleteBehavior.Cascade);
        entity.HasMany(product => product.Images).WithOne().HasForeignKey(image => image.ProductId);
        entity.HasMany(product => product.Decisions).WithOne().HasForeignKey(decision => decision.ProductId);
    }
}

internal sealed class VariantMapping : IEntityTypeConfiguration<Variant>
{
    public void Configure(EntityTypeBuilder<Variant> entity)
    {
        entity.ToTable("Variants");
        entity.Property(variant => variant.Id).ValueGeneratedNever();
        entity.Ignore(variant => variant.ChangeSubject);
        entity.HasIndex(variant => variant.Sku).IsUnique();
    }
}

internal sealed class CertificationMapping : IEntityTypeConfiguration<Certification>
{
    public void Configure(EntityTypeBuilder<Certification> entity)
    {
        entity.ToTable("Certifications");
        entity.Property(paper => paper.Id).ValueGeneratedNever();
        entity.Ignore(paper => paper.ChangeSubject).Ignore(paper => paper.Facts);
        entity.HasOne<Producer>().WithMany().HasForeignKey(paper => paper.ProducerId).OnDelete(DeleteBehavior.Cascade);
        entity.HasIndex(paper => paper.ValidUntil);
        entity.HasIndex(paper => paper.FileId);
    }
}

internal sealed class ProductImageMapping : IEntityTypeConfiguration<ProductImage>
{
    public void Configure(EntityTypeBuilder<ProductImage> entity)
    {
        entity.ToTable("ProductImages");
        entity.Property(image => image.Id).ValueGeneratedNever();
        entity.Ignore(image => image.ChangeSubject);
        entity.HasIndex(image => new { image.ProductId, image.Key }).IsUnique();
        entity.HasIndex(image => image.MediaItemId);
    }
}

internal sealed class RecognitionDecisionMapping : IEntityTypeConfiguration<RecognitionDecision>
{
    public void Configure(EntityTypeBuilder<RecognitionDecision> entity)
    {
        entity.ToTable("RecognitionDecisions");
        entity.Property(decision => decision.Id).ValueGeneratedNever();
        entity.Ignore(decision => decision.ChangeSubject);
        entity.Ignore(decision => decision.LastDay);
        entity.HasIndex(decision => decision.ValidUntil);
    }
}

internal sealed class StoryLinkMapping : IEntityTypeConfiguration<StoryLink>
{
    public void Configure(EntityTypeBuilder<StoryLink> entity)
    {
        entity.ToTable("StoryLinks").HasKey(link => link.DocumentId);
        entity.HasOne<Product>().WithMany().HasForeignKey(link => link.ProductId);
        entity.HasOne<Producer>().WithMany().HasForeignKey(link => link.ProducerId);
        entity.HasIndex(link => link.ProvinceCode);
    }
}

internal sealed class SearchRowMapping : IEntityTypeConfiguration<SearchRow>
{
    public void Configure(EntityTypeBuilder<SearchRow> entity)
    {
        entity.ToTable("SearchRows");
        entity.HasIndex(row => row.ProductId).IsUnique();
        entity.HasOne<Product>().WithOne().HasForeignKey<SearchRow>(row => row.ProductId).OnDelete(DeleteBehavior.Cascade);
        entity.HasIndex(row => row.ProducerId);
        entity.HasIndex(row => row.ProvinceCode);
        // All that a list without a text and the neighbours of a product need: the long texts of the row stay unread.
        entity.HasIndex(row => new
        {
            row.GroupSlug, row.SetCode, row.ProvinceCode, row.IsListed, row.Stars, row.StarsFrom, row.StarsUntil, row.CertificationDays,
            row.Price, row.InStock, row.CreatedAt, row.ProducerId, row.ProductId,
        }).HasDatabaseName("ix_search_rows_list");
        entity.HasIndex(row => row.StarsUntil);
        // Search reads thousands of rows for one page and only compares this; a number is read without a string.
        entity.Property(row => row.CreatedAt).HasConversion(time => time.Ticks, ticks => new DateTime(ticks, DateTimeKind.Utc));
    }
}
