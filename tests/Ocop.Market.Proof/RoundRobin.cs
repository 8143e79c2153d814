using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ocop.Market.Proof;

/// <summary>
/// A small proxy in front of several nodes, each request to the next of them. A node that does not answer is passed over; what was cut off
/// under way is asked again elsewhere only if that can do no harm, else it is a 502, as nginx gives.
/// </summary>
internal sealed class RoundRobin : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Connection", "Keep-Alive", "Transfer-Encoding"];

    private readonly WebApplication _proxy;
    private readonly HttpClient _upstream = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) });
    private volatile Uri[] _nodes = [];
    private int _turn;
    private int _cut;

    private RoundRobin(WebApplication proxy) => _proxy = proxy;

    public HttpClient Site { get; private set; } = null!;

    /// <summary>So many requests got no answer, or half of one.</summary>
    public int Cut => Volatile.Read(ref _cut);

    public static async Task<RoundRobin> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = builder.Build();
        var door = new RoundRobin(proxy);
        proxy.Run(door.PassAsync);
        await proxy.StartAsync();
        door.Site = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(proxy.Urls.Single()) };
        return door;
    }

    public void Serve(params IEnumerable<Host> nodes) => _nodes = [.. nodes.Select(node => node.Site.BaseAddress!)];

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        await _proxy.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var nodes = _nodes;
        for (var tried = 0; tried < nodes.Length; tried++)
            try
            {
                using var request = RequestTo(nodes[(uint)Interlocked.Increment(ref _turn) % nodes.Length], context.Request, body.ToArray());
                using var answer = await _upstream.SendAsync(request);
                await AnswerAsync(context.Response, answer);
                return;
            }
            catch (HttpRequestException closed) when (closed.HttpRequestError == HttpRequestError.ConnectionError || HttpMethods.IsGet(context.Request.Method))
            {
                // Nobody there, or nothing can have happened by it: the next one.
            }
            catch (HttpRequestException)
            {
                break;
            }

        Interlocked.Increment(ref _cut);
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
    }

    private static HttpRequestMessage RequestTo(Uri node, HttpRequest asked, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(node, asked.Path.ToUriComponent() + asked.QueryString.ToUriComponent()));
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in asked.Headers)
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        return request;
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase)) response.Headers[name] = values.ToArray();
        if (answer.StatusCode != HttpStatusCode.NoContent) await response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }
}
