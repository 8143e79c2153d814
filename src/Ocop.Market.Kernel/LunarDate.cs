namespace Ocop.Market.Kernel;

/// <summary>
/// A day of the Vietnamese calendar, reckoned on the clock of Hà Nội (UTC+7), which is why it now and then differs from the Chinese one: the
/// framework's lunisolar calendars count at UTC+8. A month begins on the day of the new moon; the month that holds the winter solstice is the
/// eleventh; a year of thirteen months repeats the first one in which the sun enters no new sign. New moon and sun after J. Meeus, Astronomical
/// Algorithms, chapters 49 and 25, to a few minutes: enough for every day from 1900 to 2100 but one whose new moon falls within them of midnight.
/// </summary>
/// <param name="Year">The year that Tết begins, by the number of the solar year it falls in.</param>
public readonly record struct LunarDate(int Day, int Month, int Year, bool IsLeapMonth)
{
    private const double Hanoi = 7 / 24.0;
    private const double Lunation = 29.530588861;
    private static readonly string[] Stems = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
    private static readonly string[] Branches = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

    /// <summary>"Bính Ngọ".</summary>
    public string YearName => $"{Stems[(Year + 6) % 10]} {Branches[(Year + 8) % 12]}";

    /// <summary>"23 tháng Chạp", "mùng 1 tháng Giêng", "15 tháng 4 nhuận".</summary>
    public string InWords => $"{(Day <= 10 ? "mùng " : "")}{Day} tháng {Month switch { 1 => "Giêng", 12 => "Chạp", _ => Month }}{(IsLeapMonth ? " nhuận" : "")}";

    public static LunarDate Of(DateOnly day)
    {
        var number = JulianDay(day);
        var moon = MoonBefore(number);
        var begins = NewMoonDay(moon);
        var (eleventh, year) = WinterMoon(day.Year) is var winter && moon >= winter ? (winter, day.Year) : (WinterMoon(day.Year - 1), day.Year - 1);
        var (next, months) = (WinterMoon(year + 1), moon - eleventh);
        var leap = next - eleventh == 13 ? LeapAfter(eleventh) : int.MaxValue;
        var month = 11 + months - (months >= leap ? 1 : 0);
        return new LunarDate(number - begins + 1, month > 12 ? month - 12 : month, month > 12 ? year + 1 : year, months == leap);
    }

    /// <summary>The solar day; null where the lunar month has no such day or the year no such leap month.</summary>
    public DateOnly? ToSolar()
    {
        if (Day is < 1 or > 30 || Month is < 1 or > 12 || Year is < 1901 or > 2099) return null;
        // A lunar month begins three to seven weeks after the solar one of its number.
        var wanted = this;
        var from = new DateOnly(Year, Month, 1);
        for (var moon = MoonBefore(JulianDay(from)); moon < MoonBefore(JulianDay(from)) + 4; moon++)
        {
            var day = DateOnly.FromDayNumber(NewMoonDay(moon) + Day - 1 - DayNumberToJulian);
            if (Of(day) == wanted) return day;
        }

        return null;
    }

    private const int DayNumberToJulian = 1721426;

    private static int JulianDay(DateOnly day) => day.DayNumber + DayNumberToJulian;

    /// <summary>The lunation whose month holds the day.</summary>
    private static int MoonBefore(int julianDay)
    {
        var moon = (int)Math.Floor((julianDay - 2451550.1) / Lunation) + 1;
        while (NewMoonDay(moon) > julianDay) moon--;
        return moon;
    }

    /// <summary>The lunation that holds the winter solstice of the solar year.</summary>
    private static int WinterMoon(int year)
    {
        var moon = MoonBefore(JulianDay(new DateOnly(year, 12, 31)));
        return SunSign(NewMoonDay(moon)) >= 9 ? moon - 1 : moon;
    }

    /// <summary>How many months after the eleventh the first one comes in which the sun enters no new sign.</summary>
    private static int LeapAfter(int eleventh)
    {
        var months = 1;
        while (SunSign(NewMoonDay(eleventh + months)) != SunSign(NewMoonDay(eleventh + months + 1))) months++;
        return months;
    }

    /// <summary>The twelfth of the zodiac, from the spring equinox, in which the sun stands as the day begins in Hà Nội.</summary>
    private static int SunSign(int julianDay)
    {
        var t = (julianDay - 0.5 - Hanoi - 2451545.0) / 36525;
        var anomaly = Radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t);
        var longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
            + (1.914602 - 0.004817 * t) * Math.Sin(anomaly) + (0.019993 - 0.000101 * t) * Math.Sin(2 * anomaly) + 0.000289 * Math.Sin(3 * anomaly)
            - 0.00569 - 0.00478 * Math.Sin(Radians(125.04 - 1934.136 * t));
        return (int)Math.Floor((longitude % 360 + 360) % 360 / 30);
    }

    private static int NewMoonDay(int moon)
    {
        var t = moon / 1236.85;
        var e = 1 - 0.002516 * t - 0.0000074 * t * t;
        var sun = Radians(2.5534 + 29.10535670 * moon - 0.0000014 * t * t);
        var own = Radians(201.5643 + 385.81693528 * moon + 0.0107582 * t * t);
        var node = Radians(160.7108 + 390.67050284 * moon - 0.0016118 * t * t);
        var rise = Radians(124.7746 - 1.56375588 * moon + 0.0020672 * t * t);
        var moment = 2451550.09766 + Lunation * moon + 0.00015437 * t * t
            - 0.40720 * Math.Sin(own) + 0.17241 * e * Math.Sin(sun) + 0.01608 * Math.Sin(2 * own) + 0.01039 * Math.Sin(2 * node)
            + 0.00739 * e * Math.Sin(own - sun) - 0.00514 * e * Math.Sin(own + sun) + 0.00208 * e * e * Math.Sin(2 * sun)
            - 0.00111 * Math.Sin(own - 2 * node) - 0.00057 * Math.Sin(own + 2 * node) + 0.00056 * e * Math.Sin(2 * own + sun)
            - 0.00042 * Math.Sin(3 * own) + 0.00042 * e * Math.Sin(sun + 2 * node) + 0.00038 * e * Math.Sin(sun - 2 * node)
            - 0.00024 * e * Math.Sin(2 * own - sun) - 0.00017 * Math.Sin(rise) - 0.00007 * Math.Sin(own + 2 * sun);
        // Meeus counts in dynamical time, which ran a little over a minute ahead of the clock in our century.
        return (int)Math.Floor(moment - 70.0 / 86400 + Hanoi + 0.5);
    }

    private static double Radians(double degrees) => degrees % 360 * Math.PI / 180;
}
