using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Ocop.Market.Web.Logs;
using Xunit;

namespace Ocop.Market.Web.Tests.Logs;

public sealed class LogLines
{
    [Fact]
    public void A_line_holds_the_message_and_each_value_by_its_name()
    {
        var line = Assert.Single(Written(log => log.LogInformation("{Method} took {Milliseconds} ms, {Cache}", "GET", 1.5, null)));

        Assert.Equal("Information", line.GetProperty("LogLevel").GetString());
        Assert.Equal("shop", line.GetProperty("Category").GetString());
        Assert.Equal("GET took 1.5 ms, (null)", line.GetProperty("Message").GetString());
        var state = line.GetProperty("State");
        Assert.Equal(1.5, state.GetProperty("Milliseconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, state.GetProperty("Cache").ValueKind);
        Assert.False(state.TryGetProperty("{OriginalFormat}", out _));
    }

    [Fact]
    public void What_would_break_a_line_stays_inside_its_string()
    {
        var line = Assert.Single(Written(log => log.LogError(new InvalidOperationException("first\nsecond \"quoted\""), "Chợ {Text}", "a\r\nb\"}\u0000 \ud83c")));

        Assert.Equal("Error", line.GetProperty("LogLevel").GetString());
        Assert.Contains("first\nsecond \"quoted\"", line.GetProperty("Exception").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("a\r\nb\"}\u0000", line.GetProperty("State").GetProperty("Text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_many_threads_is_lost_or_torn()
    {
        var lines = Written(log => Parallel.For(0, 20_000, number => log.LogInformation("{Number}", number)));

        Assert.Equal(Enumerable.Range(0, 20_000), lines.Select(line => line.GetProperty("State").GetProperty("Number").GetInt32()).Order());
    }

    private static List<JsonElement> Written(Action<ILogger> write)
    {
        var output = new MemoryStream();
        using (var lines = new JsonLines(TimeProvider.System, output)) write(lines.CreateLogger("shop"));
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
