using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Audit;

[Requires(Act.ReadAudit)]
public sealed class AuditListModel(AuditLog log, ActorWords actors, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/nhat-ky";
    private const int NamedTogether = 200;

    public ListPage<AuditLine> Found { get; private set; } = null!;
    public Func<string, string> ActorOf { get; private set; } = actor => actor;
    public bool ReadsAll => Person.May(Act.ReadAudit, Scope.Programme);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Found = await log.PageAsync(Person, Filter, PageNumber, cancel);
        ActorOf = await actors.ReadAsync(Found.Rows.Select(line => line.Entry.Actor), cancel);
    }

    /// <summary>The same lines as a file for spreadsheets, written while they are read.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"nhat-ky-{clock.Today():yyyy-MM-dd}.csv\"";
        // With a BOM, so that spreadsheets read the marks.
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(true)) { NewLine = "\r\n" };
        await WriteAsync(text, [words["Lúc", "At"], words["Ai", "Who"], words["Mã người làm", "Actor"], words["Việc", "Act"], words["Loại", "Kind"], words["Về", "Subject"], words["Mã", "Id"], words["Trước", "Before"], words["Sau", "After"]]);
        var written = 0;
        var portion = new List<AuditLine>(NamedTogether);
        await foreach (var line in log.ReadAsync(Person, Filter, cancel))
        {
            portion.Add(line);
            if (portion.Count == NamedTogether) await FlushAsync();
        }

        await FlushAsync();
        if (written == AuditLog.MostExported)
            await WriteAsync(text, [words[$"Tệp dừng ở {AuditLog.MostExported} dòng mới nhất. Thu hẹp thời gian để lấy phần còn lại.", $"This file ends after the latest {AuditLog.MostExported} lines. Narrow the time for the rest."]]);
        return new EmptyResult();

        async Task FlushAsync()
        {
            var actorOf = await actors.ReadAsync(portion.Select(line => line.Entry.Actor), cancel);
            foreach (var (entry, name) in portion)
                await WriteAsync(text,
                [
                    VietnamTime.Local(entry.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), actorOf(entry.Actor), entry.Actor, words[AuditWords.Act(entry.Act)],
                    words[AuditWords.Kind(entry.SubjectKind)], name ?? "", entry.SubjectId, entry.Before ?? "", entry.After ?? "",
                ]);
            written += portion.Count;
            portion.Clear();
        }
    }

    private AuditFilter Filter => new(AskedDay("tu"), AskedDay("den"), Asked("viec"), Asked("loai"), Asked("ma"), Asked("ai"));

    private DateOnly? AskedDay(string field) => Kernel.Typed.Day(Asked(field));

    private static Task WriteAsync(StreamWriter text, IEnumerable<string> cells) => text.WriteLineAsync(CsvText.Write(cells.Select(CsvText.Harmless)));
}
