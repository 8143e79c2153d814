using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>Everything that an import would do, taken back at the end. What the good rows would bring is counted even where others are bad.</summary>
public sealed class CheckKeptList(KeptLists lists, ImportProducts import)
{
    /// <param name="told">Hears how many rows were read.</param>
    public async Task<Outcome<KeptList>> HandleAsync(Person person, string hash, Action<int>? told, CancellationToken cancel)
    {
        if (!person.May(Act.ImportProducts, Scope.Programme)) return NoRight.Here;
        if (lists.Find(hash) is not { } list || await lists.OpenAsync(hash, cancel) is not { } file) return ListGone.Refusal;
        await using var bytes = file;
        lists.Write(list with { State = ListState.Checking });
        await using var report = lists.CreateReport(hash);
        var result = await import.HandleAsync(new ImportRequest(file, list.FileName, person.Actor) { DryRun = true, KeepGood = true, ReportFile = report, Told = told }, cancel);
        lists.Write(list = list.Told(result, ListState.Checked));
        return list;
    }
}

internal static class ListGone
{
    public static readonly Refusal Refusal = new("ListGone", "", "Tệp này không còn ở đây hoặc đã bị đổi. Hãy gửi lại.", "This file is no longer here, or was changed. Please send it again.");
}
