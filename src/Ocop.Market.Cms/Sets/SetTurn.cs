using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Sets;

public sealed record SetStand(Guid Id, long Version, SetState State);

/// <summary>One act on a set: locked, allowed, not changed by somebody else since it was read.</summary>
public sealed class SetTurn(ICmsDb db)
{
    public Task<Outcome<SetStand>> TakeAsync(Person by, Guid setId, long version, Func<PublishingSet, Task<Refusal?>> work, CancellationToken cancel) => db.InTransactionAsync<SetStand>(async () =>
    {
        if (!by.May(Act.ShapeSite, Scope.Programme)) return DocumentTurn.NotAllowed;
        if (await db.PublishingSets.Where(it => it.Id == setId).ExecuteUpdateAsync(update => update.SetProperty(it => it.Version, it => it.Version), cancel) == 0)
            return new Refusal("SetUnknown", "", "Không có đợt này.", "There is no such set.");
        var set = await db.PublishingSets.SingleAsync(it => it.Id == setId, cancel);
        if (set.Version != version) return new Refusal("SetChanged", "", "Có người vừa thay đổi đợt này. Bạn xem lại rồi làm lại nhé.", "Somebody has just changed this set. Please look again.");
        if (set.State == SetState.Published) return new Refusal("SetPublished", "", "Đợt này đã hiển thị rồi.", "This set is live already.");
        if (await work(set) is { } refusal) return refusal;
        await db.SaveChangesAsync(cancel);
        return new SetStand(set.Id, set.Version, set.State);
    }, cancel);
}

public sealed class CreateSet(ICmsDb db, TimeProvider clock)
{
    public const int LongestName = 120;

    public async Task<Outcome<SetStand>> HandleAsync(Person by, string name, CancellationToken cancel)
    {
        if (!by.May(Act.ShapeSite, Scope.Programme)) return DocumentTurn.NotAllowed;
        name = VietnameseText.Normalize(name);
        if (name.Length is 0 or > LongestName) return new Refusal("NameWrong", "name", $"Tên đợt cần từ 1 đến {LongestName} chữ.", $"A name of 1 to {LongestName} letters is needed.");
        var set = new PublishingSet(name, by.Actor, clock.UtcNow());
        db.PublishingSets.Add(set);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "SetCreated", set.ChangeSubject, after: name));
        await db.SaveChangesAsync(cancel);
        return new SetStand(set.Id, set.Version, set.State);
    }
}

/// <summary>Pins what is approved now. Added again, the document's newer approved revision takes the place.</summary>
public sealed class AddToSet(ICmsDb db, SetTurn turn, TimeProvider clock)
{
    public Task<Outcome<SetStand>> HandleAsync(Person by, Guid setId, long version, Guid documentId, CancellationToken cancel) => turn.TakeAsync(by, setId, version, async set =>
    {
        if (set.State == SetState.Planned) return PlannedAlready;
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId && it.DeletedAt == null, cancel);
        if (document is null || !by.May(Act.ReadContent, document.Scope)) return DocumentTurn.Unknown;
        if (!by.May(Act.ApproveContent, document.Scope)) return DocumentTurn.NotAllowed;
        if (document.ApprovedRevisionId is not { } revision) return PublishDocument.NotApproved;
        if (revision == document.LiveRevisionId) return new Refusal("AlreadyLive", "", "Bản đã duyệt đang hiển thị rồi; bản mới hơn thì chưa duyệt.", "The approved revision is live already; what is newer is not approved.");

        if (await db.PublishingSetItems.SingleOrDefaultAsync(item => item.SetId == setId && item.DocumentId == documentId, cancel) is { } known) known.Pin(revision, by.Actor, clock.UtcNow());
        else db.PublishingSetItems.Add(new PublishingSetItem(setId, documentId, revision, by.Actor, clock.UtcNow()));
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "AddedToSet", set.ChangeSubject, after: $"{documentId} {revision}"));
        return null;
    }, cancel);

    public static readonly Refusal PlannedAlready = new("SetPlanned", "", "Đợt đã hẹn giờ; bạn huỷ hẹn trước khi thay đổi.", "The set is scheduled; cancel that before you change it.");
}

public sealed class RemoveFromSet(ICmsDb db, SetTurn turn, TimeProvider clock)
{
    public Task<Outcome<SetStand>> HandleAsync(Person by, Guid setId, long version, Guid documentId, CancellationToken cancel) => turn.TakeAsync(by, setId, version, async set =>
    {
        if (set.State == SetState.Planned) return AddToSet.PlannedAlready;
        if (await db.PublishingSetItems.SingleOrDefaultAsync(item => item.SetId == setId && item.DocumentId == documentId, cancel) is not { } item) return null;
        db.PublishingSetItems.Remove(item);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "RemovedFromSet", set.ChangeSubject, documentId.ToString()));
        return null;
    }, cancel);
}

/// <summary>Sets the moment, after the dry run has nothing to say against it.</summary>
public sealed class PlanSet(ICmsDb db, SetTurn turn, SetPublication publication, TimeProvider clock)
{
    public Task<Outcome<SetStand>> HandleAsync(Person by, Guid setId, long version, DateTime goLiveAt, CancellationToken cancel) => turn.TakeAsync(by, setId, version, async set =>
    {
        if (goLiveAt <= clock.UtcNow()) return new Refusal("TimeWrong", "goLiveAt", "Giờ lên trang phải ở phía trước.", "The moment must lie ahead.");
        var lines = await publication.DryRunAsync(setId, cancel);
        if (lines.Count == 0) return new Refusal("SetEmpty", "", "Đợt chưa có gì.", "The set is empty.");
        if (lines.FirstOrDefault(line => line.Problem is not null) is { } line) return new Refusal("SetNotReady", "", new LocalText($"{line.Title}: {line.Problem!.Vi}", $"{line.Title}: {line.Problem.En}"));
        set.Plan(goLiveAt, by.Name);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "SetPlanned", set.ChangeSubject, after: FormattableString.Invariant($"{goLiveAt:O}")));
        return null;
    }, cancel);
}

public sealed class CancelSet(ICmsDb db, SetTurn turn, TimeProvider clock)
{
    public Task<Outcome<SetStand>> HandleAsync(Person by, Guid setId, long version, CancellationToken cancel) => turn.TakeAsync(by, setId, version, set =>
    {
        var before = FormattableString.Invariant($"{set.GoLiveAt:O}");
        set.Reopen();
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "SetCancelled", set.ChangeSubject, before));
        return Task.FromResult<Refusal?>(null);
    }, cancel);
}

/// <summary>Now, instead of waiting for the clock.</summary>
public sealed class PublishSet(SetPublication publication)
{
    public async Task<Outcome<bool>> HandleAsync(Person by, Guid setId, long version, CancellationToken cancel)
    {
        if (!by.May(Act.ShapeSite, Scope.Programme)) return DocumentTurn.NotAllowed;
        if ((await publication.DryRunAsync(setId, cancel)).Count == 0) return new Refusal("SetEmpty", "", "Đợt chưa có gì.", "The set is empty.");
        var outcome = await publication.PublishAsync(setId, set => set.Version == version && set.State != SetState.Published, by.Actor, cancel);
        return outcome is { Succeeded: true, Value: false } ? new Refusal("SetChanged", "", "Có người vừa thay đổi đợt này. Bạn xem lại rồi làm lại nhé.", "Somebody has just changed this set. Please look again.") : outcome;
    }
}

public sealed record SetLine(PublishingSet Set, int Documents);

public sealed class SetList(ICmsDb db)
{
    public async Task<IReadOnlyList<SetLine>> AllAsync(CancellationToken cancel)
    {
        var rows = await db.PublishingSets.AsNoTracking().OrderByDescending(set => set.CreatedAt)
            .Select(set => new { Set = set, Documents = db.PublishingSetItems.Count(item => item.SetId == set.Id) }).Take(200).ToListAsync(cancel);
        return [.. rows.Select(row => new SetLine(row.Set, row.Documents))];
    }

    public Task<PublishingSet?> FindAsync(Guid id, CancellationToken cancel) => db.PublishingSets.AsNoTracking().SingleOrDefaultAsync(set => set.Id == id, cancel);
}
