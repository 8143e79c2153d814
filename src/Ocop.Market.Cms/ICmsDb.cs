using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Cms;

public interface ICmsDb : IAccountsDb
{
    DbSet<Document> Documents { get; }
    DbSet<Revision> Revisions { get; }
    DbSet<MediaItem> MediaItems { get; }
    DbSet<MediaUpload> MediaUploads { get; }
}
