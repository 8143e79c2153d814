using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice;

/// <summary>What stands under a date field: the same day by the moon. Deadlines before Tết are spoken of in lunar days.</summary>
[Requires(Act.OpenDesk)]
public sealed class LunarDayModel(Words words) : PageModel
{
    public string Said { get; private set; } = "";

    /// <param name="name">The field's name; its value comes under it.</param>
    public void OnGet(string? name)
    {
        if (name is null || !DateTime.TryParse(Request.Query[name], CultureInfo.InvariantCulture, out var day) || day.Year is < 1901 or > 2099) return;
        var lunar = LunarDate.Of(DateOnly.FromDateTime(day));
        Said = words[$"{lunar.InWords} năm {lunar.YearName} (âm lịch)", $"Lunar calendar: day {lunar.Day} of month {lunar.Month}{(lunar.IsLeapMonth ? " (leap)" : "")}, {lunar.YearName}"];
    }
}
