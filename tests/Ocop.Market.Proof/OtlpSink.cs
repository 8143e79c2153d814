using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ocop.Market.Proof;

/// <summary>Takes OTLP over HTTP and reads as much of its protobuf as a test asks about (opentelemetry-proto, trace and metrics v1).</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _metrics = new(), _traces = new();
    private readonly WebApplication _server;

    private OtlpSink(WebApplication server) => _server = server;

    public string Address => _server.Urls.Single();

    /// <summary>Everything that came, as text: for what must not be in it.</summary>
    public string Raw => string.Concat(_metrics.Concat(_traces).Select(Encoding.UTF8.GetString));

    public IEnumerable<string> Spans =>
        from body in _traces
        from resource in Field.Of(body, 1)
        from scope in Field.Of(resource.Bytes, 2)
        from span in Field.Of(scope.Bytes, 2)
        select Field.Of(span.Bytes, 5).Single().Text;

    public static async Task<OtlpSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new OtlpSink(builder.Build());
        sink._server.Run(sink.TakeAsync);
        await sink._server.StartAsync();
        return sink;
    }

    /// <summary>The newest value of a metric, for one value of its attribute where it has one; null where it never came.</summary>
    public double? Value(string metric, string? attribute = null)
    {
        var points =
            from body in _metrics
            from resource in Field.Of(body, 1)
            from scope in Field.Of(resource.Bytes, 2)
            from told in Field.Of(scope.Bytes, 2)
            where Field.Of(told.Bytes, 1).Single().Text == metric
            from data in Field.Of(told.Bytes, 5).Concat(Field.Of(told.Bytes, 7))
            from point in Field.Of(data.Bytes, 1)
            where attribute is null || Field.Of(point.Bytes, 7).Any(pair => Field.Of(Field.Of(pair.Bytes, 2).Single().Bytes, 1).Single().Text == attribute)
            select Field.Of(point.Bytes, 6).Select(number => (double)(long)number.Number).Concat(Field.Of(point.Bytes, 4).Select(number => BitConverter.UInt64BitsToDouble(number.Number))).Single();
        var all = points.ToList();
        return all.Count == 0 ? null : all[^1];
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var queue = context.Request.Path.Value switch { "/v1/metrics" => _metrics, "/v1/traces" => _traces, _ => null };
        if (queue is null || context.Request.ContentType != "application/x-protobuf") context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else queue.Enqueue(body.ToArray());
    }

    /// <summary>One field of a protobuf message: its number on the wire, and a number or bytes.</summary>
    private readonly record struct Field(int Id, ulong Number, ReadOnlyMemory<byte> Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes.Span);

        public static IEnumerable<Field> Of(ReadOnlyMemory<byte> message, int id) => All(message).Where(field => field.Id == id);

        private static List<Field> All(ReadOnlyMemory<byte> message)
        {
            var fields = new List<Field>();
            for (var at = 0; at < message.Length;)
            {
                var tag = Varint(message.Span, ref at);
                var id = (int)(tag >> 3);
                switch (tag & 7)
                {
                    case 0: fields.Add(new Field(id, Varint(message.Span, ref at), default)); break;
                    case 1: fields.Add(new Field(id, BitConverter.ToUInt64(message.Span[at..]), default)); at += 8; break;
                    case 2:
                        var length = (int)Varint(message.Span, ref at);
                        fields.Add(new Field(id, 0, message.Slice(at, length)));
                        at += length;
                        break;
                    case 5: fields.Add(new Field(id, BitConverter.ToUInt32(message.Span[at..]), default)); at += 4; break;
                    default: throw new InvalidDataException($"Wire type {tag & 7}.");
                }
            }

            return fields;
        }

        private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = bytes[at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80) return value;
            }
        }
    }
}
