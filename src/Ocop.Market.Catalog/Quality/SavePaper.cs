using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <param name="Id">Null for a new paper, which names its product or its producer.</param>
/// <param name="Version">Of the paper as the form showed it.</param>
public sealed record PaperWish(
    Guid? Id, long Version, Guid? ProductId, Guid? ProducerId, CertificationKind? Kind, string? Number, string? Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil, Guid? FileId = null, bool IsFilePublic = false);

/// <summary>Enters a paper of a product or a producer, or changes what was entered.</summary>
public sealed class SavePaper(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    internal static readonly Refusal Unknown = new("PaperUnknown", "", "Không có giấy tờ này.", "There is no such paper.");

    public Task<Outcome<Certification>> HandleAsync(Person person, PaperWish wish, CancellationToken cancel) => db.InTransactionAsync<Certification>(async () =>
    {
        var isCurrent = wish.Id is null || await db.Certifications.Where(it => it.Id == wish.Id && it.Version == wish.Version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var paper = wish.Id is null ? null : await db.Certifications.FirstOrDefaultAsync(it => it.Id == wish.Id, cancel);
        if (wish.Id is not null && paper is null) return Unknown;
        if (await db.HolderAsync(paper is null ? wish.ProductId : paper.ProductId, paper is null ? wish.ProducerId : paper.ProducerId, cancel) is not { } holder)
            return PaperChecks.HolderUnknown;
        if (!person.May(Act.EditQuality, holder.Scope)) return NoRight.Here;
        if (!isCurrent) return PaperChecks.Stale;

        await db.LockAsync(holder, cancel);
        var facts = await db.CheckPaperAsync(person, wish, holder, paper?.Id, paper?.FileId, clock.Today(), cancel);
        if (!facts.Succeeded) return Outcome<Certification>.Refused(facts.Refusals);

        var before = paper is null ? null : Told(paper.Facts);
        if (paper is null) db.Certifications.Add(paper = new Certification(holder.ProductId, holder.ProductId is null ? holder.Producer.Id : null, facts.Value));
        else paper.Say(facts.Value);
        if (before != Told(paper.Facts)) db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, before is null ? "PaperRecorded" : "PaperEdited", paper.ChangeSubject, before, Told(paper.Facts)));
        await db.SaveChangesAsync(cancel);
        if (paper.ProductId is { } product) await searchRows.RefreshAsync([product], cancel);
        await db.SaveChangesAsync(cancel);
        return paper;
    }, cancel);

    internal static string Told(PaperFacts facts) => string.Create(CultureInfo.InvariantCulture,
        $"{facts.Kind}\nnumber: {facts.Number}\nissuer: {facts.Issuer}\nfrom: {facts.IssuedOn:yyyy-MM-dd}\nuntil: {facts.ValidUntil:yyyy-MM-dd}\nfile: {(facts.FileId is null ? "none" : facts.IsFilePublic ? "public" : "kept")}");
}

/// <summary>A paper that was entered by mistake goes; one that has ended stays, the public does not see it.</summary>
public sealed class RemovePaper(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public Task<Outcome<PaperHolder>> HandleAsync(Person person, Guid id, CancellationToken cancel) => db.InTransactionAsync<PaperHolder>(async () =>
    {
        if (await db.Certifications.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } paper || await db.HolderAsync(paper.ProductId, paper.ProducerId, cancel) is not { } holder) return SavePaper.Unknown;
        if (!person.May(Act.EditQuality, holder.Scope)) return NoRight.Here;
        db.Certifications.Remove(paper);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "PaperRemoved", paper.ChangeSubject, SavePaper.Told(paper.Facts)));
        await db.SaveChangesAsync(cancel);
        if (paper.ProductId is { } product) await searchRows.RefreshAsync([product], cancel);
        await db.SaveChangesAsync(cancel);
        return holder;
    }, cancel);
}
