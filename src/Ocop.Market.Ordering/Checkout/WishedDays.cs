using System.Globalization;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;

namespace Ocop.Market.Ordering.Checkout;

/// <summary>
/// The days on which gift boxes of a cart can be asked for. The first leaves time to bring the parts together, pack and travel. The last is the nearest of: the day on which
/// a box ordered on its last day would still arrive, the shortest best-before of its parts, and <see cref="Most"/> days from today. At Tết nothing is delivered.
/// </summary>
public sealed record WishedDays(DateOnly First, DateOnly Last, LocalText WhyLast)
{
    public const int Most = 90;

    /// <summary>False where what keeps shortest would be past its day before anything could arrive.</summary>
    public bool AreAny => First <= Last;

    internal static WishedDays? Of(IReadOnlyList<CheckoutParcel> parcels, DateOnly today)
    {
        var boxes = parcels.SelectMany(parcel => parcel.Cart.Boxes.Select(item => (item.Box, Arrival: (Func<DateOnly, DateOnly>)(ordered => WorkingDays.After(ordered.AddDays(item.Box.PackingDays), parcel.Shipping?.DaysTo ?? 0))))).ToList();
        if (boxes.Count == 0) return null;
        var ends = boxes.SelectMany(it => Ends(it.Box, it.Arrival)).Append((Day: today.AddDays(Most), Why: new($"Chọn trong {Most} ngày tới.", $"Choose one within {Most} days.")));
        var (last, why) = ends.MinBy(end => end.Day);
        return new(boxes.Max(it => it.Arrival(today)).PastTet(), last.BeforeTet(), why);
    }

    /// <returns>Null where the day can be had, and where none is wished for.</returns>
    public Refusal? Refuse(DateOnly? wished) => wished switch
    {
        null => null,
        _ when !AreAny => new("DayNone", "wishedDay", $"Hộp này chưa hẹn ngày được. {WhyLast.Vi} Để trống ngày thì hộp đi sớm nhất có thể.", $"No day can be chosen for this box. {WhyLast.En} Leave it empty and it leaves as soon as may be."),
        { } day when day < First => new("DayTooSoon", "wishedDay", $"Sớm nhất là {Day(First)}: cần thời gian gom món, đóng hộp và đi đường.", $"The earliest is {Day(First)}: the parts must be brought together, packed and carried."),
        { } day when day > Last => new("DayTooLate", "wishedDay", $"Muộn nhất là {Day(Last)}. {WhyLast.Vi}", $"The latest is {Day(Last)}. {WhyLast.En}"),
        { } day when day.IsTet() => new("DayOfTet", "wishedDay", TetDays.Closed(day)),
        _ => null,
    };

    private static IEnumerable<(DateOnly Day, LocalText Why)> Ends(BoxView box, Func<DateOnly, DateOnly> arrival)
    {
        if (box.EndsFirst is { FirstBatchEnds: { } bestBefore } part) yield return (bestBefore, new($"{part.Name} trong {box.Box.Name} có hạn dùng đến {Day(bestBefore)}.", $"{part.Name} in {box.Box.NameEn} is best before {Day(bestBefore)}."));
        if (box.Box.OrderUntil is { } until) yield return (arrival(until), new($"{box.Box.Name} chỉ nhận đặt đến {Day(until)}.", $"{box.Box.NameEn} is only ordered until {Day(until)}."));
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
