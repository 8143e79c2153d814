using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Bundles;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Bundles;

/// <summary>Content out as one file, and in again: what it would do first, then for real.</summary>
[Requires(Act.ExchangeContent), RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class ContentBundlesModel(ExportContent export, ImportContent import, KeptBundles kept, KnownTypes types, TimeProvider clock, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/ban-sao-noi-dung";

    // The form around the file takes some bytes, too.
    private const long MostBytes = KeptBundles.MostBytes + 1024 * 1024;

    public IReadOnlyList<DocumentType> Types => [.. types.All];

    /// <summary>Null before a file was looked at.</summary>
    public BundleReport? Report { get; private set; }

    /// <summary>What was only tried can be done for real under this name; null after it was.</summary>
    public string? Waiting { get; private set; }

    public bool Publish { get; private set; }

    public async Task<IActionResult> OnPostExportAsync(string[] types, CancellationToken cancel)
    {
        // It may be refused to the end, and a zip is written in one go: first to a file that goes with its handle.
        var file = new FileStream(System.IO.Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        HttpContext.Response.RegisterForDisposeAsync(file);
        var outcome = await export.HandleAsync(Person, types, file, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        file.Position = 0;
        return File(file, "application/zip", $"noi-dung-{clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.zip");
    }

    public async Task<IActionResult> OnPostCheckAsync(IFormFile? file, bool publish, CancellationToken cancel)
    {
        if (!Person.May(Act.ExchangeContent, Scope.Programme)) return Refuse([NoRight.Here]);
        await using var stream = file?.OpenReadStream() ?? Stream.Null;
        var name = await kept.KeepAsync(stream, cancel);
        return name.Succeeded ? await RunAsync(name.Value, isDryRun: true, publish, cancel) : Refuse(name.Refusals);
    }

    public Task<IActionResult> OnPostImportAsync(string? name, bool publish, CancellationToken cancel) => RunAsync(name, isDryRun: false, publish, cancel);

    private async Task<IActionResult> RunAsync(string? name, bool isDryRun, bool publish, CancellationToken cancel)
    {
        await using var file = kept.Open(name);
        if (file is null) return Refuse([new Refusal("FileGone", "file", "Tệp không còn ở đây. Bạn gửi lại nhé.", "The file is not here any more. Please send it again.")]);
        var outcome = await import.HandleAsync(Person, new ContentImport(file, isDryRun, publish), cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        (Report, Waiting, Publish) = (outcome.Value, isDryRun ? name : null, publish);
        return Page();
    }
}
