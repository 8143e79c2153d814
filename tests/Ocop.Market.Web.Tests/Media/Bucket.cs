using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Web.Tests.Media;

/// <summary>
/// A store that speaks as much of S3 as the market does, on a port of its own. It takes nothing unsigned, nothing whose bytes are not those that were
/// signed and summed, and no name that the market would not give.
/// </summary>
internal sealed partial class Bucket : IAsyncDisposable
{
    public const string Name = "anh-cho", AccessKey = "AKIDTEST", SecretKey = "only/for+tests", Region = "ap-southeast-1";

    private readonly WebApplication _server;

    private Bucket(WebApplication server) => _server = server;

    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What was refused, and why.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>Changes a byte of everything it gives out, as a bad disk would.</summary>
    public bool Spoils { get; set; }

    public BucketOptions Options => new() { Endpoint = _server.Urls.Single(), Bucket = Name, Region = Region, AccessKey = AccessKey, SecretKey = SecretKey, ForcePathStyle = true };

    public static async Task<Bucket> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bucket = new Bucket(builder.Build());
        bucket._server.Run(bucket.AnswerAsync);
        await bucket._server.StartAsync();
        return bucket;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        var body = memory.ToArray();
        if (WhyNot(http, body) is { } reason)
        {
            Refused.Enqueue(reason);
            await SayAsync(http, StatusCodes.Status403Forbidden, Error("SignatureDoesNotMatch", reason));
            return;
        }

        var name = http.Request.Path.Value![(Name.Length + 1)..].TrimStart('/');
        switch (http.Request.Method)
        {
            case "PUT" when FileName().IsMatch(name) && SumFits(http, body):
                Files[name] = body;
                http.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"";
                break;
            case "PUT":
                Refused.Enqueue($"PUT {name}: name or checksum");
                await SayAsync(http, StatusCodes.Status400BadRequest, Error("BadDigest", name));
                break;
            case "GET" when name.Length == 0:
                await ListAsync(http);
                break;
            case "GET" or "HEAD" when Files.TryGetValue(name, out var file):
                await GiveAsync(http, file);
                break;
            case "DELETE":
                Files.TryRemove(name, out _);
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await SayAsync(http, StatusCodes.Status404NotFound, Error("NoSuchKey", name));
                break;
        }
    }

    /// <summary>Null where the request is signed as it must be.</summary>
    private static string? WhyNot(HttpContext http, byte[] body)
    {
        var parts = Authorization().Match(http.Request.Headers.Authorization.ToString());
        if (!parts.Success) return "no signature";
        var (key, day, region, names, signature) = (parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Value, parts.Groups[4].Value.Split(';'), parts.Groups[5].Value);
        var (date, hash) = (http.Request.Headers["x-amz-date"].ToString(), http.Request.Headers["x-amz-content-sha256"].ToString());
        if (key != AccessKey || region != Region) return "a key or region of another";
        if (!date.StartsWith(day, StringComparison.Ordinal) || !SigV4.IsRecent(date, TimeProvider.System)) return "a date of long ago";
        if (hash != SigV4.Hex(SHA256.HashData(body))) return $"a body that is not the signed one ({hash})";
        foreach (var must in http.Request.Headers.Keys.Select(header => header.ToLowerInvariant()).Where(header => header == "host" || header.StartsWith("x-amz-", StringComparison.Ordinal)))
            if (!names.Contains(must)) return $"{must} is not signed";

        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(target.Length == 2 ? target[1] : "").Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())).ToList();
        var headers = names.Select(name => KeyValuePair.Create(name, http.Request.Headers[name].ToString())).ToList();
        var signed = new SignedRequest(http.Request.Method, Uri.UnescapeDataString(target[0]), query, headers, hash, date, region);
        return SigV4.SignatureOf(signed, SecretKey) == signature ? null : "a signature that does not fit";
    }

    private static bool SumFits(HttpContext http, byte[] body) => http.Request.Headers["x-amz-checksum-sha256"] == Convert.ToBase64String(SHA256.HashData(body));

    private async Task GiveAsync(HttpContext http, byte[] file)
    {
        if (http.Request.Headers["x-amz-checksum-mode"] == "ENABLED") http.Response.Headers["x-amz-checksum-sha256"] = Convert.ToBase64String(SHA256.HashData(file));
        http.Response.ContentLength = file.Length;
        byte[] given = Spoils ? [(byte)(file[0] ^ 1), .. file[1..]] : file;
        if (http.Request.Method == "GET") await http.Response.Body.WriteAsync(given);
    }

    /// <summary>Two at a time, so that everybody has to turn the page.</summary>
    private async Task ListAsync(HttpContext http)
    {
        var (prefix, after) = (http.Request.Query["prefix"].ToString(), http.Request.Query["continuation-token"].ToString());
        var names = Files.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = names.Take(2).ToList();
        XNamespace s3 = "http://s3.amazonaws.com/doc/2006-03-01/";
        await SayAsync(http, StatusCodes.Status200OK, new XElement(s3 + "ListBucketResult", new XElement(s3 + "Name", Name), new XElement(s3 + "Prefix", prefix),
            new XElement(s3 + "KeyCount", page.Count), new XElement(s3 + "MaxKeys", 2), new XElement(s3 + "IsTruncated", names.Count > 2 ? "true" : "false"),
            names.Count > 2 ? new XElement(s3 + "NextContinuationToken", page[^1]) : null,
            page.Select(name => new XElement(s3 + "Contents", new XElement(s3 + "Key", name), new XElement(s3 + "Size", Files[name].Length)))));
    }

    private static XElement Error(string code, string message) => new("Error", new XElement("Code", code), new XElement("Message", message));

    private static async Task SayAsync(HttpContext http, int status, XElement words)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        if (http.Request.Method != "HEAD") await http.Response.WriteAsync(words.ToString());
    }

    [GeneratedRegex(@"\A(?:[0-9a-f]{2}/[0-9a-f]{32}/(?:\d{2,4}\.(?:jpg|webp|avif)|master\.jpg|document\.[a-z]{3,4})|uploads/[0-9a-f]{32}/\d{9}-\d+)\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\AAWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})\z")]
    private static partial Regex Authorization();
}
