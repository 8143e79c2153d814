using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Ocop.Market.Journeys.Browsing;

/// <summary>One person with one browser, and what the browser complained about meanwhile.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly Uri _market;
    private readonly IBrowserContext _context;
    private readonly string _profile;
    private readonly ConcurrentQueue<string> _complaints = new();

    public Visitor(Uri market, IBrowserContext context, string profile, bool hasScripts, IReadOnlyList<Uri> beyond)
    {
        (_market, _context, Page, _profile, HasScripts) = (market, context, context.Pages[0], profile, hasScripts);
        // The console names what the content policy refused, too.
        context.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsTheAnswerItself(message) && !IsBeyond(message.Location)) Complain(message.Text);
        };
        context.WebError += (_, error) => Complain(error.Error);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(market.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !IsBeyond(request.Url)) Complain($"asks {request.Url}");
        };

        bool IsBeyond(string address) => beyond.Any(other => address.StartsWith(other.AbsoluteUri, StringComparison.Ordinal));
    }

    public IPage Page { get; }

    public bool HasScripts { get; }

    public IReadOnlyCollection<string> Complaints => _complaints;

    public async Task<IResponse> GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        return response ?? throw new InvalidOperationException($"{path} gave no answer.");
    }

    public Task LoseNetworkAsync() => _context.SetOfflineAsync(true);

    public Task FindNetworkAsync() => _context.SetOfflineAsync(false);

    /// <summary>As in a commune far out: 100 KB a second, a fifth of a second to the market and back.</summary>
    public async Task StandOnAWeakLineAsync()
    {
        var browser = await _context.NewCDPSessionAsync(Page);
        await browser.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object> { ["offline"] = false, ["latency"] = 200, ["downloadThroughput"] = 100 * 1024, ["uploadThroughput"] = 100 * 1024 });
    }

    /// <summary>Until the site's service worker answers for the page at hand.</summary>
    public Task<IJSHandle> IsServedByWorkerAsync() => Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller?.state === 'activated'");

    public string Path => new Uri(Page.Url).PathAndQuery;

    public Task<string> TextAsync() => Page.Locator("main").InnerTextAsync();

    /// <summary>Ends a journey: the browser had nothing to say against any page of it.</summary>
    public void HadNoTrouble() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Directory.Delete(_profile, recursive: true);
    }

    // A page that is answered by 404 or 409 is reported as an error of loading; whether that status is right is the test's question.
    private bool IsTheAnswerItself(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal)
        && message.Location.StartsWith(new Uri(_market, Path).AbsoluteUri, StringComparison.Ordinal);

    private void Complain(string what) => _complaints.Enqueue($"{Path}: {what}");
}
