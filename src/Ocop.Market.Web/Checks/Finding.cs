using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Checks;

public enum Standing
{
    Fine,

    /// <summary>The market works; somebody should know.</summary>
    Doubtful,

    /// <summary>The market does not work, or not safely, until this is mended.</summary>
    Wrong,
}

/// <summary>What a check found out about one thing, in words for whoever runs the market.</summary>
/// <param name="Subject">A name for the code: "proxy".</param>
public sealed record Finding(string Subject, Standing Standing, LocalText Words)
{
    public static Finding Fine(string subject, string vi, string en) => new(subject, Standing.Fine, new LocalText(vi, en));

    public static Finding Doubtful(string subject, string vi, string en) => new(subject, Standing.Doubtful, new LocalText(vi, en));

    public static Finding Wrong(string subject, string vi, string en) => new(subject, Standing.Wrong, new LocalText(vi, en));
}
