using Ocop.Market.Web.Health;

namespace Ocop.Market.Web.Checks;

/// <summary>What the system must bring along.</summary>
internal sealed class ProgramsCheck : ICheck
{
    private const string Zone = "Asia/Ho_Chi_Minh";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Finding>>([Pictures(), TimeZone()]);

    /// <summary>Asked before the market is put together: without the zone it cannot be.</summary>
    public static Finding TimeZone() => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _)
        ? Finding.Fine("time-zone", $"Có múi giờ {Zone}", $"The time zone {Zone} is known")
        : Finding.Wrong("time-zone", $"Máy không biết múi giờ {Zone}: cài gói tzdata.", $"This machine does not know the time zone {Zone}: install the package tzdata.");

    private static Finding Pictures()
    {
        var missing = new[] { "vips", "vipsheader", "prlimit" }.Where(program => Programs.Find(program) is null).ToList();
        return missing.Count == 0
            ? Finding.Fine("pictures", "Có đủ chương trình làm ảnh", "The programs that make pictures are there")
            : Finding.Doubtful("pictures", $"Thiếu {string.Join(", ", missing)}: chợ vẫn bán, ảnh mới phải chờ. Cài libvips-tools (vips, vipsheader) và util-linux (prlimit).",
                $"Missing: {string.Join(", ", missing)}. The shop sells, new pictures wait. Install libvips-tools (vips, vipsheader) and util-linux (prlimit).");
    }
}
