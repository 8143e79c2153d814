using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Places;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class ProvinceMapping : IEntityTypeConfiguration<Province>
{
    public void Configure(EntityTypeBuilder<Province> entity)
    {
        entity.ToTable("Provinces").HasKey(province => province.Code);
        entity.HasIndex(province => province.Slug).IsUnique();
    }
}

internal sealed class CommuneMapping : IEntityTypeConfiguration<Commune>
{
    public void Configure(EntityTypeBuilder<Commune> entity)
    {
        entity.ToTable("Communes").HasKey(commune => commune.Code);
        entity.Ignore(commune => commune.KindName);
        entity.HasOne<Province>().WithMany().HasForeignKey(commune => commune.ProvinceCode);
        entity.HasIndex(commune => new { commune.ProvinceCode, commune.Slug }).IsUnique();
    }
}

internal sealed class LegacyProvinceMapping : IEntityTypeConfiguration<LegacyProvince>
{
    public void Configure(EntityTypeBuilder<LegacyProvince> entity) => entity.ToTable("LegacyProvinces").HasKey(province => province.Code);
}

internal sealed class LegacyDistrictMapping : IEntityTypeConfiguration<LegacyDistrict>
{
    public void Configure(EntityTypeBuilder<LegacyDistrict> entity) => entity.ToTable("LegacyDistricts").HasKey(district => district.Code);
}

internal sealed class LegacyCommuneMapping : IEntityTypeConfiguration<LegacyCommune>
{
    public void Configure(EntityTypeBuilder<LegacyCommune> entity)
    {
        entity.ToTable("LegacyCommunes");
        entity.Property(commune => commune.Id).ValueGeneratedNever();
        entity.HasIndex(commune => commune.NewCode);
    }
}
