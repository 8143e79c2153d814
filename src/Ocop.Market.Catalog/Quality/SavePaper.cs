using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <param name="Id">Null for a new paper, which names its product or its producer.</param>
/// <param name="Version">Of the paper as the form showed it.</param>
public sealed record PaperWish(
    Guid? Id, long Version, Guid? ProductId, Guid? ProducerId, CertificationKind? Kind, string? Number, string? Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil, Guid? FileId = null, bool IsFilePublic = false);

/// <summary>Enters a paper of a product or a producer, or changes what was entered.</summary>
public sealed class SavePaper(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public const int LongestNumber = 100, LongestIssuer = 200;

    internal static readonly Refusal Unknown = new("PaperUnknown", "", "Không có giấy tờ này.", "There is no such paper.");

    public Task<Outcome<Certification>> HandleAsync(Person person, PaperWish wish, CancellationToken cancel) => db.InTransactionAsync<Certification>(async () =>
    {
        var isCurrent = wish.Id is null || await db.Certifications.Where(it => it.Id == wish.Id && it.Version == wish.Version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var paper = wish.Id is null ? null : await db.Certifications.FirstOrDefaultAsync(it => it.Id == wish.Id, cancel);
        if (wish.Id is not null && paper is null) return Unknown;
        if (await db.HolderAsync(paper is null ? wish.ProductId : paper.ProductId, paper is null ? wish.ProducerId : paper.ProducerId, cancel) is not { } holder)
            return new Refusal("HolderUnknown", "", "Không có sản phẩm hoặc chủ thể này.", "There is no such product or producer.");
        if (!person.May(Act.EditQuality, holder.Scope)) return NoRight.Here;
        if (!isCurrent) return new Refusal("Stale", "", "Có người vừa sửa giấy tờ này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this paper. Look again and save once more.");

        var (number, issuer) = (VietnameseText.Normalize(wish.Number ?? ""), VietnameseText.Normalize(wish.Issuer ?? ""));
        var refusals = Refusals(wish, number, issuer).ToList();
        if (refusals.Count == 0 && await IsKnownAsync(wish, holder, number, paper?.Id, cancel)) refusals.Add(new("PaperKnown", "number", "Giấy tờ này đã được ghi.", "This paper is recorded already."));
        if (wish.FileId is { } file && wish.FileId != paper?.FileId && !await MayUseAsync(person, file, cancel)) refusals.Add(new("FileUnknown", "file", "Không có tệp này trong thư viện.", "There is no such file in the library."));
        if (refusals.Count > 0) return Outcome<Certification>.Refused(refusals);

        var facts = new PaperFacts(wish.Kind!.Value, number, issuer, wish.IssuedOn!.Value, wish.ValidUntil, wish.FileId, wish.IsFilePublic && wish.FileId is not null);
        var before = paper is null ? null : Told(paper);
        if (paper is null) db.Certifications.Add(paper = new Certification(holder.ProductId, holder.ProductId is null ? holder.Producer.Id : null, facts));
        else paper.Say(facts);
        if (before != Told(paper)) db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, before is null ? "PaperRecorded" : "PaperEdited", paper.ChangeSubject, before, Told(paper)));
        await db.SaveChangesAsync(cancel);
        if (paper.ProductId is { } product) await searchRows.RefreshAsync([product], cancel);
        await db.SaveChangesAsync(cancel);
        return paper;
    }, cancel);

    private Task<bool> IsKnownAsync(PaperWish wish, PaperHolder holder, string number, Guid? self, CancellationToken cancel)
    {
        var (product, producer) = (holder.ProductId, holder.ProductId is null ? holder.Producer.Id : (Guid?)null);
        return db.Certifications.AnyAsync(other => other.ProductId == product && other.ProducerId == producer && other.Kind == wish.Kind && other.Number == number && other.IssuedOn == wish.IssuedOn && other.Id != self, cancel);
    }

    private async Task<bool> MayUseAsync(Person person, Guid file, CancellationToken cancel) =>
        await db.MediaItems.AsNoTracking().FirstOrDefaultAsync(item => item.Id == file && item.Kind == MediaKind.Document && item.DeletedAt == null, cancel) is { } found && person.May(Act.ReadMedia, found.Scope);

    private IEnumerable<Refusal> Refusals(PaperWish wish, string number, string issuer)
    {
        if (wish.Kind is not { } kind || !Enum.IsDefined(kind)) yield return new("KindMissing", "kind", "Chọn loại giấy tờ.", "Choose the kind of paper.");
        if (number.Length == 0) yield return new("NumberMissing", "number", "Ghi số như trên giấy.", "Give the number as on the paper.");
        else if (number.Length > LongestNumber) yield return new("NumberTooLong", "number", $"Số dài quá {LongestNumber} chữ.", $"The number is longer than {LongestNumber} letters.");
        if (issuer.Length == 0) yield return new("IssuerMissing", "issuer", "Ghi nơi cấp; bản tự công bố thì ghi tên chủ thể.", "Name who issued it; for a self-declaration the producer.");
        else if (issuer.Length > LongestIssuer) yield return new("IssuerTooLong", "issuer", $"Tên nơi cấp dài quá {LongestIssuer} chữ.", $"The issuer's name is longer than {LongestIssuer} letters.");
        if (wish.IssuedOn is not { } day) yield return new("DayMissing", "issuedOn", "Ghi ngày cấp.", "Give the day of issue.");
        else if (day > clock.Today()) yield return new("DayAhead", "issuedOn", "Ngày cấp ở tương lai.", "The day lies in the future.");
        else if (wish.ValidUntil < day) yield return new("EndsBefore", "validUntil", "Hết hạn trước ngày cấp.", "It ends before its day of issue.");
    }

    internal static string Told(Certification paper) => string.Create(CultureInfo.InvariantCulture,
        $"{paper.Kind}\nnumber: {paper.Number}\nissuer: {paper.Issuer}\nfrom: {paper.IssuedOn:yyyy-MM-dd}\nuntil: {paper.ValidUntil:yyyy-MM-dd}\nfile: {(paper.FileId is null ? "none" : paper.IsFilePublic ? "public" : "kept")}");
}

/// <summary>A paper that was entered by mistake goes; one that has ended stays, the public does not see it.</summary>
public sealed class RemovePaper(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public Task<Outcome<PaperHolder>> HandleAsync(Person person, Guid id, CancellationToken cancel) => db.InTransactionAsync<PaperHolder>(async () =>
    {
        if (await db.Certifications.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } paper || await db.HolderAsync(paper.ProductId, paper.ProducerId, cancel) is not { } holder) return SavePaper.Unknown;
        if (!person.May(Act.EditQuality, holder.Scope)) return NoRight.Here;
        db.Certifications.Remove(paper);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "PaperRemoved", paper.ChangeSubject, SavePaper.Told(paper)));
        await db.SaveChangesAsync(cancel);
        if (paper.ProductId is { } product) await searchRows.RefreshAsync([product], cancel);
        await db.SaveChangesAsync(cancel);
        return holder;
    }, cancel);
}
