using Ocop.Market.Catalog.Importing;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>
/// import products FILE [--dry-run] [--keep-good] [--report FILE], where FILE is a CSV or an .xlsx workbook; a workbook with refused rows
/// is written back beside itself without being asked. Other words are configuration, as for the web server.
/// </summary>
public sealed class ImportCommand : IMarketCommand
{
    private const int ShownErrors = 50;
    private const string Usage = "Cách dùng: import products TỆP.csv|TỆP.xlsx [--dry-run] [--keep-good] [--report TỆP]";

    public string Name => "import products";

    public async Task<int> RunAsync(string[] args)
    {
        if (Words.Read(args) is not { } words) return Refuse(Usage, exitCode: 2);
        if (Settings.FirstUnknown(words.Configuration) is { } unknown) return Refuse($"Không hiểu “{unknown}”. {Usage}", exitCode: 2);
        if (!File.Exists(words.File)) return Refuse($"Không thấy tệp {words.File}.", exitCode: 2);

        var builder = MarketHost.NewBuilder(words.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        MarketHost.AddMarket(builder);
        await using var app = builder.Build();
        MarketHost.CheckConfiguration(app);
        await app.Services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();

        var report = await ImportAsync(scope.ServiceProvider.GetRequiredService<ImportProducts>(), words);
        return report.IsClean ? 0 : 1;
    }

    private static async Task<ImportReport> ImportAsync(ImportProducts import, Words words)
    {
        await using var file = File.OpenRead(words.File);
        var isUnasked = words.Report is null && Path.GetExtension(words.File).Equals(".xlsx", StringComparison.OrdinalIgnoreCase);
        await using var reportFile = isUnasked ? CreateBeside(words.File) : words.Report is null ? null : File.Create(words.Report);
        var request = new ImportRequest(file, Path.GetFileName(words.File), "command:import") { DryRun = words.DryRun, KeepGood = words.KeepGood, ReportFile = reportFile };
        var report = await import.HandleAsync(request, CancellationToken.None);
        var isNeeded = !isUnasked || report.BadRows > 0;
        if (!isNeeded && reportFile is not null) File.Delete(reportFile.Name);
        Tell(report, words, isNeeded ? reportFile?.Name : null);
        return report;
    }

    // Never over a file that is there: somebody may be mending the one of last time.
    private static FileStream? CreateBeside(string file)
    {
        var start = Path.ChangeExtension(file, null) + "-loi";
        var path = start + ".xlsx";
        for (var count = 2; File.Exists(path); count++) path = FormattableString.Invariant($"{start}-{count}.xlsx");
        try
        {
            return new FileStream(path, FileMode.CreateNew);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            Console.Error.WriteLine($"Không ghi được {path}; muốn có tệp ghi lỗi từng dòng, hãy thêm --report TỆP.");
            return null;
        }
    }

    private static void Tell(ImportReport report, Words words, string? reportFile)
    {
        foreach (var error in report.Errors.Take(ShownErrors))
            Console.Error.WriteLine($"Dòng {error.Line}{(error.Column.Length == 0 ? "" : $", cột {error.Column}")}{(error.Value.Length == 0 ? "" : $", “{Short(error.Value)}”")}: {error.Reason.Vi}");
        if (report.ErrorCount > ShownErrors) Console.Error.WriteLine($"… và {report.ErrorCount - ShownErrors} lỗi nữa.");

        if (report.IsApplied || (words.DryRun && (report.IsClean || words.KeepGood)))
            Console.WriteLine($"{(report.IsApplied ? "Đã nhập" : "Chạy thử, chưa nhập gì")}: {report.Rows} dòng, {report.Created} mới, {report.Updated} cập nhật, {report.Unchanged} không đổi, {report.BadRows} dòng lỗi.");
        else
            Console.WriteLine($"Chưa nhập gì: {report.ErrorCount} lỗi trong {report.BadRows} trên {report.Rows} dòng. Sửa tệp rồi nhập lại, hoặc thêm --keep-good để nhập các dòng đúng.");
        if (reportFile is not null) Console.WriteLine($"Báo cáo từng dòng, sửa ngay trong đó rồi nhập lại: {reportFile}");
    }

    private static string Short(string value) => value.Length <= 60 ? value : value[..60] + "…";

    private static int Refuse(string words, int exitCode)
    {
        Console.Error.WriteLine(words);
        return exitCode;
    }

    private sealed record Words(string File, bool DryRun, bool KeepGood, string? Report, string[] Configuration)
    {
        public static Words? Read(string[] args)
        {
            if (args is not [var file, .. var rest] || file.StartsWith('-')) return null;
            var (dryRun, keepGood, report, configuration) = (false, false, default(string), new List<string>());
            for (var i = 0; i < rest.Length; i++)
            {
                switch (rest[i])
                {
                    case "--dry-run": dryRun = true; break;
                    case "--keep-good": keepGood = true; break;
                    case "--report" when i + 1 < rest.Length: report = FromShell(rest[++i]); break;
                    case "--report": return null;
                    default: configuration.Add(rest[i]); break;
                }
            }

            return new Words(FromShell(file), dryRun, keepGood, report, [.. configuration]);
        }

        // "dotnet run" moves into the project's folder; the shell that it was typed in left its own in PWD.
        private static string FromShell(string path) => Path.GetFullPath(path, Environment.GetEnvironmentVariable("PWD") is { Length: > 0 } shell && Path.IsPathRooted(shell) ? shell : Environment.CurrentDirectory);
    }
}
