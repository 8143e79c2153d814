using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Cms.Media;

/// <summary>A person's own uploads; nobody else's business.</summary>
public sealed class Uploads(ICmsDb db)
{
    public Task<MediaUpload?> FindAsync(Person person, Guid id, CancellationToken cancel) =>
        db.MediaUploads.AsNoTracking().SingleOrDefaultAsync(upload => upload.Id == id && upload.OpenedBy == person.Id, cancel);
}
