using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <param name="Version">The token for the next act of whoever has just seen this one.</param>
public sealed record DocumentStand(Guid Id, long Version, ReviewState State, Guid? RevisionId);

/// <summary>One act on a document: locked, found, allowed and not changed by somebody else since it was read. Each act's use case says only what it does.</summary>
public sealed class DocumentTurn(ICmsDb db, KnownTypes types)
{
    public static readonly Refusal Unknown = new("DocumentUnknown", "", "Không có bài này, hoặc bạn không được xem.", "There is no such document, or it is not yours to see.");
    public static readonly Refusal NotAllowed = new("NotAllowed", "", "Bạn không có quyền làm việc này ở đây.", "You may not do this here.");
    public static readonly Refusal Changed = new("DocumentChanged", "", "Có người vừa thay đổi bài này. Bạn xem lại rồi làm lại nhé.", "Somebody has just changed this document. Please look again and repeat.");
    public static readonly Refusal InBin = new("InBin", "", "Bài này đang ở thùng rác.", "This document is in the bin.");

    /// <param name="version">What the person saw; null where the act minds no other change.</param>
    /// <param name="act">Asked for on the document's scope; a use case may ask for more.</param>
    /// <param name="work">Answers why not, before it writes anything; nothing means it is done.</param>
    public Task<Outcome<DocumentStand>> TakeAsync(
        Person by, Guid id, long? version, Func<DocumentType, Act> act, Func<Document, DocumentType, Task<IReadOnlyList<Refusal>>> work, CancellationToken cancel, bool inBin = false) =>
        db.InTransactionAsync<DocumentStand>(async () =>
        {
            // The lock: two people, or a person and the publishing job, may meet here.
            if (await db.Documents.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel) == 0) return Unknown;
            var document = await db.Documents.SingleAsync(it => it.Id == id, cancel);
            var type = types.Of(document);
            if (!by.May(Act.ReadContent, document.Scope)) return Unknown;
            if (!by.May(act(type), document.Scope)) return NotAllowed;
            if (document.DeletedAt is not null != inBin) return inBin ? Changed : InBin;
            if (version is { } seen && seen != document.Version) return Changed;

            var refusals = await work(document, type);
            if (refusals.Count > 0) return Outcome<DocumentStand>.Refused(refusals);
            await db.SaveChangesAsync(cancel);
            return new DocumentStand(document.Id, document.Version, document.State, document.LatestRevisionId);
        }, cancel);

    public Task<Revision> RevisionAsync(Guid id, CancellationToken cancel) => db.Revisions.SingleAsync(revision => revision.Id == id, cancel);

    /// <summary>"14:05 23/11/2026", on the clock of Việt Nam.</summary>
    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
