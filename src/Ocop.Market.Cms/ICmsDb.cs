using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms;

public interface ICmsDb : IKernelDb
{
    DbSet<Document> Documents { get; }
    DbSet<Revision> Revisions { get; }
    DbSet<MediaItem> MediaItems { get; }
    DbSet<MediaUpload> MediaUploads { get; }
}
