using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Bundles;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>Whoever may run commands on the machine holds the whole market; the audit names the command.</summary>
internal static class ContentOperator
{
    public const string Actor = "command:content";

    public static readonly Person Person = new(Guid.Empty, "Lệnh content", [new HeldRole(Role.Administrator, Scope.Programme)]);
}

/// <summary>content export FILE.zip: all content and its pictures.</summary>
internal sealed class ExportContentCommand : IMarketCommand
{
    public string Name => "content export";

    public Task<int> RunAsync(string[] args) => MarketCommands.WithOneWordAsync(args, "content export FILE.zip", async (services, word) =>
    {
        var path = MarketCommands.PathOf(word);
        if (File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"Đã có tệp này / the file is there already: {path}");
            return 2;
        }

        await services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        // Under its own name only when it is whole.
        var coming = path + ".part";
        Outcome<ExportedContent> outcome;
        await using (var file = File.Create(coming)) outcome = await services.GetRequiredService<ExportContent>().HandleAsync(ContentOperator.Person, [], file, CancellationToken.None, ContentOperator.Actor);
        if (outcome.Succeeded) File.Move(coming, path);
        else File.Delete(coming);
        return MarketCommands.Tell(outcome, told => $"Đã xuất / exported: {told.Documents} bài / documents, {told.Redirects} chuyển hướng / redirects, {told.Pictures} ảnh / pictures"
            + (told.PicturesWithoutFile == 0 ? "" : $"; {told.PicturesWithoutFile} ảnh mất tệp / pictures without a file"));
    });
}

/// <summary>content import FILE.zip [--dry-run] [--publish]</summary>
public sealed class ImportContentCommand : IMarketCommand
{
    private const string DryRun = "--dry-run", Publish = "--publish", Usage = $"content import FILE.zip [{DryRun}] [{Publish}]";

    public string Name => "content import";

    public Task<int> RunAsync(string[] args) => MarketCommands.WithOneWordAsync([.. args.Where(word => word is not (DryRun or Publish))], Usage, async (services, word) =>
    {
        var path = MarketCommands.PathOf(word);
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"Không thấy tệp / no such file: {path}");
            return 2;
        }

        await services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        await using var file = File.OpenRead(path);
        return await RunAsync(services.GetRequiredService<ImportContent>(), file, args.Contains(DryRun), args.Contains(Publish), Console.Out);
    });

    /// <summary>Apart from the host, so that a test reads what a person would.</summary>
    public static async Task<int> RunAsync(ImportContent import, Stream file, bool isDryRun, bool publish, TextWriter output)
    {
        var outcome = await import.HandleAsync(ContentOperator.Person, new ContentImport(file, isDryRun, publish, ContentOperator.Actor), CancellationToken.None);
        if (!outcome.Succeeded)
        {
            foreach (var refusal in outcome.Refusals) await output.WriteLineAsync($"{refusal.Message.Vi} / {refusal.Message.En}");
            return 1;
        }

        var report = outcome.Value;
        foreach (var line in report.Lines.Where(line => line.Result != BundleResult.Same)) await output.WriteLineAsync($"{Words(line.Result)}: {line.Name}{(line.Why is { } why ? $": {why.Message.Vi}" : "")}");
        await output.WriteLineAsync($"{(isDryRun ? "Chạy thử, chưa nhập gì" : "Đã nhập")}: {report.Count(BundleResult.Made)} mới, {report.Count(BundleResult.Changed)} thay đổi, {report.Count(BundleResult.Same)} không đổi, {report.Count(BundleResult.Refused)} bị từ chối.");
        return report.IsClean ? 0 : 1;
    }

    private static string Words(BundleResult result) => result switch
    {
        BundleResult.Made => "mới",
        BundleResult.Changed => "thay đổi",
        BundleResult.Waits => "chờ người thứ hai duyệt",
        BundleResult.Same => "không đổi",
        BundleResult.Refused => "từ chối",
    };
}
