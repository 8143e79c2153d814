using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Approval;

public enum CommentKind { Remark, Submitted, ApprovedFirst, Approved, Returned, Corrected }

/// <summary>What people said to each other on the way of a document, and each step of it.</summary>
public sealed class DocumentComment
{
    private DocumentComment() { }

    public DocumentComment(Guid documentId, Guid? revisionId, CommentKind kind, Person by, string text, DateTime now) =>
        (Id, DocumentId, RevisionId, Kind, PersonId, PersonName, Text, At) = (Guid.CreateVersion7(), documentId, revisionId, kind, by.Id, by.Name, text, now);

    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public Guid? RevisionId { get; private set; }
    public CommentKind Kind { get; private set; }
    public Guid PersonId { get; private set; }
    public string PersonName { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTime At { get; private set; }
}

/// <summary>A word to the others who work on the document.</summary>
public sealed class CommentOnDocument(ICmsDb db, TimeProvider clock)
{
    public const int Longest = 1000;

    public static readonly Refusal Missing = new("CommentMissing", "comment", "Bạn hãy viết vài lời.", "Please write a few words.");
    public static readonly Refusal TooLong = new("TooLong", "comment", $"Lời nhắn dài quá {Longest} chữ.", $"The comment is longer than {Longest} letters.");

    public Task<Outcome<DocumentComment>> HandleAsync(Person by, Guid documentId, string text, CancellationToken cancel) => db.InTransactionAsync<DocumentComment>(async () =>
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId, cancel);
        if (document is null || !by.May(Act.ReadContent, document.Scope)) return DocumentTurn.Unknown;
        if (!by.May(Act.WriteContent, document.Scope)) return DocumentTurn.NotAllowed;
        if (Refuse(text) is { } refusal) return refusal;
        var comment = new DocumentComment(documentId, document.LatestRevisionId, CommentKind.Remark, by, text.Trim(), clock.UtcNow());
        db.DocumentComments.Add(comment);
        await db.SaveChangesAsync(cancel);
        return comment;
    }, cancel);

    internal static Refusal? Refuse(string text) => string.IsNullOrWhiteSpace(text) ? Missing : text.Length > Longest ? TooLong : null;
}
