using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>
/// Goods of one variant with one number and one last day. Written by <see cref="StockLedger"/> alone, under the lock of the level: its quantity is the sum
/// of its movements, and what the level has on hand beyond all batches lies in none. A producer who keeps no batches has no rows here.
/// </summary>
public sealed class StockBatch
{
    public const int LongestNumber = 40;

    private StockBatch() { }

    internal StockBatch(Guid variantId, string number, DateOnly bestBefore, DateTime now) =>
        (Id, VariantId, Number, BestBefore, CreatedAt) = (Guid.CreateVersion7(), variantId, number, bestBefore, now);

    public Guid Id { get; private set; }
    public Guid VariantId { get; private set; }

    /// <summary>As it stands on the goods.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The last day on which it is sold.</summary>
    public DateOnly BestBefore { get; private set; }

    /// <summary>What of it lies at the producer's, ordered or not.</summary>
    public int Quantity { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>When the producer was told that its day is over.</summary>
    public DateTime? ToldAt { get; private set; }

    public bool IsPastOn(DateOnly today) => BestBefore < today;

    internal static string Tidy(string? number) => VietnameseText.Normalize(number ?? "").Trim();

    /// <summary>What is wrong with a batch that comes in.</summary>
    internal static IEnumerable<Refusal> Misfits(string number, DateOnly? bestBefore, DateOnly today)
    {
        if (number.Length == 0) yield return new Refusal("BatchNumberMissing", "number", "Ghi số lô in trên hàng; không đánh số thì ghi ngày làm.", "Enter the batch number on the goods; without one, the day they were made.");
        if (number.Length > LongestNumber) yield return new Refusal("BatchNumberTooLong", "number", $"Số lô dài nhất {LongestNumber} chữ.", $"A batch number has {LongestNumber} letters at most.");
        if (bestBefore is null) yield return new Refusal("BestBeforeMissing", "bestBefore", "Ghi hạn dùng, ví dụ 31/12/2026.", "Enter the best-before day, for example 31/12/2026.");
        if (bestBefore < today) yield return new Refusal("BestBeforePast", "bestBefore", "Hạn dùng này đã qua: lô quá hạn không bán được.", "This day is over: such goods are not sold.");
        if (bestBefore > today.AddYears(MostYears)) yield return new Refusal("BestBeforeFar", "bestBefore", $"Hạn dùng xa hơn {MostYears} năm. Xem lại năm.", $"More than {MostYears} years from now. Please check the year.");
    }

    internal static readonly Refusal OtherDay = new("BatchOtherDay", "bestBefore", "Lô mang số này đã ghi một hạn dùng khác. Xem lại số lô hoặc hạn dùng.", "A batch of this number has another best-before day. Please check number and day.");

    private const int MostYears = 30;
}
