using Ocop.Market.Kernel;

namespace Ocop.Market.Testing;

/// <summary>A clock that stands where the test puts it. What measures how long something takes sees the machine's time, and what the test lets pass.</summary>
public sealed class StandingClock : TimeProvider
{
    private long _ticks;
    private long _passed;

    public StandingClock(DateTime utc) => Set(utc);

    public static StandingClock At(int year, int month, int day, int hour = 9, int minute = 0, int second = 0) =>
        new(LocalToUtc(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified)));

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => base.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref _passed)).TotalSeconds * TimestampFrequency);

    public void Set(DateTime utc) => Interlocked.Exchange(ref _ticks, utc.Ticks);

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _ticks, by.Ticks);
        Interlocked.Add(ref _passed, by.Ticks);
    }

    /// <summary>Sets the wall clock of Việt Nam.</summary>
    public void SetLocal(int year, int month, int day, int hour, int minute, int second) =>
        Set(LocalToUtc(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified)));

    private static DateTime LocalToUtc(DateTime local) => TimeZoneInfo.ConvertTimeToUtc(local, VietnamTime.Zone);
}
