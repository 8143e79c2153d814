using System.Text;

namespace Ocop.Market.Kernel;

/// <param name="Line">Where the row begins in the file, from 1.</param>
/// <param name="HasBadQuotes">A quote stands inside an unquoted cell, letters after a closing one, or the last one never closes.</param>
public sealed record CsvRow(int Line, string[] Cells, bool HasBadQuotes);

/// <summary>Comma separated values as RFC 4180 has them. A stream of rows with their true line numbers, of which a person can be told.</summary>
public static class CsvText
{
    /// <summary>Empty lines are skipped.</summary>
    /// <param name="longestCell">A cell beyond it means a quote that never closes.</param>
    /// <exception cref="InvalidDataException">A cell is too long.</exception>
    public static async IAsyncEnumerable<CsvRow> ReadAsync(TextReader text, char delimiter = ',', int longestCell = 1_000_000)
    {
        var rows = new RowBuilder(delimiter, longestCell);
        var buffer = new char[16 * 1024];
        while (await text.ReadAsync(buffer) is var read and > 0)
            for (var i = 0; i < read; i++)
                if (rows.Take(buffer[i]) is { } row) yield return row;

        if (rows.End() is { } last) yield return last;
    }

    /// <summary>The rows below the header, each by its column names. For files of our own.</summary>
    public static async IAsyncEnumerable<IReadOnlyDictionary<string, string>> ReadNamedAsync(string file)
    {
        using var text = new StreamReader(file);
        string[]? header = null;
        await foreach (var row in ReadAsync(text))
        {
            if (header is null) header = row.Cells;
            else yield return header.Zip(row.Cells).ToDictionary(cell => cell.First, cell => cell.Second);
        }
    }

    /// <summary>One row, without the line's end.</summary>
    public static string Write(IEnumerable<string> cells, char delimiter = ',') =>
        string.Join(delimiter, cells.Select(cell =>
            cell.AsSpan().ContainsAny(delimiter, '"', '\n') || cell.Contains('\r') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell));

    /// <summary>A cell that no spreadsheet takes for a formula.</summary>
    public static string Harmless(string cell) => cell.TrimStart() is ['=' or '+' or '@' or '-', ..] ? "'" + cell : cell;

    private sealed class RowBuilder(char delimiter, int longestCell)
    {
        private const int MostCells = 1000;

        private readonly List<string> _cells = [];
        private readonly StringBuilder _cell = new();
        private int _line = 1;
        private int _rowLine = 1;
        private bool _isQuoted;
        private bool _wasQuoted;
        private bool _badQuotes;

        /// <summary>The row that this letter ends, if it ends one.</summary>
        public CsvRow? Take(char letter)
        {
            if (letter == '\n') _line++;
            if (_isQuoted)
            {
                if (letter == '"') (_isQuoted, _wasQuoted) = (false, true);
                else Append(letter);
                return null;
            }

            switch (letter)
            {
                case '"' when _wasQuoted:
                    Append('"');
                    (_isQuoted, _wasQuoted) = (true, false);
                    return null;
                case '"' when _cell.Length == 0:
                    _isQuoted = true;
                    return null;
                case '\r':
                    return null;
                case '\n':
                    return EndRow();
                case var other when other == delimiter:
                    EndCell();
                    return null;
            }

            _badQuotes |= _wasQuoted || letter == '"';
            Append(letter);
            return null;
        }

        public CsvRow? End()
        {
            _badQuotes |= _isQuoted;
            return EndRow();
        }

        private CsvRow? EndRow()
        {
            var isEmpty = _cells.Count == 0 && _cell.Length == 0 && !_wasQuoted;
            EndCell();
            var row = isEmpty ? null : new CsvRow(_rowLine, [.. _cells], _badQuotes);
            _cells.Clear();
            (_rowLine, _badQuotes, _isQuoted) = (_line, false, false);
            return row;
        }

        private void EndCell()
        {
            if (_cells.Count == MostCells) throw new InvalidDataException("Too many cells in one row.");
            _cells.Add(_cell.ToString());
            _cell.Clear();
            _wasQuoted = false;
        }

        private void Append(char letter)
        {
            if (_cell.Length == longestCell) throw new InvalidDataException("A cell is too long.");
            _cell.Append(letter);
        }
    }
}
