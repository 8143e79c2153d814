using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Desk;

/// <summary>How lists on the desk are cut. A document may stand in several.</summary>
public enum DocumentFilter { All, Live, NotLive, HasNews, Waiting, Returned, Approved, Scheduled, Failed, Bin }

public sealed record DocumentQuestion(
    string? Type = null, DocumentFilter Filter = DocumentFilter.All, string? Words = null, string? Language = null, Guid? ParentId = null, Scope? Scope = null, int Page = 1, int PageSize = 30)
{
    public const int LargestPage = 100;
}

public sealed record DocumentLine(
    Guid Id, string Type, string Title, string Slug, string Language, string ScopePath, Guid? ParentId, ReviewState State, bool IsLive, bool HasNews,
    DateTime? GoLiveAt, DateTime? ExpireAt, string? LastFailure, DateTime? PublishedAt, DateTime? DeletedAt, DateTime UpdatedAt, string? Author, long Version);

/// <param name="Counts">Of each filter, with the same type, words and language.</param>
public sealed record DocumentPage(IReadOnlyList<DocumentLine> Lines, int Total, IReadOnlyDictionary<DocumentFilter, int> Counts);

public sealed class DocumentList(ICmsDb db)
{
    public async Task<DocumentPage> ReadAsync(Person by, DocumentQuestion question, CancellationToken cancel)
    {
        var all = Asked(by, question);
        var counts = await CountsAsync(all, cancel);
        var size = Math.Clamp(question.PageSize, 1, DocumentQuestion.LargestPage);
        var page = Cut(all, question.Filter).OrderByDescending(document => document.UpdatedAt).ThenByDescending(document => document.Id).Skip((Math.Max(question.Page, 1) - 1) * size).Take(size);
        return new DocumentPage(await LinesAsync(db, page, cancel), counts[question.Filter], counts);
    }

    /// <summary>One branch of the tree: what lies directly below.</summary>
    public async Task<IReadOnlyList<DocumentLine>> ChildrenAsync(Person by, Guid? parentId, string language, CancellationToken cancel) =>
        [.. (await db.Documents.AsNoTracking().For(by, Act.ReadContent).Where(document => document.ParentId == parentId && document.Language == language && document.DeletedAt == null)
            .OrderBy(document => document.Type).ThenBy(document => document.Title).Take(500).ToListAsync(cancel)).Select(document => LineOf(document, null))];

    /// <summary>Which of these have something directly below them.</summary>
    public async Task<IReadOnlySet<Guid>> ParentsAmongAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        (await db.Documents.Where(document => document.ParentId != null && ids.Contains(document.ParentId.Value) && document.DeletedAt == null).Select(document => document.ParentId!.Value).Distinct().ToListAsync(cancel)).ToHashSet();

    // Joined to the page that was cut: named before the cut, the author of every document that is sorted would be looked up.
    internal static async Task<IReadOnlyList<DocumentLine>> LinesAsync(ICmsDb db, IQueryable<Document> page, CancellationToken cancel)
    {
        var rows = await (
            from document in page
            join revision in db.Revisions on document.LatestRevisionId equals revision.Id into latest
            from revision in latest.DefaultIfEmpty()
            select new { Document = document, Author = revision == null ? null : revision.AuthorName }).ToListAsync(cancel);
        return [.. rows.Select(row => LineOf(row.Document, row.Author))];
    }

    private static DocumentLine LineOf(Document document, string? author) => new(
        document.Id, document.Type, document.Title, document.Slug, document.Language, document.ScopePath, document.ParentId, document.State, document.IsLive, document.HasNews,
        document.GoLiveAt, document.ExpireAt, document.LastFailure, document.PublishedAt, document.DeletedAt, document.UpdatedAt, author, document.Version);

    private IQueryable<Document> Asked(Person by, DocumentQuestion question)
    {
        var documents = db.Documents.AsNoTracking().For(by, Act.ReadContent);
        if (question.Type is { } type) documents = documents.Where(document => document.Type == type);
        if (question.Language is { } language) documents = documents.Where(document => document.Language == language);
        if (question.ParentId is { } parent) documents = documents.Where(document => document.ParentId == parent);
        if (question.Scope?.Path is { } path) documents = documents.Where(document => document.ScopePath.StartsWith(path));
        foreach (var word in VietnameseText.Fold(question.Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            documents = documents.Where(document => document.FoldedTitle.Contains(word) || document.Slug.Contains(word));
        return documents;
    }

    private static IQueryable<Document> Cut(IQueryable<Document> documents, DocumentFilter filter) => filter switch
    {
        DocumentFilter.All => documents.Where(document => document.DeletedAt == null),
        DocumentFilter.Live => documents.Where(document => document.DeletedAt == null && document.LiveRevisionId != null),
        DocumentFilter.NotLive => documents.Where(document => document.DeletedAt == null && document.LiveRevisionId == null),
        DocumentFilter.HasNews => documents.Where(document => document.DeletedAt == null && document.LiveRevisionId != null && document.LatestRevisionId != document.LiveRevisionId),
        DocumentFilter.Waiting => documents.Where(document => document.DeletedAt == null && (document.State == ReviewState.Submitted || document.State == ReviewState.FirstApproved)),
        DocumentFilter.Returned => documents.Where(document => document.DeletedAt == null && document.State == ReviewState.Returned),
        DocumentFilter.Approved => documents.Where(document => document.DeletedAt == null && document.ApprovedRevisionId != null && document.ApprovedRevisionId != document.LiveRevisionId),
        DocumentFilter.Scheduled => documents.Where(document => document.DeletedAt == null && (document.GoLiveAt != null || document.ExpireAt != null)),
        DocumentFilter.Failed => documents.Where(document => document.DeletedAt == null && document.LastFailureAt != null),
        DocumentFilter.Bin => documents.Where(document => document.DeletedAt != null),
    };

    // One pass over the table for all the figures.
    private static async Task<IReadOnlyDictionary<DocumentFilter, int>> CountsAsync(IQueryable<Document> documents, CancellationToken cancel)
    {
        var sums = await documents.GroupBy(_ => 1).Select(all => new
        {
            All = all.Sum(it => it.DeletedAt == null ? 1 : 0),
            Live = all.Sum(it => it.DeletedAt == null && it.LiveRevisionId != null ? 1 : 0),
            HasNews = all.Sum(it => it.DeletedAt == null && it.LiveRevisionId != null && it.LatestRevisionId != it.LiveRevisionId ? 1 : 0),
            Waiting = all.Sum(it => it.DeletedAt == null && (it.State == ReviewState.Submitted || it.State == ReviewState.FirstApproved) ? 1 : 0),
            Returned = all.Sum(it => it.DeletedAt == null && it.State == ReviewState.Returned ? 1 : 0),
            Approved = all.Sum(it => it.DeletedAt == null && it.ApprovedRevisionId != null && it.ApprovedRevisionId != it.LiveRevisionId ? 1 : 0),
            Scheduled = all.Sum(it => it.DeletedAt == null && (it.GoLiveAt != null || it.ExpireAt != null) ? 1 : 0),
            Failed = all.Sum(it => it.DeletedAt == null && it.LastFailureAt != null ? 1 : 0),
            Bin = all.Sum(it => it.DeletedAt != null ? 1 : 0),
        }).SingleOrDefaultAsync(cancel);
        return new Dictionary<DocumentFilter, int>
        {
            [DocumentFilter.All] = sums?.All ?? 0, [DocumentFilter.Live] = sums?.Live ?? 0, [DocumentFilter.NotLive] = (sums?.All - sums?.Live) ?? 0, [DocumentFilter.HasNews] = sums?.HasNews ?? 0,
            [DocumentFilter.Waiting] = sums?.Waiting ?? 0, [DocumentFilter.Returned] = sums?.Returned ?? 0, [DocumentFilter.Approved] = sums?.Approved ?? 0, [DocumentFilter.Scheduled] = sums?.Scheduled ?? 0,
            [DocumentFilter.Failed] = sums?.Failed ?? 0, [DocumentFilter.Bin] = sums?.Bin ?? 0,
        };
    }
}
