using System.IO.Enumeration;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors;

/// <summary>
/// Which class a platform's code is, kept as data (<c>failures.csv</c>) because platforms use codes anew with other meanings: the message is part of the key.
/// The first row that fits counts. An unknown code is <see cref="FailureClass.Retryable"/> for reads and <see cref="FailureClass.OutcomeUnknown"/> for writes.
/// </summary>
public sealed class FailureTable
{
    private static readonly Lazy<ILookup<string, Row>> All = new(Read);
    private readonly IReadOnlyList<Row> _rows;

    private FailureTable(IReadOnlyList<Row> rows) => _rows = rows;

    /// <exception cref="ArgumentException">No row for this channel.</exception>
    public static FailureTable Of(string channel) => All.Value[channel].ToList() is { Count: > 0 } rows ? new FailureTable(rows) : throw new ArgumentException($"No failures are known for \"{channel}\".", nameof(channel));

    public FailureClass Classify(string code, string message, CallKind call) =>
        _rows.FirstOrDefault(row => row.Fits(code, message, call))?.Class ?? (call == CallKind.Read ? FailureClass.Retryable : FailureClass.OutcomeUnknown);

    private static ILookup<string, Row> Read()
    {
        using var text = new StreamReader(typeof(FailureTable).Assembly.GetManifestResourceStream("failures.csv")!);
        var rows = CsvText.ReadAsync(text).ToBlockingEnumerable().Skip(1).Select(row => row.Cells);
        return rows.ToLookup(cells => cells[0], cells => new Row(cells[1], cells[2].Split('|', StringSplitOptions.RemoveEmptyEntries), cells[3].Length == 0 ? null : Enum.Parse<CallKind>(cells[3]), Enum.Parse<FailureClass>(cells[4])));
    }

    /// <param name="Code">A star stands for any letters.</param>
    /// <param name="Words">One of them stands in the message; none: whatever it says.</param>
    private sealed record Row(string Code, IReadOnlyList<string> Words, CallKind? Call, FailureClass Class)
    {
        public bool Fits(string code, string message, CallKind call) =>
            FileSystemName.MatchesSimpleExpression(Code, code, ignoreCase: false)
            && (Call is null || Call == call)
            && (Words.Count == 0 || Words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
