using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Publishing;

/// <summary>Hears in the same transaction that a document went live, changed or went down: what names catalogue things keeps its own rows in step.</summary>
public interface IFollowsPublishing
{
    /// <param name="live">Null when the public does not see it any more.</param>
    Task FollowAsync(Document document, DocumentContent? live, CancellationToken cancel);
}

/// <summary>The one way up to the public's pages and down again, whoever asks: a person, the clock or a set.</summary>
public sealed class PublicPages(ICmsDb db, KnownTypes types, ReferenceIndex references, IEnumerable<IFollowsPublishing> followers, TimeProvider clock)
{
    public async Task PutUpAsync(Document document, Revision revision, string actor, CancellationToken cancel)
    {
        var before = document.LiveRevisionId;
        document.Publish(revision, clock.UtcNow());
        if (types.Of(document).AddressOf(document.Slug) is { } address)
            db.Redirects.RemoveRange(await db.Redirects.Where(redirect => redirect.FromPath == address).ToListAsync(cancel));
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "DocumentPublished", ChangeSubject.Document(document.Id), before?.ToString(), revision.Id.ToString()));
        await FollowAsync(document, DocumentContent.Of(revision), cancel);
    }

    public async Task TakeDownAsync(Document document, string actor, CancellationToken cancel)
    {
        var before = document.LiveRevisionId;
        document.Unpublish(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "DocumentUnpublished", ChangeSubject.Document(document.Id), before?.ToString()));
        await FollowAsync(document, null, cancel);
    }

    internal async Task FollowAsync(Document document, DocumentContent? live, CancellationToken cancel)
    {
        await references.WriteAsync(document, cancel);
        // Followers read what the public will see, so it is in the database before they are asked.
        await db.SaveChangesAsync(cancel);
        foreach (var follower in followers) await follower.FollowAsync(document, live, cancel);
    }
}
