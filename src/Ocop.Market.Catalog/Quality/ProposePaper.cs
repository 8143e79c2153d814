using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <summary>A producer enters a paper, or writes on one that waits or was returned: it waits for an officer.</summary>
public sealed class ProposePaper(ICatalogDb db, TimeProvider clock)
{
    internal static readonly Refusal Unknown = new("PaperUnknown", "", "Không có giấy tờ này.", "There is no such paper.");

    /// <param name="wish">Its id is that of the proposed paper; null for a new one.</param>
    /// <param name="replaces">The accepted paper that a new one is to replace; whose it is, is that paper's.</param>
    public Task<Outcome<ProposedPaper>> HandleAsync(Person person, PaperWish wish, Guid? replaces, CancellationToken cancel) => db.InTransactionAsync<ProposedPaper>(async () =>
    {
        var isCurrent = wish.Id is null || await db.ProposedPapers.Where(it => it.Id == wish.Id && it.Version == wish.Version && (it.State == ProposalState.Waiting || it.State == ProposalState.Returned))
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var paper = wish.Id is null ? null : await db.ProposedPapers.FirstOrDefaultAsync(it => it.Id == wish.Id, cancel);
        var old = await LockAsync(paper is null ? replaces : paper.ReplacesId, cancel);
        if ((wish.Id is not null && paper is null) || (paper is null && replaces is not null && old is null)) return Unknown;
        var (product, producer) = paper is not null ? (paper.ProductId, paper.ProducerId) : old is not null ? (old.ProductId, old.ProducerId) : (wish.ProductId, wish.ProducerId);
        if (await db.HolderAsync(product, producer, cancel) is not { } holder) return new Refusal("HolderUnknown", "holder", "Chọn giấy của sản phẩm nào, hay của chủ thể.", "Choose the product it is of, or the producer.");
        if (!person.May(Act.ProposeFacts, holder.Scope)) return NoRight.Here;
        if (!isCurrent) return PaperChecks.Stale;

        await db.LockAsync(holder, cancel);
        var facts = await db.CheckPaperAsync(person, wish, holder, old?.Id, paper?.FileId ?? old?.FileId, clock.Today(), cancel);
        if (!facts.Succeeded) return Outcome<ProposedPaper>.Refused(facts.Refusals);
        if (await RefuseAsync(holder, facts.Value, paper, old, cancel) is { } refusal) return refusal;

        var now = clock.UtcNow();
        var before = (paper?.Facts ?? old?.Facts) is { } said ? SavePaper.Told(said) : null;
        if (paper is null) db.ProposedPapers.Add(paper = new ProposedPaper(holder, old?.Id, facts.Value, person, now));
        else paper.Say(facts.Value, person, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "PaperProposed", paper.Subject, before, SavePaper.Told(facts.Value)));
        await db.SaveChangesAsync(cancel);
        return paper;
    }, cancel);

    // The lock: of two who replace the same paper at once, the second sees that the first waits.
    private async Task<Certification?> LockAsync(Guid? id, CancellationToken cancel)
    {
        if (id is null) return null;
        await db.Certifications.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        return await db.Certifications.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel);
    }

    private async Task<Refusal?> RefuseAsync(PaperHolder holder, PaperFacts facts, ProposedPaper? paper, Certification? old, CancellationToken cancel)
    {
        // Another producer's officers could not open what lies in one's other producer's library.
        if (facts.FileId is { } file && file != old?.FileId && !await db.MediaItems.AnyAsync(item => item.Id == file && item.ScopePath == holder.Scope.Path && item.DeletedAt == null, cancel))
            return new("FileElsewhere", "file", "Tệp này của chủ thể khác. Bạn gửi lại tệp ở đây.", "This file is another producer’s. Please send it again here.");
        if (old?.Facts == facts) return new("NothingNew", "", "Giấy này đang ghi đúng như vậy rồi.", "The paper says exactly this already.");
        var open = db.ProposedPapers.Where(other => (other.State == ProposalState.Waiting || other.State == ProposalState.Returned) && (paper == null || other.Id != paper.Id));
        if (old is not null && await open.AnyAsync(other => other.ReplacesId == old.Id, cancel))
            return new("ReplacedAlready", "", "Giấy mới thay giấy này đã được gửi. Mở giấy ấy để sửa tiếp.", "A paper that replaces this one was sent already. Open that one to go on.");
        var (product, producer) = (holder.ProductId, holder.ProductId is null ? holder.Producer.Id : (Guid?)null);
        return await open.AnyAsync(other => other.ProductId == product && other.ProducerId == producer && other.Kind == facts.Kind && other.Number == facts.Number && other.IssuedOn == facts.IssuedOn, cancel)
            ? new("SentAlready", "number", "Giấy này đã gửi rồi; mở giấy ấy để sửa tiếp.", "This paper was sent already; open that one to go on.") : null;
    }
}

/// <summary>A producer no longer wants a paper to be read.</summary>
public sealed class TakeBackPaper(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<ProposedPaper>> HandleAsync(Person person, Guid id, CancellationToken cancel) => db.InTransactionAsync<ProposedPaper>(async () =>
    {
        var isOpen = await db.ProposedPapers.Where(it => it.Id == id && (it.State == ProposalState.Waiting || it.State == ProposalState.Returned))
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        if (await db.ProposedPapers.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } paper || await db.HolderAsync(paper.ProductId, paper.ProducerId, cancel) is not { } holder) return ProposePaper.Unknown;
        if (!person.May(Act.ProposeFacts, holder.Scope)) return NoRight.Here;
        if (!isOpen) return AnswerPaper.Answered;
        paper.End(ProposalState.Withdrawn, null, clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "PaperTakenBack", paper.Subject, SavePaper.Told(paper.Facts)));
        await db.SaveChangesAsync(cancel);
        return paper;
    }, cancel);
}
