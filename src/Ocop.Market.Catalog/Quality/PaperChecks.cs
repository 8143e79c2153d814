using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <summary>What a paper may say, whoever writes it down.</summary>
public static class PaperChecks
{
    public const int LongestNumber = 100, LongestIssuer = 200;

    internal static readonly Refusal HolderUnknown = new("HolderUnknown", "", "Không có sản phẩm hoặc chủ thể này.", "There is no such product or producer.");
    internal static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa giấy tờ này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this paper. Look again and save once more.");

    /// <summary>The facts with one spelling of letters, or all that is wrong beside its field.</summary>
    /// <param name="self">The paper that says this already, or would.</param>
    /// <param name="knownFile">Of that paper; its right was asked for when it came.</param>
    internal static async Task<Outcome<PaperFacts>> CheckPaperAsync(this ICatalogDb db, Person person, PaperWish wish, PaperHolder holder, Guid? self, Guid? knownFile, DateOnly today, CancellationToken cancel)
    {
        var (number, issuer) = (VietnameseText.Normalize(wish.Number ?? ""), VietnameseText.Normalize(wish.Issuer ?? ""));
        var refusals = Refusals(wish, number, issuer, today).ToList();
        var (product, producer) = (holder.ProductId, holder.ProductId is null ? holder.Producer.Id : (Guid?)null);
        if (refusals.Count == 0 && await db.Certifications.AnyAsync(other => other.ProductId == product && other.ProducerId == producer && other.Kind == wish.Kind && other.Number == number && other.IssuedOn == wish.IssuedOn && other.Id != self, cancel))
            refusals.Add(new("PaperKnown", "number", "Giấy tờ này đã được ghi.", "This paper is recorded already."));
        if (wish.FileId is { } file && file != knownFile && !await MayUseAsync(db, person, file, cancel)) refusals.Add(new("FileUnknown", "file", "Không có tệp này trong thư viện.", "There is no such file in the library."));
        return refusals.Count > 0 ? Outcome<PaperFacts>.Refused(refusals)
            : new PaperFacts(wish.Kind!.Value, number, issuer, wish.IssuedOn!.Value, wish.ValidUntil, wish.FileId, wish.IsFilePublic && wish.FileId is not null);
    }

    private static async Task<bool> MayUseAsync(ICatalogDb db, Person person, Guid file, CancellationToken cancel) =>
        await db.MediaItems.AsNoTracking().FirstOrDefaultAsync(item => item.Id == file && item.Kind == MediaKind.Document && item.DeletedAt == null, cancel) is { } found && person.May(Act.ReadMedia, found.Scope);

    private static IEnumerable<Refusal> Refusals(PaperWish wish, string number, string issuer, DateOnly today)
    {
        if (wish.Kind is not { } kind || !Enum.IsDefined(kind)) yield return new("KindMissing", "kind", "Chọn loại giấy tờ.", "Choose the kind of paper.");
        if (number.Length == 0) yield return new("NumberMissing", "number", "Ghi số như trên giấy.", "Give the number as on the paper.");
        else if (number.Length > LongestNumber) yield return new("NumberTooLong", "number", $"Số dài quá {LongestNumber} chữ.", $"The number is longer than {LongestNumber} letters.");
        if (issuer.Length == 0) yield return new("IssuerMissing", "issuer", "Ghi nơi cấp; bản tự công bố thì ghi tên chủ thể.", "Name who issued it; for a self-declaration the producer.");
        else if (issuer.Length > LongestIssuer) yield return new("IssuerTooLong", "issuer", $"Tên nơi cấp dài quá {LongestIssuer} chữ.", $"The issuer's name is longer than {LongestIssuer} letters.");
        if (wish.IssuedOn is not { } day) yield return new("DayMissing", "issuedOn", "Ghi ngày cấp.", "Give the day of issue.");
        else if (day > today) yield return new("DayAhead", "issuedOn", "Ngày cấp ở tương lai.", "The day lies in the future.");
        else if (wish.ValidUntil < day) yield return new("EndsBefore", "validUntil", "Hết hạn trước ngày cấp.", "It ends before its day of issue.");
    }
}
