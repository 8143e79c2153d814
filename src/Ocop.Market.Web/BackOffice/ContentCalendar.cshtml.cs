using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice;

/// <summary>All that goes live or down, by day, with the lunar day beside it; each can be cancelled here.</summary>
[Requires(Act.ReadContent)]
public sealed class ContentCalendarModel(Cms.Desk.Calendar calendar, CancelSchedule cancelSchedule, CancelSet cancelSet, CurrentPerson current, TimeProvider clock, Words words) : PageModel
{
    public const int ShownInADay = 5;

    private const string MonthField = "thang";

    private IReadOnlyList<CalendarEntry> _entries = [];

    public DateOnly First { get; private set; }
    public DateOnly Today { get; private set; }

    /// <summary>Whole weeks, from Monday.</summary>
    public IReadOnlyList<DateOnly> Days { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public IEnumerable<string> WeekDays => words.Language == "en" ? ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] : ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"];

    public IReadOnlyList<CalendarEntry> Coming => [.. _entries.Where(entry => entry.At > clock.UtcNow() && entry.Kind is CalendarKind.GoesLive or CalendarKind.GoesDown or CalendarKind.SetGoesLive)];

    public IEnumerable<CalendarEntry> On(DateOnly day) => _entries.Where(entry => VietnamTime.DayOf(entry.At) == day);

    public string LinkTo(int months) => $"{HttpContext.Link("/quan-tri/lich")}?{MonthField}={First.AddMonths(months).ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    public async Task OnGetAsync(string? thang, CancellationToken cancel)
    {
        Today = clock.Today();
        First = DateOnly.TryParseExact(thang + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 2000 and < 2100 ? asked : new DateOnly(Today.Year, Today.Month, 1);
        var monday = First.AddDays(-(((int)First.DayOfWeek + 6) % 7));
        var weeks = (First.AddMonths(1).DayNumber - monday.DayNumber + 6) / 7;
        Days = [.. Enumerable.Range(0, weeks * 7).Select(monday.AddDays)];
        _entries = await calendar.BetweenAsync(current.Somebody, Days[0], Days[^1], cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? thang, Guid id, long version, bool isSet, CancellationToken cancel)
    {
        IReadOnlyList<Refusal> refusals = isSet ? (await cancelSet.HandleAsync(current.Somebody, id, version, cancel)).Refusals : (await cancelSchedule.HandleAsync(current.Somebody, id, version, cancel)).Refusals;
        if (refusals.Count == 0) return LocalRedirect($"~/quan-tri/lich{(thang is null ? "" : $"?{MonthField}={Uri.EscapeDataString(thang)}")}");
        Refusals = refusals;
        await OnGetAsync(thang, cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
