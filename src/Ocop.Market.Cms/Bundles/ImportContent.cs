using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Bundles;

/// <param name="File">Can be sought in.</param>
/// <param name="IsDryRun">All the same work, taken back at the end.</param>
/// <param name="Publish">What is live in the bundle goes live here; else the public sees nothing new.</param>
/// <param name="Actor">Where it is not a person: "command:content".</param>
public sealed record ContentImport(Stream File, bool IsDryRun = false, bool Publish = false, string? Actor = null);

/// <summary>
/// Takes a bundle in, in one transaction. What is here already is found by its id, and content that the document had at any time is not written
/// again: the same bundle twice changes nothing. A thing that cannot be taken is refused by itself, before anything of it is written. Where a document lies here (scope, parent) stays.
/// </summary>
public sealed class ImportContent(
    ICmsDb db, KnownTypes types, Slugs slugs, PublicPages pages, ReferenceIndex references, AddressChange addresses, RedirectTable redirects, AddRedirect addRedirect, BundlePictures pictures, TimeProvider clock)
{
    private const string Note = "Nhập từ bản sao nội dung";

    private static readonly Refusal TakenBack = new("DryRun", "", "Chỉ chạy thử.", "A dry run only.");

    private sealed record Turn(Person By, string Actor, bool Publish, bool IsDryRun, DateTime Now)
    {
        /// <summary>Where two people must have read it, one who brings it in has taken the first step only. Whoever sits at the machine itself could do anything.</summary>
        public bool PutsUp(DocumentType type, Scope scope) => Publish && (Actor != By.Actor || type.StepsIn(scope) == 1);
    }

    public async Task<Outcome<BundleReport>> HandleAsync(Person by, ContentImport wish, CancellationToken cancel)
    {
        if (!by.May(Act.ExchangeContent, Scope.Programme)) return DocumentTurn.NotAllowed;
        try
        {
            var opened = await BundleFile.OpenAsync(wish.File, types, cancel);
            if (!opened.Succeeded) return Outcome<BundleReport>.Refused(opened.Refusals);
            using var file = opened.Value;
            // Seconds for each new picture; no write lock may be held that long.
            using var coming = await pictures.PrepareAsync(by, file, wish.Publish, cancel);

            BundleReport? report = null;
            var outcome = await db.InTransactionAsync<BundleReport>(async () =>
            {
                report = await TakeAsync(new Turn(by, wish.Actor ?? by.Actor, wish.Publish, wish.IsDryRun, clock.UtcNow()), file.Content, coming, cancel);
                return wish.IsDryRun ? TakenBack : report;
            }, cancel);
            return outcome.Succeeded || outcome.Refusals[0] == TakenBack ? report! : outcome;
        }
        catch (InvalidDataException)
        {
            return BundleFile.Broken;
        }
    }

    private async Task<BundleReport> TakeAsync(Turn turn, ContentBundle bundle, IReadOnlyList<ComingPicture> coming, CancellationToken cancel)
    {
        var lines = new List<BundleLine>();
        foreach (var picture in coming) lines.Add(await pictures.TakeAsync(turn.By, picture, turn.Actor, turn.Publish, turn.IsDryRun, cancel));
        foreach (var document in ParentsFirst(bundle.Documents)) lines.Add(Line("document", document.Name, await TakeAsync(turn, document, cancel)));
        foreach (var redirect in bundle.Redirects) lines.Add(Line("redirect", $"{redirect.From} → {redirect.To}", await TakeAsync(turn, redirect, cancel)));

        var report = new BundleReport(lines);
        db.AuditEntries.Add(new AuditEntry(turn.Now, turn.Actor, "ContentImported", new ChangeSubject("market", "content"), after:
            $"made: {report.Count(BundleResult.Made)}\nchanged: {report.Count(BundleResult.Changed)}\nsame: {report.Count(BundleResult.Same)}\nrefused: {report.Count(BundleResult.Refused)}\npublish: {turn.Publish}"));
        await db.SaveChangesAsync(cancel);
        return report;
    }

    private async Task<Outcome<BundleResult>> TakeAsync(Turn turn, BundleDocument sent, CancellationToken cancel)
    {
        var type = types.Find(sent.Type)!;
        if (!Scope.TryParse(sent.Scope, out var scope)) return BundleFile.Broken;
        var (live, latest) = (Tidied(type, sent.Live), Tidied(type, sent.Latest));
        if (live is not null && latest?.Says(live) == true) latest = null;
        if ((live ?? latest) is null) return new Refusal("NoContent", "", "Bài này không có nội dung nào.", "There is no content in this document.");

        // The lock, as in DocumentTurn.
        await db.Documents.Where(it => it.Id == sent.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        var here = await db.Documents.SingleOrDefaultAsync(it => it.Id == sent.Id, cancel);
        if (Refuse(turn, sent, type, here?.Scope ?? scope, here, live, latest) is { } refusal) return refusal;
        return here is null ? await MakeAsync(turn, sent, type, scope, live, latest, cancel) : await ChangeAsync(turn, here, sent, type, live, latest, cancel);
    }

    private static Refusal? Refuse(Turn turn, BundleDocument sent, DocumentType type, Scope scope, Document? here, DocumentContent? live, DocumentContent? latest)
    {
        if (sent.Language is not ("vi" or "en")) return new Refusal("LanguageUnknown", "language", "Chỉ có tiếng Việt và tiếng Anh.", "Vietnamese and English only.");
        if (sent.Slug.Length is 0 or > 100 || VietnameseText.Slug(sent.Slug) != sent.Slug) return new Refusal("SlugWrong", "slug", "Địa chỉ cần từ 1 đến 100 chữ cái hoặc số.", "An address has 1 to 100 letters or digits.");
        if (here is not null && (here.Type != sent.Type || here.Language != sent.Language)) return new Refusal("OtherDocument", "", "Ở đây số này là một bài khác loại hoặc khác ngôn ngữ.", "Here this id is a document of another type or language.");
        if (here?.DeletedAt is not null) return DocumentTurn.InBin;
        if (scope.Level > type.Deepest) return new Refusal("ScopeTooDeep", "scope", "Loại bài này chỉ thuộc cấp rộng hơn.", "This type of document belongs to a wider part of the programme.");
        if (!turn.By.May(type.WriteAct, scope)) return DocumentTurn.NotAllowed;
        // Approved step by step where it came from; who brings it in could take each step here, too.
        if (turn.Publish && live is not null && !(turn.By.May(Act.ApproveContent, scope) && turn.By.May(Act.ApproveContentFinally, scope))) return DocumentTurn.NotAllowed;
        return (live is null ? [] : type.Check(live, isComplete: turn.Publish)).Concat(latest is null ? [] : type.Check(latest, isComplete: false)).FirstOrDefault();
    }

    private async Task<Outcome<BundleResult>> MakeAsync(Turn turn, BundleDocument sent, DocumentType type, Scope scope, DocumentContent? live, DocumentContent? latest, CancellationToken cancel)
    {
        if (type.IsSingle && await db.Documents.AnyAsync(it => it.Type == type.Alias && it.Language == sent.Language && it.DeletedAt == null, cancel))
            return CreateDocument.OnlyOne;
        if (!await slugs.IsFreeAsync(type, sent.Slug, sent.Language, null, cancel)) return Slugs.Taken;
        var hasParent = sent.Parent is { } parent && await db.Documents.AnyAsync(it => it.Id == parent && it.DeletedAt == null, cancel);

        var document = new Document(type.Alias, sent.Slug, sent.Language, turn.Now, scope, hasParent ? sent.Parent : null, sent.Id);
        // The live text first, so that what was written since is the latest.
        var revision = Add(turn, document, live ?? latest!);
        db.Documents.Add(document);
        db.AuditEntries.Add(new AuditEntry(turn.Now, turn.Actor, "DocumentCreated", ChangeSubject.Document(document.Id), after: $"{type.Alias} {document.Slug} {document.Language}"));
        // A draft above it would have to be read first.
        var waits = live is not null && latest is null && turn.Publish && !turn.PutsUp(type, scope);
        if (waits) document.ApproveFirst(turn.Actor, turn.Now);
        else if (live is not null && turn.PutsUp(type, scope)) await pages.PutUpAsync(document, revision, turn.Actor, cancel);
        if (live is not null && latest is not null) db.Revisions.Add(Add(turn, document, latest));
        await references.WriteAsync(document, cancel);
        await db.SaveChangesAsync(cancel);
        return waits ? BundleResult.Waits : BundleResult.Made;
    }

    private async Task<Outcome<BundleResult>> ChangeAsync(Turn turn, Document here, BundleDocument sent, DocumentType type, DocumentContent? live, DocumentContent? latest, CancellationToken cancel)
    {
        var putsUp = turn.PutsUp(type, here.Scope);
        var waits = false;
        var moves = here.Slug == sent.Slug ? [] : await addresses.VariantsAsync(here, cancel);
        // An address that people have moves only with what is published.
        if (AddressChange.WasPublic(moves) && !putsUp) moves = [];
        if (moves.Count > 0 && !await slugs.IsFreeAsync(type, sent.Slug, here.Language, here, cancel)) return Slugs.Taken;

        var revisions = await db.Revisions.AsNoTracking().Where(revision => revision.DocumentId == here.Id).OrderByDescending(revision => revision.CreatedAt).ThenByDescending(revision => revision.Id).ToListAsync(cancel);
        Revision? Known(DocumentContent content) => revisions.Find(revision => type.Tidy(DocumentContent.Of(revision)).Says(content));
        var shown = revisions.Find(revision => revision.Id == here.LiveRevisionId);
        var isChanged = moves.Count > 0;

        if (moves.Count > 0) await addresses.ApplyAsync(here, type, moves, sent.Slug, turn.Actor, cancel);
        if (live is not null && (shown is null || !type.Tidy(DocumentContent.Of(shown)).Says(live)))
        {
            var known = Known(live);
            var somebodyWrites = here.HasNews && revisions.Find(revision => revision.Id == here.LatestRevisionId)?.Note != Note;
            var revision = known ?? (putsUp && somebodyWrites ? here.AddBeneath(live, turn.Actor, turn.By.Name, Note, turn.Now) : Add(turn, here, live));
            if (known is null) Saved(turn, here, revision);
            if (putsUp) await pages.PutUpAsync(here, revision, turn.Actor, cancel);
            waits = turn.Publish && !putsUp && known is null && latest is null;
            if (waits) here.ApproveFirst(turn.Actor, turn.Now);
            isChanged |= known is null || putsUp;
        }

        if (latest is not null && Known(latest) is null)
        {
            Saved(turn, here, Add(turn, here, latest));
            isChanged = true;
        }

        if (!isChanged) return BundleResult.Same;
        await references.WriteAsync(here, cancel);
        await db.SaveChangesAsync(cancel);
        return waits ? BundleResult.Waits : BundleResult.Changed;
    }

    private async Task<Outcome<BundleResult>> TakeAsync(Turn turn, BundleRedirect sent, CancellationToken cancel)
    {
        if (!turn.By.May(Act.ShapeSite, Scope.Programme)) return DocumentTurn.NotAllowed;
        var to = await redirects.FindAsync(sent.To, cancel) ?? sent.To;
        var before = await redirects.FindAsync(sent.From, cancel);
        if (before == to) return BundleResult.Same;
        var document = await db.Documents.AnyAsync(it => it.Id == sent.Document, cancel) ? sent.Document : null;
        var written = await addRedirect.WriteAsync(sent.From, sent.To, document, turn.Actor, cancel);
        return written.Succeeded ? before is null ? BundleResult.Made : BundleResult.Changed : written.Refusals[0];
    }

    private static Revision Add(Turn turn, Document document, DocumentContent content) => document.AddRevision(content, turn.Actor, turn.By.Name, Note, turn.Now);

    private void Saved(Turn turn, Document document, Revision revision)
    {
        db.Revisions.Add(revision);
        db.AuditEntries.Add(new AuditEntry(turn.Now, turn.Actor, "RevisionSaved", ChangeSubject.Document(document.Id), after: revision.Id.ToString()));
    }

    /// <summary>Blocks without a number get one by their place: a new one at each reading would look like a change.</summary>
    private static DocumentContent? Tidied(DocumentType type, DocumentContent? content) => content is null ? null : type.Tidy(content with
    {
        Title = content.Title ?? "", Slug = null, Summary = content.Summary ?? "", Properties = content.Properties ?? [], Blocks = Blocks.Block.ReadAll(Blocks.Block.WriteAll(content.Blocks ?? [])),
    });

    private static BundleLine Line(string kind, string name, Outcome<BundleResult> outcome) =>
        outcome.Refusals.Count > 0 ? new BundleLine(kind, name, BundleResult.Refused, outcome.Refusals[0]) : new BundleLine(kind, name, outcome.Value);

    private static IEnumerable<BundleDocument> ParentsFirst(IReadOnlyList<BundleDocument> documents)
    {
        var byId = documents.ToDictionary(document => document.Id);
        var given = new HashSet<Guid>();
        foreach (var document in documents)
        {
            var line = new Stack<BundleDocument>();
            for (var at = document; at is not null && given.Add(at.Id); at = at.Parent is { } id ? byId.GetValueOrDefault(id) : null) line.Push(at);
            foreach (var one in line) yield return one;
        }
    }
}
