using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Calendars;

/// <summary>One event as a calendar program understood it.</summary>
/// <param name="Alarms">Minutes from its beginning: before it they are negative.</param>
internal sealed record ToldEvent(string Uid, int Sequence, string Status, string Summary, string? Location, string? Description, DateTime Starts, DateTime Ends, string Zone, string? Url, IReadOnlyList<int> Alarms);

/// <summary>What a calendar program makes of our files: ical.js, which others wrote, reads them (read-calendar.mjs, in Node.js).</summary>
internal sealed record ReadCalendar(string Name, string Method, IReadOnlyList<ToldEvent> Events)
{
    public static async Task<ReadCalendar> OfAsync(string text)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "Ocop.Market.Tests", "Catalog", "Calendars", "read-calendar.mjs"), "2026-11-01", "2027-06-30"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        var told = node.StandardOutput.ReadToEndAsync();
        var trouble = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(text);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await trouble);
        return JsonSerializer.Deserialize<ReadCalendar>(await told, JsonSerializerOptions.Web)!;
    }
}
