using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>import pictures FOLDER [--dry-run]. Other words are configuration, as for the web server.</summary>
public sealed class ImportPicturesCommand : IMarketCommand
{
    private const string DryRun = "--dry-run";

    public string Name => "import pictures";

    public async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, .. var rest] || folder.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync($"Cách dùng / usage: import pictures FOLDER [{DryRun}] [--DataDirectory DIR]");
            return 2;
        }

        string[] settings = [.. rest.Where(word => word != DryRun)];
        if (Settings.FirstUnknown(settings) is { } unknown) return MarketCommands.RefuseWord(unknown, $"import pictures FOLDER [{DryRun}] [--DataDirectory DIR]");
        await using var market = MarketCommands.Open(settings);
        await market.Services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        await using var scope = market.Services.CreateAsyncScope();
        return await RunAsync(scope.ServiceProvider.GetRequiredService<ImportPictures>(), MarketCommands.PathOf(folder), rest.Contains(DryRun), Console.Out);
    }

    /// <summary>Apart from the host, so that a test reads what a person would.</summary>
    public static async Task<int> RunAsync(ImportPictures import, string folder, bool isDryRun, TextWriter output)
    {
        var outcome = await import.HandleAsync(folder, "command:import-pictures", isDryRun, report => output.WriteLine(Line(report)), CancellationToken.None);
        if (!outcome.Succeeded)
        {
            foreach (var refusal in outcome.Refusals) await output.WriteLineAsync($"{refusal.Message.Vi} / {refusal.Message.En}");
            return 1;
        }

        await output.WriteLineAsync(Sum(outcome.Value, isDryRun));
        return outcome.Value.All(report => report.Outcome.Succeeded) ? 0 : 1;
    }

    private static string Line(PictureRowReport report)
    {
        var start = FormattableString.Invariant($"Dòng {report.Row.Line}: {report.Row.File} → {report.Row.Product}: ");
        return start + (report.Outcome.Succeeded ? Words(report.Outcome.Value.Standing) : string.Join(" ", report.Outcome.Refusals.Select(refusal => refusal.Message.Vi)));
    }

    private static string Words(PictureStanding standing) => standing switch
    {
        PictureStanding.Added => "ảnh mới",
        PictureStanding.Described => "đã có ảnh, sửa mô tả hoặc thứ tự",
        PictureStanding.Unchanged => "đã có, không đổi",
    };

    private static string Sum(IReadOnlyList<PictureRowReport> reports, bool isDryRun)
    {
        var taken = reports.Where(report => report.Outcome.Succeeded).GroupBy(report => report.Outcome.Value!.Standing).ToDictionary(group => group.Key, group => group.Count());
        var sum = FormattableString.Invariant(
            $"{taken.GetValueOrDefault(PictureStanding.Added)} ảnh mới, {taken.GetValueOrDefault(PictureStanding.Described)} sửa mô tả, {taken.GetValueOrDefault(PictureStanding.Unchanged)} không đổi, {reports.Count(report => !report.Outcome.Succeeded)} bị từ chối.");
        return isDryRun ? $"{sum} Chỉ thử, chưa ghi gì." : sum;
    }
}
