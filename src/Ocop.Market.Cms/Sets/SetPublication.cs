using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Sets;

/// <summary>The list that is read before, and the one transaction in which all of it happens.</summary>
public sealed class SetPublication(ICmsDb db, PublicPages pages, IEnumerable<ICampaignPart> parts, TimeProvider clock)
{
    public async Task<IReadOnlyList<DryRunLine>> DryRunAsync(Guid setId, CancellationToken cancel)
    {
        var rows = await (
            from item in db.PublishingSetItems.AsNoTracking()
            join document in db.Documents.AsNoTracking() on item.DocumentId equals document.Id
            join revision in db.Revisions.AsNoTracking() on item.RevisionId equals revision.Id
            where item.SetId == setId
            orderby revision.Title, document.Id
            select new { Document = document, revision.Title, revision.CreatedAt, Item = item }).ToListAsync(cancel);
        var lines = rows.Select(row => new DryRunLine(row.Document.Type, row.Title, WhatHappens(row.Document, row.Item, row.CreatedAt), ProblemOf(row.Document), row.Document.Id)).ToList();
        foreach (var part in parts) lines.AddRange(await part.DescribeAsync(setId, cancel));
        return lines;
    }

    /// <param name="isDue">Asked again under the lock; false means another was faster, or it was cancelled.</param>
    /// <returns>Whether it went live now.</returns>
    public Task<Outcome<bool>> PublishAsync(Guid setId, Func<PublishingSet, bool> isDue, string actor, CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (await db.PublishingSets.Where(it => it.Id == setId).ExecuteUpdateAsync(update => update.SetProperty(it => it.Version, it => it.Version), cancel) == 0) return false;
        var set = await db.PublishingSets.SingleAsync(it => it.Id == setId, cancel);
        if (!isDue(set)) return false;
        if ((await DryRunAsync(setId, cancel)).Where(line => line.Problem is not null).ToList() is { Count: > 0 } problems)
            return Outcome<bool>.Refused([.. problems.Select(line => new Refusal("SetNotReady", "", new LocalText($"{line.Title}: {line.Problem!.Vi}", $"{line.Title}: {line.Problem.En}")))]);

        // One order for all: two sets that share documents wait for each other instead of blocking.
        var items = await db.PublishingSetItems.AsNoTracking().Where(item => item.SetId == setId).OrderBy(item => item.DocumentId).ToListAsync(cancel);
        foreach (var (i, item) in items.Index())
        {
            if (i == items.Count / 2) FaultPoint.Pass("publishing.set.half");
            await db.Documents.Where(it => it.Id == item.DocumentId).ExecuteUpdateAsync(update => update.SetProperty(it => it.Version, it => it.Version), cancel);
            var document = await db.Documents.SingleAsync(it => it.Id == item.DocumentId, cancel);
            // Published alone since, in this revision or a newer one: nothing is left to do for it.
            if (document.LiveRevisionId == item.RevisionId || IsOvertaken(document, item)) continue;
            await pages.PutUpAsync(document, await db.Revisions.SingleAsync(revision => revision.Id == item.RevisionId, cancel), actor, cancel);
        }

        foreach (var part in parts)
            if (await part.ApplyAsync(setId, actor, cancel) is { Succeeded: false } refused) return Outcome<bool>.Refused(refused.Refusals);

        set.MarkPublished(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "SetPublished", set.ChangeSubject, after: $"{set.Name}: {items.Count}"));
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);

    private static LocalText WhatHappens(Document document, PublishingSetItem item, DateTime written)
    {
        var revisionId = item.RevisionId;
        var moment = DocumentTurn.Moment(written);
        if (document.LiveRevisionId == revisionId) return new("Bản này đang hiển thị rồi; không có gì thay đổi.", "This revision is live already; nothing changes.");
        if (IsOvertaken(document, item))
            return new($"Sau khi vào đợt, trang đã đăng một bản khác lúc {DocumentTurn.Moment(document.PublishedAt!.Value)}; bản ấy ở lại. Muốn bản của đợt thì thêm lại.", $"After it was added another revision was published at {DocumentTurn.Moment(document.PublishedAt!.Value)}; that one stays. Add it again if the set's is wanted.");
        var (vi, en) = document.IsLive ? ($"Bản {moment} thay bản đang hiển thị", $"The revision of {moment} replaces the live one") : ($"Trang hiện ra lần đầu, bản {moment}", $"The page is shown, as of {moment}");
        if (document.GoLiveAt is { } at) (vi, en) = ($"{vi}; lịch hẹn riêng lúc {DocumentTurn.Moment(at)} bị huỷ", $"{en}; its own schedule for {DocumentTurn.Moment(at)} is cancelled");
        else if (document.ApprovedRevisionId != revisionId) (vi, en) = (vi + "; sau đó đã duyệt bản mới hơn, bản ấy không đi cùng", en + "; a newer revision was approved since and does not come along");
        return ConsequenceOf.WithCorrection(document, written, vi, en);
    }

    // As with a schedule: what somebody published by hand meanwhile was decided later.
    private static bool IsOvertaken(Document document, PublishingSetItem item) => document.IsLive && document.LiveRevisionId != item.RevisionId && document.PublishedAt > item.AddedAt;

    private static LocalText? ProblemOf(Document document) => document.DeletedAt is null ? null : new("Bài đang ở thùng rác.", "The document is in the bin.");
}
