using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>The second step: takes in the very bytes that were checked, then forgets them. What the file was and did stays readable for some days.</summary>
public sealed class ImportKeptList(KeptLists lists, ImportProducts import)
{
    /// <param name="keepGood">Leaves the bad rows; else one of them refuses the whole file.</param>
    public async Task<Outcome<KeptList>> HandleAsync(Person person, string hash, bool keepGood, Action<int>? told, CancellationToken cancel)
    {
        if (!person.May(Act.ImportProducts, Scope.Programme)) return NoRight.Here;
        if (lists.Find(hash) is not { } list) return ListGone.Refusal;
        if (Refuse(list, keepGood) is { } refusal) return refusal;
        if (await lists.OpenAsync(hash, cancel) is not { } file) return ListGone.Refusal;
        await using (file)
        {
            lists.Write(list with { State = ListState.Importing });
            var result = await import.HandleAsync(new ImportRequest(file, list.FileName, person.Actor) { KeepGood = keepGood, Told = told }, cancel);
            // The market may have changed since the check, and a row that was good be bad by now.
            lists.Write(list = list.Told(result, result.IsApplied ? ListState.Imported : ListState.Checked));
        }

        if (list.State == ListState.Imported) lists.ForgetBytes(hash);
        return list;
    }

    /// <summary>Why the list cannot be imported as it is; null where it can.</summary>
    public static Refusal? Refuse(KeptList list, bool keepGood) => list switch
    {
        { State: ListState.Imported } => new("ImportedAlready", "", "Tệp này đã được nhập rồi.", "This file was imported already."),
        { State: ListState.Waiting or ListState.Checking } => new("NotChecked", "", "Tệp chưa được kiểm tra xong.", "The file has not been checked yet."),
        { IsUnreadable: true } or { GoodRows: 0 } => new("NothingToImport", "", "Tệp không có dòng nào nhập được.", "The file has no row that can be taken."),
        { BadRows: > 0 } when !keepGood => new("HasBadRows", "", "Tệp còn dòng lỗi: sửa rồi gửi lại, hoặc chọn nhập riêng các dòng đúng.", "The file has bad rows: mend it and send it again, or choose to take the good rows only."),
        _ => null,
    };
}
