using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>One word for everybody, or drawn codes that are good for one order each.</summary>
public sealed class AddPromotionCodes(IOrderingDb db, TimeProvider clock)
{
    public const int MostAtOnce = 200;

    public Task<Outcome<IReadOnlyList<string>>> HandleAsync(Person person, Guid id, string? typed, string? count, CancellationToken cancel) => db.InTurnAsync<IReadOnlyList<string>>(async () =>
    {
        if (!person.May(Act.RunPromotions, Scope.Programme)) return NoRight.Here;
        if (await db.Promotions.SingleOrDefaultAsync(it => it.Id == id, cancel) is not { } promotion) return SavePromotion.Unknown;
        if (!promotion.NeedsCode) return new Refusal("NeedsNoCode", "", "Khuyến mãi này không cần mã.", "This promotion needs no code.");
        var now = clock.UtcNow();
        var codes = new List<PromotionCode>();
        if (!string.IsNullOrWhiteSpace(typed))
        {
            var word = PromotionCode.Read(typed);
            if (word.Length is < PromotionCode.Shortest or > PromotionCode.Longest)
                return new Refusal("CodeLength", "code", $"Mã dài {PromotionCode.Shortest} đến {PromotionCode.Longest} chữ cái và số, không dấu.", $"A code has {PromotionCode.Shortest} to {PromotionCode.Longest} letters and digits.");
            if (await db.PromotionCodes.AnyAsync(it => it.Code == word, cancel)) return new Refusal("CodeTaken", "code", $"Mã {word} đã có.", $"The code {word} exists already.");
            codes.Add(new PromotionCode(word, id, null, now));
        }
        else if (int.TryParse((count ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostAtOnce)
        {
            // Of more codes than there are buyers in the country: none drawn twice, none guessed.
            codes.AddRange(Enumerable.Range(0, number).Select(_ => new PromotionCode(RandomNumberGenerator.GetString(OrderNumber.Letters, 10), id, 1, now)));
        }
        else
        {
            return new Refusal("CountMisread", "count", $"Gõ một mã, hoặc số mã cần tạo (1 đến {MostAtOnce}).", $"Type a code, or how many to draw (1 to {MostAtOnce}).");
        }

        db.PromotionCodes.AddRange(codes);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "PromotionCodesAdded", promotion.ChangeSubject, after: codes.Count == 1 ? codes[0].Code : FormattableString.Invariant($"{codes.Count}")));
        await db.SaveChangesAsync(cancel);
        return codes.ConvertAll(it => it.Code);
    }, cancel);
}
