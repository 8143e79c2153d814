using Microsoft.Playwright;

namespace Ocop.Market.Journeys.Browsing;

/// <summary>How a visitor comes: which screen, which colours, with or without scripts.</summary>
public sealed record VisitorKind(int Width, int Height)
{
    public static readonly VisitorKind Desk = new(1280, 900);
    public static readonly VisitorKind Phone = new(360, 740) { IsTouch = true };

    public bool IsTouch { get; init; }

    public bool IsDark { get; init; }

    public bool HasScripts { get; init; } = true;
}

/// <summary>Debian's Chromium. Each visitor is a browser of its own with a fresh profile: nothing one does is known to another.</summary>
public sealed class Chromium : IDisposable
{
    private const string Program = "/usr/bin/chromium";

    // No sandbox: the tests may run as root in a container. The rest keeps the browser from calling home.
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright) => _playwright = playwright;

    public static async Task<Chromium> StartAsync() => new(await Playwright.CreateAsync());

    /// <param name="beyond">Where else than to the market the browser may go.</param>
    public async Task<Visitor> OpenAsync(Uri market, VisitorKind kind, IReadOnlyList<Uri>? beyond = null)
    {
        var profile = Directory.CreateTempSubdirectory("ocop-chromium-").FullName;
        var context = await _playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = Program, Args = Switches, Headless = true, ChromiumSandbox = false,
            BaseURL = market.AbsoluteUri, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh",
            ViewportSize = new ViewportSize { Width = kind.Width, Height = kind.Height },
            HasTouch = kind.IsTouch, IsMobile = kind.IsTouch, JavaScriptEnabled = kind.HasScripts,
            ColorScheme = kind.IsDark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return new Visitor(market, context, profile, kind.HasScripts, beyond ?? []);
    }

    public void Dispose() => _playwright.Dispose();
}
