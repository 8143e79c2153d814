namespace Ocop.Market.Kernel;

/// <summary>
/// Days on which carriers fetch and bring, as their tariffs count them: none is a Sunday or a public holiday (Labour Code 2019, article 112). Of Tết, whose five days are set
/// anew each year, the last of the old year and four of the new; of the two days around 2 September that one.
/// </summary>
public static class WorkingDays
{
    /// <summary>What leaves on this day and is so long on its way has come by then.</summary>
    public static DateOnly After(DateOnly day, int days)
    {
        for (; days > 0; days -= Works(day) ? 1 : 0) day = day.AddDays(1);
        return day;
    }

    /// <summary>The last day to leave for what is so long on its way and has to be there by this day.</summary>
    public static DateOnly Before(DateOnly day, int days)
    {
        while (!Works(day)) day = day.AddDays(-1);
        for (; days > 0; days -= Works(day) ? 1 : 0) day = day.AddDays(-1);
        return day;
    }

    private static bool Works(DateOnly day) =>
        day.DayOfWeek != DayOfWeek.Sunday && (day.Day, day.Month) is not ((1, 1) or (30, 4) or (1, 5) or (2, 9))
        && LunarDate.Of(day) is not ({ Month: 1, Day: <= 4 } or { Month: 3, Day: 10, IsLeapMonth: false }) && LunarDate.Of(day.AddDays(1)) is not { Month: 1, Day: 1 };
}
