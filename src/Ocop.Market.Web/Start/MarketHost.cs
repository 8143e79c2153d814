using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Ordering;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.BackOffice.Bundles;
using Ocop.Market.Web.Api;
using Ocop.Market.Web.Backups;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Checks;
using Ocop.Market.Web.Crawlers;
using Ocop.Market.Web.Editorial;
using Ocop.Market.Web.Feeds;
using Ocop.Market.Web.Health;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Logs;
using Ocop.Market.Web.Mail;
using Ocop.Market.Web.Media;
using Ocop.Market.Web.Payments;
using Ocop.Market.Web.Platforms;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Sharing;
using Ocop.Market.Web.Storefront;
using Ocop.Market.Web.Storefront.Companies;
using Ocop.Market.Web.Storefront.Fairs;
using Ocop.Market.Web.Storefront.Livestreams;
using Ocop.Market.Web.Telemetry;
using Ocop.Market.Web.Webhooks;
using HeaderUtilities = Microsoft.Net.Http.Headers.HeaderUtilities;

namespace Ocop.Market.Web.Start;

/// <summary>Puts the market together. Order of the pipeline matters and is told where it is built.</summary>
public static class MarketHost
{
    /// <summary>Forms of the storefront are small; a page that takes pictures raises it for itself.</summary>
    private const long LargestRequest = 1024 * 1024;
    private const int LargestField = 64 * 1024;

    public static WebApplication Build(string[] args)
    {
        var builder = NewBuilder(args);
        // Built but not published, outside Development: without this every static file is an empty 200.
        if (!IsPublished) builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        if (builder.Environment.IsProduction()) builder.Logging.ClearProviders().Services.AddSingleton<ILoggerProvider, JsonLines>();
        AddMarket(builder);
        AddServer(builder);

        var app = builder.Build();
        CheckConfiguration(app);
        UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    // Only a build lists where the static files lie; beside published output they lie in wwwroot.
    private static bool IsPublished => !File.Exists(Path.Combine(AppContext.BaseDirectory, "Ocop.Market.Web.staticwebassets.runtime.json"));

    /// <summary>Published, the program finds its settings and its wwwroot beside itself, wherever it is started from.</summary>
    public static WebApplicationBuilder NewBuilder(string[] args) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = IsPublished && !args.Any(word => word.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? AppContext.BaseDirectory : null,
    });

    /// <summary>Before anything is written; the framework itself would look only when the server starts to listen.</summary>
    public static void CheckConfiguration(IHost host) => host.Services.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>Everything but the web pipeline: what commands need too.</summary>
    public static void AddMarket(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var paths = new MarketPaths(builder.Configuration, builder.Environment);
        services.AddSingleton(paths);
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<SiteOptions>().BindConfiguration("Site").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(scope => scope.GetRequiredService<IOptions<SiteOptions>>().Value);
        services.AddMarketDatabase(DatabaseOf(builder.Configuration, paths));
        services.AddDatabaseKeys();
        services.AddAccounts();
        services.AddOptions<MediaOptions>().BindConfiguration("Media").ValidateDataAnnotations().ValidateOnStart();
        services.AddMedia(paths.Media).AddMediaLibrary();
        services.AddSeeding();
        services.AddOrdering();
        services.AddOrderPages();
        services.AddPayments(builder.Configuration, builder.Configuration.GetValue<bool>("Site:Demo")).AddCarriers(builder.Configuration);
        services.AddSingleton<MarketStart>();
        services.AddCatalog();
        services.AddSingleton(scope => new KeptLists(paths.Imports, scope.GetRequiredService<TimeProvider>()));
        services.AddSingleton(scope => new KeptBundles(paths.Bundles, scope.GetRequiredService<TimeProvider>()));
        services.AddChannels(scope => new FloorShop(slug => $"{scope.GetRequiredService<SiteOptions>().PublicUrl}/san-pham/{slug}"));
        services.AddPlatforms(builder.Configuration);
        services.AddMail();
        services.AddFeeds();
        services.AddBackups();
        services.AddChecks();
    }

    /// <summary>What only the running site needs: pages, caches, limits, jobs.</summary>
    private static void AddServer(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Words>();
        services.AddOptions<MapOptions>().BindConfiguration("Map").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(scope => scope.GetRequiredService<IOptions<MapOptions>>().Value);
        services.AddStorefront();
        services.AddBackOffice();
        services.AddSignIn();
        services.AddAccountPages();
        services.AddSharedPictures(new MarketPaths(builder.Configuration, builder.Environment).SharedPictures);
        services.AddRazorPages(pages => pages.RootDirectory = "/").AddMvcOptions(ReadPlainFormsOnly);
        services.AddTrustedProxies();
        services.AddRateLimits();
        services.AddCatalogCache();
        services.AddSitemap();
        services.AddApi();
        services.AddWebhooks();
        services.AddHealth();
        services.AddTelemetry();
        services.Configure<FormOptions>(forms => forms.ValueLengthLimit = LargestField);
        services.AddAntiforgery(forms => forms.SuppressXFrameOptionsHeader = true);
        services.AddOptions<AntiforgeryOptions>().Configure<SiteOptions>((forms, site) =>
        {
            forms.Cookie.Name = site.CookieName("form");
            forms.Cookie.Path = "/";
        });
        services.AddOptions<CookiePolicyOptions>().Configure<SiteOptions>((cookies, site) =>
        {
            cookies.HttpOnly = HttpOnlyPolicy.Always;
            cookies.MinimumSameSitePolicy = SameSiteMode.Lax;
            cookies.Secure = site.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        if (builder.Configuration.GetValue("Jobs:Enabled", true))
            services.AddJobs(DatabaseOf(builder.Configuration, new MarketPaths(builder.Configuration, builder.Environment)), new MarketPaths(builder.Configuration, builder.Environment));
    }

    /// <summary>
    /// From outside to inside. The log sees the final status, also of a failure. A failed request runs again as /500 through everything below,
    /// so headers and language hold on it too. The proxy is believed before anybody asks for the scheme or the address. A page that was just sent to
    /// somebody is sent again before anything else looks at it. The language leaves
    /// the path before routes are matched; status pages run again below it, in the visitor's language, unless the address has moved. Foreign forms stop before any work.
    /// Routing comes before the cache, because the endpoint says whether it may be kept. Compression lies inside the cache: a body is stored
    /// as it was sent, so a hit compresses nothing. Limits lie inside too: a hit costs less than counting it. So does the question who it is that
    /// asks: only who brings nothing is answered from the cache. (Left out here, the framework would put it before everything.)
    /// </summary>
    private static void UsePipeline(WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/500",
            StatusCodeSelector = failure => DatabaseOutage.Explains(failure) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        });
        app.UseForwardedHeaders();
        if (app.Services.GetRequiredService<SiteOptions>().IsHttps) app.UseHsts();
        app.UseMiddleware<RequestTidying>();
        app.UseMiddleware<ReadyPages>();
        app.UseMiddleware<SecurityHeaders>();
        app.Use(RefuseOtherMethods);
        app.Use(RefuseOtherCharsets);
        app.UseMiddleware<LanguagePath>();
        app.UseWhen(context => !SameSiteForms.IsForPrograms(context.Request.Path), people => people.UseStatusCodePagesWithReExecute("/{0}"));
        app.UseMiddleware<OldAddresses>();
        app.UseCookiePolicy();
        app.UseMiddleware<SameSiteForms>();
        app.UseRouting();
        app.Use(RequestLog.RememberRoute);
        app.UseOutputCache();
        app.UseAuthentication();
        app.UseMiddleware<RecognisePerson>();
        app.UseAuthorization();
        app.UseResponseCompression();
        app.Use(KeepSecretsUncompressed);
        app.UseRateLimiter();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapStaticAssets().Add(HashedFiles.KeepForever);
        app.MapMedia();
        app.MapLibraryFiles();
        app.MapUploads();
        app.MapSharedPictures();
        app.MapRazorPages().WithStaticAssets();
        app.MapHealth();
        app.MapFeeds();
        app.MapNewsFeed();
        app.MapFairCalendars();
        app.MapRecipientTemplates();
        app.MapLivestreamCalendars();
        app.MapApi();
        app.MapSitemap();
        app.MapRobots();
        app.MapNotifications();
        app.MapChannelNotices();
    }

    // A page answers any method that it has no handler for by showing itself, TRACE and OPTIONS too. No page is for such: the answer stays empty.
    private static Task RefuseOtherMethods(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method) || SameSiteForms.IsForPrograms(context.Request.Path) || UploadEndpoint.IsHere(context.Request.Path)) return next(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD, POST";
        return Task.CompletedTask;
    }

    // Our pages are UTF-8, and so are their forms. Where a form says UTF-7 the framework throws.
    private static Task RefuseOtherCharsets(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentType is null || context.Request.GetTypedHeaders().ContentType?.Charset is not { HasValue: true } charset
            || HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    // jQuery's spelling of nested fields, a[b][c], is nobody's here, and at a bracket that is not closed its reader throws.
    private static void ReadPlainFormsOnly(MvcOptions mvc)
    {
        mvc.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        mvc.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
    }

    // Over https the length of a compressed page can betray a secret on it that stands beside words an attacker chose (BREACH).
    private static Task KeepSecretsUncompressed(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Cookie.Count > 0 && context.Features.Get<IHttpsCompressionFeature>() is { } compression)
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        return next(context);
    }

    private static DatabaseOptions DatabaseOf(IConfiguration configuration, MarketPaths paths)
    {
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = configuration.GetConnectionString("Market");
        return provider == DatabaseProvider.Postgres && connection is null
            ? throw new OptionsValidationException("Database", typeof(DatabaseOptions), ["Database:Provider is Postgres, but ConnectionStrings:Market is empty."])
            : new DatabaseOptions(provider, connection ?? $"Data Source={paths.Database}");
    }
}
