using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Caching;

/// <summary>
/// The pages that are asked for over and over, as they went over the wire, in front of everything that would find them again: what the
/// output cache has served once is sent from here. It keeps no rules of its own. Whatever is evicted anywhere, and midnight, empties all
/// of it, and the output cache, which knows what each page shows, fills it again.
/// </summary>
public sealed class ReadyPages(RequestDelegate next, CacheFreshness freshness, TimeProvider clock)
{
    private const long MostBytes = 16L * 1024 * 1024;
    private static readonly string[] OfOneAnswer = [HeaderNames.Age, HeaderNames.TransferEncoding, HeaderNames.Connection];

    private Shelf _shelf = new(-1, default);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !CatalogCache.IsAnonymous(context.Request))
        {
            await next(context);
            return;
        }

        var now = clock.UtcNow();
        var (shelf, asked) = (ShelfAt(now), Asked.By(context.Request));
        if (shelf.Pages.TryGetValue(asked, out var page) && now < page.Until)
        {
            await SendAsync(context, page, now);
            return;
        }

        var sent = new ServedBody();
        context.Features.Set(sent);
        await next(context);
        if (sent.Bytes is { } body && context.Response.StatusCode == StatusCodes.Status200OK && context.GetEndpoint()?.Metadata.GetMetadata<CatalogCachedAttribute>() is not { IsOfTheMinute: true }) shelf.Add(asked, PageOf(context, body, now));
    }

    // Taken before the page is looked up: an eviction meanwhile leaves the page on a shelf that nobody asks any more.
    private Shelf ShelfAt(DateTime now)
    {
        var (number, day, shelf) = (freshness.Number, VietnamTime.DayOf(now), Volatile.Read(ref _shelf));
        if (shelf.Number == number && shelf.Day == day) return shelf;
        shelf = new Shelf(number, day);
        Volatile.Write(ref _shelf, shelf);
        return shelf;
    }

    private static Page PageOf(HttpContext context, byte[] body, DateTime now)
    {
        var headers = context.Response.Headers;
        var age = int.TryParse(headers.Age, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        var kept = headers.Where(header => !OfOneAnswer.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).ToArray();
        return new Page(body, kept, now - age, now - age + CatalogCache.Longest, RequestLog.RouteSeen(context));
    }

    private static async Task SendAsync(HttpContext context, Page page, DateTime now)
    {
        CatalogCache.NoteHit(context);
        RequestLog.Remember(context, page.Endpoint);
        var response = context.Response;
        foreach (var (name, values) in page.Headers) response.Headers[name] = values;
        response.Headers.Age = Math.Max(0L, (long)(now - page.Made).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.ContentLength = page.Body.Length;
        await response.Body.WriteAsync(page.Body, context.RequestAborted);
    }

    private readonly record struct Asked(string Scheme, string Host, string Path, string Query, string Encoding)
    {
        public static Asked By(HttpRequest request) =>
            new(request.Scheme, request.Host.Value ?? "", request.Path.Value ?? "", request.QueryString.Value ?? "", request.Headers.AcceptEncoding.ToString());
    }

    private sealed record Page(byte[] Body, KeyValuePair<string, StringValues>[] Headers, DateTime Made, DateTime Until, Endpoint? Endpoint);

    /// <summary>What was served since the eviction of that number, on that day.</summary>
    private sealed class Shelf(long number, DateOnly day)
    {
        private long _bytes;

        public long Number => number;
        public DateOnly Day => day;
        public ConcurrentDictionary<Asked, Page> Pages { get; } = new();

        public void Add(Asked asked, Page page)
        {
            if (Interlocked.Add(ref _bytes, page.Body.Length) > MostBytes) Interlocked.Add(ref _bytes, -page.Body.Length);
            else Pages[asked] = page;
        }
    }
}

/// <summary>Listens to what the output cache sends of a page that it has kept.</summary>
public sealed class ServedBody
{
    private MemoryStream? _heard;

    public byte[]? Bytes => _heard?.ToArray();

    public void Listen(HttpResponse response) => response.Body = new Ear(response.Body, _heard = new MemoryStream());

    private sealed class Ear(Stream wire, MemoryStream heard) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await wire.WriteAsync(buffer, cancellationToken);
            heard.Write(buffer.Span);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override Task FlushAsync(CancellationToken cancellationToken) => wire.FlushAsync(cancellationToken);
        public override void Flush() => wire.Flush();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
