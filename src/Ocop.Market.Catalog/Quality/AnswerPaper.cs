using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <param name="Version">As it was read: what changed meanwhile is not accepted unread.</param>
/// <param name="IsFilePublic">Whether everybody may open the file while the paper is valid.</param>
public sealed record PaperAnswer(Guid Id, long Version, bool Accepts, string? Words, bool IsFilePublic = false);

/// <summary>An officer accepts a producer's paper, which the public sees from then on, or sends it back with a reason.</summary>
public sealed class AnswerPaper(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public const int LongestWords = 500;

    internal static readonly Refusal Answered = new("Stale", "", "Giấy này vừa được viết lại hoặc đã có người trả lời. Mời bạn đọc lại.", "This paper was just rewritten, or somebody answered it. Please read it again.");

    public Task<Outcome<ProposedPaper>> HandleAsync(Person person, PaperAnswer answer, CancellationToken cancel) => db.InTransactionAsync<ProposedPaper>(async () =>
    {
        var isCurrent = await db.ProposedPapers.Where(it => it.Id == answer.Id && it.Version == answer.Version && it.State == ProposalState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        if (await db.ProposedPapers.FirstOrDefaultAsync(it => it.Id == answer.Id, cancel) is not { } paper || await db.HolderAsync(paper.ProductId, paper.ProducerId, cancel) is not { } holder) return ProposePaper.Unknown;
        if (!person.May(Act.EditQuality, holder.Scope)) return NoRight.Here;
        if (!isCurrent) return Answered;

        var words = VietnameseText.Normalize(answer.Words ?? "");
        if (!answer.Accepts && words.Length < 2) return new Refusal("ReasonMissing", "words", "Ghi một câu để chủ thể biết cần sửa gì.", "Say in a sentence what has to be mended.");
        if (words.Length > LongestWords) return new Refusal("ReasonTooLong", "words", $"Lời nhắn dài quá {LongestWords} chữ.", $"The note is longer than {LongestWords} letters.");
        var now = clock.UtcNow();
        if (answer.Accepts)
        {
            // An officer may have recorded the very paper while this one waited. Locks in the order of the others: the paper, then whose it is.
            await db.Certifications.Where(it => it.Id == paper.ReplacesId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
            await db.LockAsync(holder, cancel);
            var said = paper.Facts;
            var facts = await db.CheckPaperAsync(person, new PaperWish(null, 0, paper.ProductId, paper.ProducerId, said.Kind, said.Number, said.Issuer, said.IssuedOn, said.ValidUntil, said.FileId, answer.IsFilePublic), holder, paper.ReplacesId, said.FileId, clock.Today(), cancel);
            if (!facts.Succeeded) return Outcome<ProposedPaper>.Refused([.. facts.Refusals.Select(refusal => refusal with { Field = "" })]);
            await RecordAsync(paper, facts.Value, person, now, cancel);
        }

        paper.End(answer.Accepts ? ProposalState.Accepted : ProposalState.Returned, words.Length > 0 ? words : null, now);
        if (!answer.Accepts) db.AuditEntries.Add(new AuditEntry(now, person.Actor, "PaperReturned", paper.Subject, SavePaper.Told(paper.Facts), paper.Answer));
        await db.SaveChangesAsync(cancel);
        if (answer.Accepts && paper.ProductId is { } product) await searchRows.RefreshAsync([product], cancel);
        await db.SaveChangesAsync(cancel);
        return paper;
    }, cancel);

    private async Task RecordAsync(ProposedPaper paper, PaperFacts facts, Person by, DateTime now, CancellationToken cancel)
    {
        var old = paper.ReplacesId is { } replaced ? await db.Certifications.FirstOrDefaultAsync(it => it.Id == replaced, cancel) : null;
        var before = old is null ? null : SavePaper.Told(old.Facts);
        if (old is null) db.Certifications.Add(new Certification(paper.ProductId, paper.ProducerId, facts));
        else old.Say(facts);
        db.AuditEntries.Add(new AuditEntry(now, by.Actor, "PaperAccepted", paper.Subject, before, SavePaper.Told(facts)));
    }
}
