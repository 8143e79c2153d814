using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class NeedMapping : IEntityTypeConfiguration<Need>
{
    public void Configure(EntityTypeBuilder<Need> entity)
    {
        entity.ToTable("Needs");
        entity.Property(need => need.Id).ValueGeneratedNever();
        entity.Ignore(need => need.ChangeSubject);
        entity.Ignore(need => need.Scope);
        entity.HasIndex(need => need.Number).IsUnique();
        entity.HasIndex(need => new { need.State, need.LastDay });
        entity.HasIndex(need => need.CreatedAt);
        entity.HasOne<ProductGroup>().WithMany().HasForeignKey(need => need.GroupSlug);
    }
}

internal sealed class NeedAnswerMapping : IEntityTypeConfiguration<NeedAnswer>
{
    public void Configure(EntityTypeBuilder<NeedAnswer> entity)
    {
        entity.ToTable("NeedAnswers");
        entity.Property(answer => answer.Id).ValueGeneratedNever();
        entity.HasIndex(answer => new { answer.NeedId, answer.ProducerId }).IsUnique();
        entity.HasOne<Need>().WithMany().HasForeignKey(answer => answer.NeedId);
        entity.HasOne<Producer>().WithMany().HasForeignKey(answer => answer.ProducerId);
    }
}

internal sealed class AnsweredProductMapping : IEntityTypeConfiguration<AnsweredProduct>
{
    public void Configure(EntityTypeBuilder<AnsweredProduct> entity)
    {
        entity.ToTable("AnsweredProducts").HasKey(answered => new { answered.AnswerId, answered.ProductId });
        entity.HasOne<NeedAnswer>().WithMany().HasForeignKey(answered => answered.AnswerId);
        entity.HasOne<Product>().WithMany().HasForeignKey(answered => answered.ProductId);
    }
}

internal sealed class NeedMatchMapping : IEntityTypeConfiguration<NeedMatch>
{
    public void Configure(EntityTypeBuilder<NeedMatch> entity)
    {
        entity.ToTable("NeedMatches").HasKey(match => new { match.NeedId, match.ProducerId });
        entity.HasOne<Need>().WithMany().HasForeignKey(match => match.NeedId);
        entity.HasOne<Producer>().WithMany().HasForeignKey(match => match.ProducerId);
    }
}
