using Ocop.Market.Kernel;
using Ocop.Market.Web.Checks;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>check: what is misconfigured or missing. Writes nothing; 0 where nothing is wrong.</summary>
public sealed class CheckCommand : IMarketCommand
{
    public string Name => "check";

    public async Task<int> RunAsync(string[] args)
    {
        if (Settings.FirstUnknown(args) is { } unknown) return MarketCommands.RefuseWord(unknown, "check [--DataDirectory DIR]");
        if (ProgramsCheck.TimeZone() is { Standing: Standing.Wrong } noZone) return await TellAsync([noZone], Console.Out);
        await using var market = MarketHost.Build(args);
        return await RunAsync(market.Services.GetRequiredService<CheckMarket>(), Console.Out);
    }

    /// <summary>Apart from the host, so that a test reads what a person would.</summary>
    public static async Task<int> RunAsync(CheckMarket check, TextWriter output) => await TellAsync(await check.HandleAsync(CancellationToken.None), output);

    private static async Task<int> TellAsync(IReadOnlyList<Finding> findings, TextWriter output)
    {
        foreach (var finding in findings) await output.WriteLineAsync($"{Mark(finding.Standing)} {finding.Words.Vi}\n  {finding.Words.En}");
        var (wrong, doubtful) = (findings.Count(finding => finding.Standing == Standing.Wrong), findings.Count(finding => finding.Standing == Standing.Doubtful));
        var sum = Sum(wrong, doubtful);
        await output.WriteLineAsync($"\n{sum.Vi}\n{sum.En}");
        return wrong > 0 ? 1 : 0;
    }

    private static string Mark(Standing standing) => standing switch { Standing.Fine => "✓", Standing.Doubtful => "!", Standing.Wrong => "✗" };

    private static LocalText Sum(int wrong, int doubtful) => (wrong, doubtful) switch
    {
        (0, 0) => new("Mọi thứ sẵn sàng.", "All is ready."),
        (0, _) => new($"Chạy được; {doubtful} điều nên xem.", $"It can run; to look at: {doubtful}."),
        _ => new($"Phải sửa {wrong} điều, nên xem {doubtful} điều.", $"To mend: {wrong}; to look at: {doubtful}."),
    };
}
