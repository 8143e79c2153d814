using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Data.Mapping.Cms;

internal sealed class MediaItemMapping : IEntityTypeConfiguration<MediaItem>
{
    public void Configure(EntityTypeBuilder<MediaItem> entity)
    {
        entity.ToTable("MediaItems");
        entity.Property(item => item.Id).ValueGeneratedNever();
        entity.Ignore(item => item.ChangeSubject);
        entity.Ignore(item => item.Scope);
        entity.Ignore(item => item.Focus);
        entity.Ignore(item => item.CutKey);
        // Until documents came, all were photos.
        entity.Property(item => item.Kind).HasDefaultValue(MediaKind.Photo).ValueGeneratedNever();
        entity.HasIndex(item => item.Key);
        entity.HasIndex(item => new { item.State, item.At });
        entity.HasIndex(item => new { item.Folder, item.At });
    }
}

internal sealed class MediaUploadMapping : IEntityTypeConfiguration<MediaUpload>
{
    public void Configure(EntityTypeBuilder<MediaUpload> entity)
    {
        entity.ToTable("MediaUploads");
        entity.Property(upload => upload.Id).ValueGeneratedNever();
        entity.Ignore(upload => upload.IsWhole);
        entity.Ignore(upload => upload.Refusal);
        entity.HasIndex(upload => upload.LastAt);
    }
}
