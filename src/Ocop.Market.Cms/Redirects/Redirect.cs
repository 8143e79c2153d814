using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Redirects;

/// <summary>An address that moved. Paths begin with "/" and do not name the language: both have the same addresses.</summary>
public sealed class Redirect : ITellsChange
{
    private Redirect() { }

    public Redirect(string fromPath, string toPath, Guid? documentId, string author, DateTime now) =>
        (Id, FromPath, ToPath, DocumentId, Author, CreatedAt) = (Guid.CreateVersion7(), fromPath, toPath, documentId, author, now);

    public Guid Id { get; private set; }
    public string FromPath { get; private set; } = "";
    public string ToPath { get; private set; } = "";

    /// <summary>Whose address it was; null for one that somebody wrote by hand.</summary>
    public Guid? DocumentId { get; private set; }
    public string Author { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }

    public ChangeSubject ChangeSubject => new("redirect", FromPath);

    public void LeadTo(string path) => ToPath = path;
}

/// <summary>Keeps every old address one step from the page: what led to the old one leads to the new one, and nothing leads away from it.</summary>
public sealed class RedirectTable(ICmsDb db, TimeProvider clock)
{
    public async Task AddAsync(string from, string to, Guid? documentId, string author, CancellationToken cancel)
    {
        var touched = await db.Redirects.Where(redirect => redirect.ToPath == from || redirect.FromPath == from || redirect.FromPath == to).ToListAsync(cancel);
        foreach (var redirect in touched)
        {
            if (redirect.FromPath == to) db.Redirects.Remove(redirect);
            else redirect.LeadTo(to);
        }

        if (touched.All(redirect => redirect.FromPath != from)) db.Redirects.Add(new Redirect(from, to, documentId, author, clock.UtcNow()));
    }

    /// <summary>Where the address leads now; null where it never moved.</summary>
    public Task<string?> FindAsync(string path, CancellationToken cancel) =>
        db.Redirects.Where(redirect => redirect.FromPath == path).Select(redirect => redirect.ToPath).SingleOrDefaultAsync(cancel);
}

/// <summary>The one way in which a text gets another address: both languages together, what was public leading on, whoever listens told.</summary>
public sealed class AddressChange(ICmsDb db, RedirectTable redirects, PublicPages pages, TimeProvider clock)
{
    /// <summary>The text in all its languages; they share the address.</summary>
    public Task<List<Document>> VariantsAsync(Document document, CancellationToken cancel) =>
        db.Documents.Where(it => it.Type == document.Type && it.Slug == document.Slug && it.DeletedAt == null).ToListAsync(cancel);

    public static bool WasPublic(IEnumerable<Document> variants) => variants.Any(variant => variant.PublishedAt is not null);

    public async Task ApplyAsync(Document document, DocumentType type, IReadOnlyList<Document> variants, string slug, string actor, CancellationToken cancel)
    {
        var before = document.Slug;
        foreach (var variant in variants) variant.Rename(slug, clock.UtcNow());
        if (WasPublic(variants) && type.AddressOf(before) is { } from) await redirects.AddAsync(from, type.AddressOf(slug)!, document.Id, actor, cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "DocumentMoved", ChangeSubject.Document(document.Id), before, slug));
        foreach (var variant in variants.Where(variant => variant.IsLive))
            await pages.FollowAsync(variant, DocumentContent.Of(await db.Revisions.SingleAsync(revision => revision.Id == variant.LiveRevisionId, cancel)), cancel);
    }
}

/// <summary>A new address for a text in both languages. Old links lead to it; if it was somebody's old address before, that ends.</summary>
public sealed class ChangeSlug(DocumentTurn turn, Slugs slugs, AddressChange addresses)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, string slug, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, type => type.WriteAct, async (document, type) =>
        {
            var wish = VietnameseText.Slug(slug);
            if (wish.Length is 0 or > 100) return [new Refusal("SlugWrong", "slug", "Địa chỉ cần từ 1 đến 100 chữ cái hoặc số.", "An address has 1 to 100 letters or digits.")];
            if (wish == document.Slug) return [new Refusal("NothingChanged", "slug", "Địa chỉ vẫn như cũ.", "The address is the same.")];
            var variants = await addresses.VariantsAsync(document, cancel);
            if (AddressChange.WasPublic(variants) && !by.May(Act.ApproveContent, document.Scope)) return [DocumentTurn.NotAllowed];
            if (!await slugs.IsFreeAsync(type, wish, document.Language, document, cancel)) return [Slugs.Taken];
            await addresses.ApplyAsync(document, type, variants, wish, by.Actor, cancel);
            return [];
        }, cancel);
}

/// <summary>Another place in the desk's tree. The address does not come from the tree, so none changes.</summary>
public sealed class MoveDocument(ICmsDb db, DocumentTurn turn, TimeProvider clock)
{
    private const int Deepest = 20;

    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, Guid? parentId, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, type => type.WriteAct, async (document, _) =>
        {
            var (at, depth) = (parentId, 0);
            while (at is { } id)
            {
                if (id == documentId || ++depth > Deepest) return [new Refusal("ParentBelow", "parent", "Không thể đặt một mục vào bên trong chính nó.", "A document cannot lie below itself.")];
                if (await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == id && it.DeletedAt == null, cancel) is not { } parent) return [new Refusal("ParentUnknown", "parent", "Không có mục cha này.", "There is no such parent.")];
                at = parent.ParentId;
            }

            var before = document.ParentId;
            document.MoveUnder(parentId, clock.UtcNow());
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "DocumentMovedInTree", ChangeSubject.Document(document.Id), before?.ToString(), parentId?.ToString()));
            return [];
        }, cancel);
}

/// <summary>An old address of another site, a printed one: written by hand.</summary>
public sealed class AddRedirect(ICmsDb db, KnownTypes types, RedirectTable redirects, TimeProvider clock)
{
    public Task<Outcome<string>> HandleAsync(Person by, string from, string to, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!by.May(Act.ShapeSite, Scope.Programme)) return DocumentTurn.NotAllowed;
        return await WriteAsync(from, to, null, by.Actor, cancel);
    }, cancel);

    internal async Task<Outcome<string>> WriteAsync(string from, string to, Guid? documentId, string actor, CancellationToken cancel)
    {
        (from, to) = (from.Trim().TrimEnd('/'), to.Trim());
        if (!IsPath(from) || from.StartsWith("/en/", StringComparison.Ordinal)) return new Refusal("PathWrong", "from", "Địa chỉ cũ bắt đầu bằng dấu / và không kèm ngôn ngữ.", "An old address begins with / and does not name the language.");
        if (!IsPath(to)) return new Refusal("PathWrong", "to", "Địa chỉ mới phải là một trang của chợ này.", "The new address must be a page of this site.");
        // One step, whatever was written before.
        to = await redirects.FindAsync(to, cancel) ?? to;
        if (from == to) return new Refusal("PathLoops", "to", "Hai địa chỉ dẫn về nhau.", "The two addresses lead to each other.");
        if (await IsLiveAsync(from, cancel)) return new Refusal("PathIsLive", "from", "Đang có trang hiển thị ở địa chỉ này.", "A live page has this address.");

        await redirects.AddAsync(from, to, documentId, actor, cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "RedirectAdded", new ChangeSubject("redirect", from), after: to));
        await db.SaveChangesAsync(cancel);
        return to;
    }

    private static bool IsPath(string path) => path.Length is > 1 and <= 300 && path[0] == '/' && Blocks.RichText.IsSafeLink(path);

    private async Task<bool> IsLiveAsync(string path, CancellationToken cancel)
    {
        var slug = path[(path.LastIndexOf('/') + 1)..];
        var live = await db.Documents.Where(document => document.Slug == slug && document.LiveRevisionId != null).Select(document => document.Type).ToListAsync(cancel);
        return live.Any(type => types.Find(type)?.AddressOf(slug) == path);
    }
}

public sealed class DeleteRedirect(ICmsDb db, TimeProvider clock)
{
    public Task<Outcome<string>> HandleAsync(Person by, Guid id, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!by.May(Act.ShapeSite, Scope.Programme)) return DocumentTurn.NotAllowed;
        if (await db.Redirects.SingleOrDefaultAsync(redirect => redirect.Id == id, cancel) is not { } redirect) return new Refusal("RedirectUnknown", "", "Không có chuyển hướng này.", "There is no such redirect.");
        db.Redirects.Remove(redirect);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "RedirectDeleted", redirect.ChangeSubject, redirect.ToPath));
        await db.SaveChangesAsync(cancel);
        return redirect.FromPath;
    }, cancel);
}
