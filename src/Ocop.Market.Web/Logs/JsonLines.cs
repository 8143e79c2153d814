using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Ocop.Market.Web.Logs;

/// <summary>
/// One JSON object for each line of the log, with the names that the framework's JSON console gives them. That one costs a third of a page
/// that comes from the cache; here a line is written straight into bytes, and one thread sends whatever has gathered in one go.
/// No line is lost: when the reader is slow, whoever writes waits.
/// </summary>
public sealed class JsonLines : ILoggerProvider
{
    private const int MostGathered = 4 * 1024 * 1024;
    private const string Template = "{OriginalFormat}";

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _line;

    private readonly ConcurrentDictionary<string, Category> _categories = new(StringComparer.Ordinal);
    private readonly Stream _output;
    private readonly TimeProvider _clock;
    private readonly Thread _sender;
    private readonly object _gate = new();
    private ArrayBufferWriter<byte> _gathered = new(64 * 1024);
    private bool _isClosed;

    public JsonLines(TimeProvider clock) : this(clock, Console.OpenStandardOutput()) { }

    public JsonLines(TimeProvider clock, Stream output)
    {
        (_clock, _output) = (clock, output);
        _sender = new Thread(Send) { IsBackground = true, Name = "log" };
        _sender.Start();
    }

    public ILogger CreateLogger(string categoryName) => _categories.GetOrAdd(categoryName, name => new Category(this, name));

    /// <summary>Returns when every line is out.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _sender.Join();
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            while (_gathered.WrittenCount > MostGathered && !_isClosed) Monitor.Wait(_gate);
            if (_isClosed) return;
            if (_gathered.WrittenCount == 0) Monitor.PulseAll(_gate);
            _gathered.Write(line);
        }
    }

    private void Send()
    {
        var sending = new ArrayBufferWriter<byte>(64 * 1024);
        while (true)
        {
            lock (_gate)
            {
                while (_gathered.WrittenCount == 0 && !_isClosed) Monitor.Wait(_gate);
                if (_gathered.WrittenCount == 0) return;
                (_gathered, sending) = (sending, _gathered);
                Monitor.PulseAll(_gate);
            }

            try
            {
                _output.Write(sending.WrittenSpan);
                _output.Flush();
            }
            catch (IOException)
            {
                // Whoever read the log is gone. There is nowhere left to say so, and the shop goes on.
            }

            sending.ResetWrittenCount();
        }
    }

    private sealed class Category(JsonLines lines, string name) : ILogger
    {
        public bool IsEnabled(LogLevel level) => level != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // First, because what is told may itself write a line.
            var message = formatter(state, exception);
            var (bytes, json) = _line ??= Fresh();
            bytes.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            json.WriteString("Timestamp", lines._clock.GetUtcNow().UtcDateTime);
            json.WriteString("LogLevel", NameOf(level));
            json.WriteString("Category", name);
            json.WriteString("Message", message);
            if (exception is not null) json.WriteString("Exception", exception.ToString());
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values) Write(json, values);
            json.WriteEndObject();
            json.Flush();
            bytes.Write("\n"u8);
            lines.Add(bytes.WrittenSpan);
        }

        private static void Write(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            json.WriteStartObject("State");
            for (var i = 0; i < values.Count; i++)
            {
                var (key, value) = values[i];
                if (key == Template) continue;
                switch (value)
                {
                    case null: json.WriteNull(key); break;
                    case int number: json.WriteNumber(key, number); break;
                    case long number: json.WriteNumber(key, number); break;
                    case double number when double.IsFinite(number): json.WriteNumber(key, number); break;
                    case bool flag: json.WriteBoolean(key, flag); break;
                    default: json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
                }
            }

            json.WriteEndObject();
        }

        private static string NameOf(LogLevel level) => level switch
        {
            LogLevel.Trace => "Trace",
            LogLevel.Debug => "Debug",
            LogLevel.Information => "Information",
            LogLevel.Warning => "Warning",
            LogLevel.Error => "Error",
            _ => "Critical",
        };

        private static (ArrayBufferWriter<byte>, Utf8JsonWriter) Fresh()
        {
            var bytes = new ArrayBufferWriter<byte>(1024);
            return (bytes, new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }
    }
}
