using Ocop.Market.Channels.Connectors;

namespace Ocop.Market.Channels.Calls;

/// <summary>A call to a platform that failed: its support asks for the request id and the hour.</summary>
public sealed class ChannelCall
{
    private ChannelCall() { }

    public ChannelCall(CallNote note) => (At, Channel, OutsideShop, Path, Kind, Milliseconds, RequestId, Class, Code) =
        (note.At, note.Channel, Plain(note.Shop, 60), Plain(note.Path, 300), note.Kind, MillisecondsOf(note), note.RequestId is { } id ? Plain(id, 100) : null, note.Class!.Value, note.Code is { } code ? Plain(code, 60) : null);

    public long Id { get; private set; }
    public DateTime At { get; private set; }
    public string Channel { get; private set; } = "";

    /// <summary>The platform's number; empty before there is one.</summary>
    public string OutsideShop { get; private set; } = "";
    public string Path { get; private set; } = "";
    public CallKind Kind { get; private set; }
    public int Milliseconds { get; private set; }
    public string? RequestId { get; private set; }
    public FailureClass Class { get; private set; }
    public string? Code { get; private set; }

    internal static int MillisecondsOf(CallNote note) => (int)Math.Round(note.Took.TotalMilliseconds);

    /// <summary>Numbers and codes are plain letters. What a stranger writes in their place may hold what no database takes, and one such row would keep all others waiting.</summary>
    internal static string Plain(string text, int longest) => new([.. text.Take(longest).Select(letter => letter is >= ' ' and <= '~' ? letter : '?')]);
}

/// <summary>All calls of one shop to one address in one hour.</summary>
public sealed class ChannelCallHour
{
    private ChannelCallHour() { }

    public ChannelCallHour(CallHourKey key) => (Channel, OutsideShop, Path, Hour) = (key.Channel, key.OutsideShop, key.Path, key.Hour);

    public long Id { get; private set; }
    public string Channel { get; private set; } = "";
    public string OutsideShop { get; private set; } = "";
    public string Path { get; private set; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTime Hour { get; private set; }
    public long Calls { get; private set; }
    public long Failed { get; private set; }

    /// <summary>Of all of them together.</summary>
    public long Milliseconds { get; private set; }
    public int Slowest { get; private set; }

    public CallHourKey Key => new(Hour, Channel, OutsideShop, Path);

    public void Add(CallNote note)
    {
        var took = ChannelCall.MillisecondsOf(note);
        (Calls, Failed, Milliseconds, Slowest) = (Calls + 1, Failed + (note.Class is null ? 0 : 1), Milliseconds + took, Math.Max(Slowest, took));
    }
}

public sealed record CallHourKey(DateTime Hour, string Channel, string OutsideShop, string Path)
{
    public static CallHourKey Of(CallNote note) => new(HourOf(note.At), note.Channel, ChannelCall.Plain(note.Shop, 60), AddressOf(ChannelCall.Plain(note.Path, 300)));

    public static DateTime HourOf(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerHour));

    // TikTok Shop has numbers of goods and orders in its paths, and each would be a row of its own; the months that it calls versions (202309) stay.
    private static string AddressOf(string path) => string.Join('/', path.Split('/').Select(part => part.Length > 6 && part.All(char.IsAsciiDigit) ? "{id}" : part));
}
