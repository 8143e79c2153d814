namespace Ocop.Market.Web.Start;

/// <summary>Everything the instance writes lies under one folder (configuration: DataDirectory), so that a backup is one folder too.</summary>
public sealed class MarketPaths
{
    public MarketPaths(IConfiguration configuration, IHostEnvironment environment)
    {
        Root = Path.GetFullPath(configuration["DataDirectory"] ?? "var", environment.ContentRootPath);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public string Database => Path.Combine(Root, "market.db");

    /// <summary>Quartz keeps its own file: its writes must not wait behind the shop's.</summary>
    public string Jobs => Path.Combine(Root, "jobs.db");

    public string MailPickup => Made("mail");

    public string Media => Made("media");

    public string Feeds => Made("feeds");

    private string Made(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Files that travel with the program: units, taxonomy, synonyms, the demo market.</summary>
    public static string Shipped(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "data", .. parts]);
}
