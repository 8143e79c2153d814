using Microsoft.Extensions.Options;

namespace Ocop.Market.Web.Start;

/// <summary>Everything the instance writes lies under one folder (configuration: DataDirectory), so that a backup is one folder too.</summary>
public sealed class MarketPaths(IConfiguration configuration, IHostEnvironment environment)
{
    public string Root { get; } = Path.GetFullPath(configuration["DataDirectory"] ?? "var", environment.ContentRootPath);

    public string Database => Path.Combine(Root, "market.db");

    /// <summary>Quartz keeps its own file: its writes must not wait behind the shop's.</summary>
    public string Jobs => Path.Combine(Root, "jobs.db");

    public string MailPickup => Path.Combine(Root, "mail");

    public string Media => Path.Combine(Root, "media");

    /// <summary>Pictures for links shared elsewhere; drawn again when they are gone.</summary>
    public string SharedPictures => Path.Combine(Root, "shared-pictures");

    public string Feeds => Path.Combine(Root, "feeds");

    /// <summary>Product lists that were sent to the desk and wait for their import; nothing that could not be sent again.</summary>
    public string Imports => Path.Combine(Root, "imports");

    /// <summary>Bundles of content between their dry run and their import.</summary>
    public string Bundles => Path.Combine(Root, "bundles");

    /// <summary>Before the first write, not before: who only looks leaves nothing behind.</summary>
    public void Make()
    {
        try
        {
            foreach (var folder in new[] { Root, MailPickup, Media, SharedPictures, Feeds }) Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new OptionsValidationException("DataDirectory", typeof(MarketPaths), [$"DataDirectory {Root} cannot be written: {refused.Message}"]);
        }
    }

    /// <summary>Files that travel with the program: units, taxonomy, synonyms, the demo market.</summary>
    public static string Shipped(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "data", .. parts]);
}
