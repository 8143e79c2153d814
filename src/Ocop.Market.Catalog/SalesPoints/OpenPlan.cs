using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

public enum OpenState { Open, ClosedNow, HoursUnknown, Paused, Ended }

/// <summary>The part of a day's span that runs at a moment.</summary>
/// <param name="Day">On which it began: at one in the morning that may be yesterday.</param>
/// <param name="Minute">The moment, counted from the midnight of that day.</param>
public readonly record struct RunningSpan(DateOnly Day, int Minute, int End);

/// <summary>Everything that decides whether a point is open: its week, and what its keeper said of one day.</summary>
/// <param name="ClosedDay">A day on which it closes early, or does not open.</param>
/// <param name="ClosedFrom">Minutes from the midnight at which that day began.</param>
public sealed record OpenPlan(SalesPointStatus Status, OpeningHours Hours, DateOnly? ClosedDay, int? ClosedFrom)
{
    /// <param name="utc">The clock on the wall is that of Việt Nam, wherever this runs.</param>
    public OpenState At(DateTime utc) => Status switch
    {
        SalesPointStatus.Paused => OpenState.Paused,
        SalesPointStatus.Closed => OpenState.Ended,
        _ when !Hours.IsKnown => OpenState.HoursUnknown,
        _ => RunningAt(utc) is null ? OpenState.ClosedNow : OpenState.Open,
    };

    public bool IsOpenAt(DateTime utc) => At(utc) == OpenState.Open;

    public RunningSpan? RunningAt(DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        var (today, minute) = (DateOnly.FromDateTime(local), local.Hour * 60 + local.Minute);
        return Running(today, minute) ?? Running(today.AddDays(-1), minute + OpenSpan.Day);
    }

    /// <summary>The minute of this day at which it opens next; null where it does not open any more today.</summary>
    public int? OpensLater(DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        return On(DateOnly.FromDateTime(local)).Select(span => (int?)span.From).FirstOrDefault(from => from > local.Hour * 60 + local.Minute);
    }

    /// <summary>What of the day's hours its keeper left.</summary>
    public IReadOnlyList<OpenSpan> On(DateOnly day) => day != ClosedDay ? Hours.On(day)
        : [.. Hours.On(day).Where(span => span.From < ClosedFrom).Select(span => span.End <= ClosedFrom ? span : span with { Until = ClosedFrom!.Value })];

    public bool IsCutShort(DateOnly day) => day == ClosedDay && Hours.On(day).Any(span => span.End > ClosedFrom);

    private RunningSpan? Running(DateOnly day, int minute)
    {
        foreach (var span in On(day))
            if (span.From <= minute && minute < span.End) return new RunningSpan(day, minute, span.End);
        return null;
    }
}
