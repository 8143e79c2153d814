using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Previews;

/// <summary>
/// Lets somebody without an account read a document that is not public, for some days. Of its secret only the hash is kept: whoever reads the
/// database cannot use it.
/// </summary>
public sealed class PreviewLink
{
    private PreviewLink() { }

    public PreviewLink(Guid documentId, Guid? revisionId, string tokenHash, Person by, DateTime now, DateTime expiresAt) =>
        (Id, DocumentId, RevisionId, TokenHash, AuthorId, AuthorName, CreatedAt, ExpiresAt) = (Guid.CreateVersion7(), documentId, revisionId, tokenHash, by.Id, by.Name, now, expiresAt);

    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }

    /// <summary>The one that is shown for ever; null follows the latest.</summary>
    public Guid? RevisionId { get; private set; }
    public string TokenHash { get; private set; } = "";
    public Guid AuthorId { get; private set; }
    public string AuthorName { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }

    public bool IsOpenAt(DateTime now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTime now) => RevokedAt ??= now;

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <param name="Path">Shown once: it cannot be told again.</param>
public sealed record MadePreviewLink(Guid Id, string Path, DateTime ExpiresAt);

public sealed class MakePreviewLink(ICmsDb db, KnownTypes types, TimeProvider clock)
{
    public const int MostDays = 30;
    public const string Path = "/xem-truoc/";

    /// <param name="revisionId">Pins one; null shows whatever is the latest when it is opened.</param>
    public Task<Outcome<MadePreviewLink>> HandleAsync(Person by, Guid documentId, Guid? revisionId, int days, CancellationToken cancel) => db.InTransactionAsync<MadePreviewLink>(async () =>
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId && it.DeletedAt == null, cancel);
        if (document is null || !by.May(Act.ReadContent, document.Scope)) return DocumentTurn.Unknown;
        if (!by.May(types.Of(document).WriteAct, document.Scope)) return DocumentTurn.NotAllowed;
        if (days is < 1 or > MostDays) return new Refusal("DaysWrong", "days", $"Liên kết xem trước dùng được từ 1 đến {MostDays} ngày.", $"A preview link lasts 1 to {MostDays} days.");
        if (revisionId is { } pinned && !await db.Revisions.AnyAsync(revision => revision.Id == pinned && revision.DocumentId == documentId, cancel))
            return new Refusal("RevisionUnknown", "", "Không có bản này.", "There is no such revision.");

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var link = new PreviewLink(documentId, revisionId, PreviewLink.HashOf(token), by, clock.UtcNow(), clock.UtcNow().AddDays(days));
        db.PreviewLinks.Add(link);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "PreviewLinkMade", ChangeSubject.Document(documentId), after: FormattableString.Invariant($"{link.Id} until {link.ExpiresAt:O}")));
        await db.SaveChangesAsync(cancel);
        return new MadePreviewLink(link.Id, Path + token, link.ExpiresAt);
    }, cancel);
}

public sealed class RevokePreviewLink(ICmsDb db, KnownTypes types, TimeProvider clock)
{
    public Task<Outcome<PreviewLink>> HandleAsync(Person by, Guid linkId, CancellationToken cancel) => db.InTransactionAsync<PreviewLink>(async () =>
    {
        var link = await db.PreviewLinks.SingleOrDefaultAsync(it => it.Id == linkId, cancel);
        var document = link is null ? null : await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == link.DocumentId, cancel);
        if (link is null || document is null || !by.May(Act.ReadContent, document.Scope)) return DocumentTurn.Unknown;
        if (!by.May(types.Of(document).WriteAct, document.Scope)) return DocumentTurn.NotAllowed;
        link.Revoke(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "PreviewLinkRevoked", ChangeSubject.Document(document.Id), link.Id.ToString()));
        await db.SaveChangesAsync(cancel);
        return link;
    }, cancel);
}

/// <summary>The links of a document that still open, for the desk.</summary>
public sealed class OpenPreviewLinks(ICmsDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<PreviewLink>> OfAsync(Guid documentId, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return await db.PreviewLinks.AsNoTracking().Where(link => link.DocumentId == documentId && link.RevokedAt == null && link.ExpiresAt > now).OrderBy(link => link.CreatedAt).ToListAsync(cancel);
    }
}

public sealed record PreviewedDocument(Document Document, DocumentType Type, DocumentContent Content, IReadOnlyList<Block> Blocks, DateTime Written, DateTime ExpiresAt);

public sealed class PreviewedDocuments(ICmsDb db, KnownTypes types, LiveDocuments live, TimeProvider clock)
{
    /// <summary>Null where the link never was, is over or was taken back: the three look alike.</summary>
    public async Task<PreviewedDocument?> FindAsync(string token, CancellationToken cancel)
    {
        var hash = PreviewLink.HashOf(token);
        var link = await db.PreviewLinks.AsNoTracking().SingleOrDefaultAsync(it => it.TokenHash == hash, cancel);
        if (link?.IsOpenAt(clock.UtcNow()) != true) return null;
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == link.DocumentId && it.DeletedAt == null, cancel);
        if (document is null || (link.RevisionId ?? document.LatestRevisionId) is not { } wanted || await db.Revisions.AsNoTracking().SingleOrDefaultAsync(it => it.Id == wanted, cancel) is not { } revision) return null;
        var content = DocumentContent.Of(revision);
        return new PreviewedDocument(document, types.Of(document), content, await live.WithSharedAsync(content.Blocks, document.Language, cancel), revision.CreatedAt, link.ExpiresAt);
    }
}
