using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Data.Seeding;

namespace Ocop.Market.Data.Mapping;

internal sealed class LoadedFileMapping : IEntityTypeConfiguration<LoadedFile>
{
    public void Configure(EntityTypeBuilder<LoadedFile> entity) => entity.ToTable("LoadedFiles").HasKey(file => file.Name);
}
