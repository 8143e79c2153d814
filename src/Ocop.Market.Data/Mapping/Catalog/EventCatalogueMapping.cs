using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class EventCatalogueMapping : IEntityTypeConfiguration<EventCatalogue>
{
    public void Configure(EntityTypeBuilder<EventCatalogue> entity)
    {
        entity.ToTable("EventCatalogues");
        entity.Property(catalogue => catalogue.Id).ValueGeneratedNever();
        foreach (var computed in new[] { nameof(EventCatalogue.ChangeSubject), nameof(EventCatalogue.Scope), nameof(EventCatalogue.Facts) }) entity.Ignore(computed);
        entity.HasIndex(catalogue => catalogue.Slug).IsUnique();
    }
}

internal sealed class CataloguedProductMapping : IEntityTypeConfiguration<CataloguedProduct>
{
    public void Configure(EntityTypeBuilder<CataloguedProduct> entity)
    {
        entity.ToTable("CataloguedProducts").HasKey(product => new { product.CatalogueId, product.ProductId });
        entity.Ignore(product => product.ChangeSubject);
        entity.HasOne<EventCatalogue>().WithMany().HasForeignKey(product => product.CatalogueId);
        entity.HasOne<Product>().WithMany().HasForeignKey(product => product.ProductId);
    }
}
