using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>How far the latest revision has come on its way to the public.</summary>
public enum ReviewState { Draft, Submitted, FirstApproved, Returned, Approved }

/// <summary>
/// A piece of editorial content: an address, a type, and pointers into its revisions. The public sees the live revision only;
/// editing makes new revisions beside it. The two languages of one text are two documents of the same type and slug, published apart.
/// Keys are GUIDs, as in Umbraco, so that content can move there one day.
/// </summary>
public sealed class Document : ITellsChange
{
    private readonly List<Revision> _revisions = [];
    private bool _publicSeesIt;

    private Document() { }

    /// <param name="type">A document type's alias: "page", "productStory".</param>
    /// <param name="slug">Unique within type and language.</param>
    /// <param name="language">"vi" or "en".</param>
    /// <param name="scope">The part of the programme it belongs to; the whole, where it is not said.</param>
    public Document(string type, string slug, string language, DateTime now, Scope scope = default, Guid? parentId = null, Guid? id = null)
    {
        (Id, Type, Slug, Language, ScopePath, ParentId) = (id ?? Guid.CreateVersion7(), type, slug, language, scope.Path, parentId);
        (CreatedAt, UpdatedAt) = (now, now);
    }

    public Guid Id { get; private set; }
    public string Type { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string Language { get; private set; } = "vi";
    public string ScopePath { get; private set; } = "/";
    public Guid? ParentId { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Of the latest revision; lists show it and search in it.</summary>
    public string Title { get; private set; } = "";
    public string FoldedTitle { get; private set; } = "";

    public Guid? LiveRevisionId { get; private set; }

    /// <summary>Title and summary as the public reads them, folded, each word with a space before it; null while it reads nothing.</summary>
    public string? LiveWords { get; private set; }
    public Guid? LatestRevisionId { get; private set; }
    public DateTime? PublishedAt { get; private set; }

    public ReviewState State { get; private set; }

    /// <summary>The last revision that went through every step. What was written since is not approved.</summary>
    public Guid? ApprovedRevisionId { get; private set; }

    /// <summary>Who took the first step: the second must be another.</summary>
    public string? FirstApprover { get; private set; }

    public Guid? ScheduledRevisionId { get; private set; }
    public DateTime? GoLiveAt { get; private set; }
    public DateTime? ExpireAt { get; private set; }
    public string? ScheduledBy { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>Why the publishing job could not take it the last time; shown on the desk until it works.</summary>
    public string? LastFailure { get; private set; }
    public DateTime? LastFailureAt { get; private set; }

    /// <summary>When a word was last mended on the live page itself. What was written before lacks it.</summary>
    public DateTime? CorrectedAt { get; private set; }

    public long Version { get; private set; }
    public IReadOnlyList<Revision> Revisions => _revisions;

    public Scope Scope => Scope.Parse(ScopePath);

    public bool IsLive => LiveRevisionId is not null;

    /// <summary>Somebody wrote on since it was published, or it never was.</summary>
    public bool HasNews => LatestRevisionId != LiveRevisionId;

    /// <summary>Going live, what was written then would put the mistake back that was mended on the page.</summary>
    public bool LacksCorrection(DateTime written) => IsLive && CorrectedAt > written;

    // Work on drafts is nothing to the public's pages: only what they show makes them stale.
    public ChangeSubject ChangeSubject => _publicSeesIt ? ChangeSubject.Document(Id) : ChangeSubject.Draft(Id);

    public Revision AddRevision(string title, string summary, IReadOnlyList<Block> blocks, string author, DateTime now) =>
        AddRevision(new DocumentContent(title, null, summary, [], blocks), author, author, null, now);

    /// <param name="author">As in the audit: an account's id.</param>
    public Revision AddRevision(DocumentContent content, string author, string authorName, string? note, DateTime now)
    {
        var revision = new Revision(Id, content, author, authorName, note, now);
        _revisions.Add(revision);
        (LatestRevisionId, State, FirstApprover) = (revision.Id, ReviewState.Draft, null);
        (Title, FoldedTitle, UpdatedAt) = (content.Title, VietnameseText.Fold(content.Title), now);
        return revision;
    }

    /// <summary>What comes from outside and goes live at once lies beneath the newer draft that somebody here is writing.</summary>
    public Revision AddBeneath(DocumentContent content, string author, string authorName, string note, DateTime now)
    {
        var (latest, state, approver, title, folded) = (LatestRevisionId, State, FirstApprover, Title, FoldedTitle);
        var revision = AddRevision(content, author, authorName, note, now);
        (LatestRevisionId, State, FirstApprover, Title, FoldedTitle) = (latest, state, approver, title, folded);
        return revision;
    }

    public void Submit(DateTime now) => (State, FirstApprover, UpdatedAt) = (ReviewState.Submitted, null, now);

    public void ApproveFirst(string approver, DateTime now) => (State, FirstApprover, UpdatedAt) = (ReviewState.FirstApproved, approver, now);

    public void Approve(DateTime now) => (State, ApprovedRevisionId, UpdatedAt) = (ReviewState.Approved, LatestRevisionId, now);

    public void Return(DateTime now) => (State, FirstApprover, UpdatedAt) = (ReviewState.Returned, null, now);

    /// <summary>What was scheduled before is older, or was decided otherwise: it must not come back over this.</summary>
    /// <exception cref="InvalidOperationException">The revision belongs to another document.</exception>
    public void Publish(Revision revision, DateTime now)
    {
        if (revision.DocumentId != Id) throw new InvalidOperationException($"Revision {revision.Id} is not one of document {Id}.");
        (LiveRevisionId, LiveWords, PublishedAt, UpdatedAt, _publicSeesIt) = (revision.Id, WordsOf(revision), now, now, true);
        if (revision.Id == LatestRevisionId) (State, ApprovedRevisionId) = (ReviewState.Approved, revision.Id);
        // By hand, before its moment: the whole schedule is void. By the clock: only the part that is done.
        if (GoLiveAt > now) CancelSchedule();
        else ClearSchedule();
        (LastFailure, LastFailureAt) = (null, null);
    }

    /// <summary>A word is mended on the live page, which keeps its date and its schedule; a newer draft stays the latest.</summary>
    public Revision AddCorrection(DocumentContent content, string author, string authorName, string note, DateTime now)
    {
        var (latest, state, approver, approved, title, folded) = (LatestRevisionId, State, FirstApprover, ApprovedRevisionId, Title, FoldedTitle);
        var hadNews = HasNews;
        var wasApproved = ApprovedRevisionId == LiveRevisionId;
        var revision = AddRevision(content, author, authorName, note, now);
        CorrectedAt = now;
        (LiveRevisionId, LiveWords, ApprovedRevisionId, _publicSeesIt) = (revision.Id, WordsOf(revision), wasApproved ? revision.Id : approved, true);
        if (hadNews) (LatestRevisionId, State, FirstApprover, Title, FoldedTitle) = (latest, state, approver, title, folded);
        else State = ReviewState.Approved;
        return revision;
    }

    public void Schedule(Guid revisionId, DateTime goLive, DateTime? expire, string by) =>
        (ScheduledRevisionId, GoLiveAt, ExpireAt, ScheduledBy, LastFailure, LastFailureAt) = (revisionId, goLive, expire, by, null, null);

    public void ExpireOn(DateTime? expire, string by) => (ExpireAt, ScheduledBy) = (expire, by);

    public void CancelSchedule()
    {
        ClearSchedule();
        (ExpireAt, ScheduledBy, LastFailure, LastFailureAt) = (null, null, null, null);
    }

    public void Unpublish(DateTime now)
    {
        _publicSeesIt |= IsLive;
        (LiveRevisionId, LiveWords, ExpireAt, UpdatedAt, LastFailure, LastFailureAt) = (null, null, null, now, null, null);
    }

    public void MoveToBin(DateTime now)
    {
        Unpublish(now);
        CancelSchedule();
        DeletedAt = now;
    }

    public void TakeFromBin(string slug, DateTime now) => (DeletedAt, Slug, UpdatedAt) = (null, slug, now);

    public void Rename(string slug, DateTime now)
    {
        _publicSeesIt |= IsLive;
        (Slug, UpdatedAt) = (slug, now);
    }

    public void MoveUnder(Guid? parentId, DateTime now) => (ParentId, UpdatedAt) = (parentId, now);

    /// <summary>Rows written before documents had a title of their own.</summary>
    public void TakeTitleOf(Revision latest)
    {
        (Title, FoldedTitle, UpdatedAt) = (latest.Title, VietnameseText.Fold(latest.Title), latest.CreatedAt);
        if (LiveRevisionId == latest.Id) (State, ApprovedRevisionId) = (ReviewState.Approved, latest.Id);
    }

    /// <summary>Rows that went live before search asked for their words.</summary>
    public void TakeWordsOf(Revision live) => LiveWords = WordsOf(live);

    private static string WordsOf(Revision live) => " " + VietnameseText.Slug($"{live.Title} {live.Summary}").Replace('-', ' ');

    private void ClearSchedule() => (ScheduledRevisionId, GoLiveAt, ScheduledBy) = (null, null, ExpireAt is null ? null : ScheduledBy);
}

/// <summary>The whole content at one moment. Never changed after it is written; restoring an old one makes a new one.</summary>
public sealed class Revision
{
    private Revision() { }

    internal Revision(Guid documentId, DocumentContent content, string author, string authorName, string? note, DateTime now)
    {
        (Id, DocumentId, Title, Summary, Properties, Blocks) =
            (Guid.CreateVersion7(), documentId, content.Title, content.Summary, content.PropertiesJson, Block.WriteAll(content.Blocks));
        (Author, AuthorName, Note, CreatedAt) = (author, authorName, note, now);
    }

    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public string Title { get; private set; } = "";
    public string Summary { get; private set; } = "";

    /// <summary>JSON object by the aliases of the type.</summary>
    public string Properties { get; private set; } = "{}";

    /// <summary>JSON list of <see cref="Block"/>.</summary>
    public string Blocks { get; private set; } = "[]";
    public string Author { get; private set; } = "";

    /// <summary>As it was read on the desk at the time.</summary>
    public string AuthorName { get; private set; } = "";
    public string? Note { get; private set; }
    public DateTime CreatedAt { get; private set; }
}
