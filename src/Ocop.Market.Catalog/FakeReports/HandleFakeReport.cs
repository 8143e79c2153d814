using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.FakeReports;

/// <summary>Says that somebody looks into it.</summary>
public sealed class TakeUpFakeReport(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<FakeReport>> HandleAsync(Person person, Guid id, long version, CancellationToken cancel) => db.InTransactionAsync<FakeReport>(async () =>
    {
        var found = await FakeReportTurn.OpenAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return found;
        if (found.Value.State != FakeReportState.New) return FakeReportTurn.Stale;
        found.Value.TakeUp();
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "FakeReportTakenUp", found.Value.ChangeSubject));
        await db.SaveChangesAsync(cancel);
        return found;
    }, cancel);
}

/// <summary>Says what came of it, and tells whoever reported and left an address.</summary>
public sealed class CloseFakeReport(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public const int LongestOutcome = 1000;

    public Task<Outcome<FakeReport>> HandleAsync(Person person, Guid id, long version, string? outcome, CancellationToken cancel) => db.InTransactionAsync<FakeReport>(async () =>
    {
        var found = await FakeReportTurn.OpenAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return found;
        var words = string.Join('\n', (outcome ?? "").ReplaceLineEndings("\n").Split('\n').Select(VietnameseText.Normalize)).Trim('\n');
        if (words.Length == 0) return new Refusal("OutcomeMissing", "outcome", "Viết vài lời về kết quả; người báo sẽ được báo lại như vậy.", "Say what came of it; the reporter is told the same.");
        if (words.Length > LongestOutcome) return new Refusal("TooLong", "outcome", $"Nhiều nhất {LongestOutcome} chữ.", $"{LongestOutcome} letters at most.");

        var report = found.Value;
        report.Close(words, clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "FakeReportClosed", report.ChangeSubject, after: words));
        if (report.Email is { } email) db.OutboxMessages.Add(Tell(report, email, await db.Products.Where(it => it.Id == report.ProductId).Select(it => it.Name).FirstOrDefaultAsync(cancel)));
        await db.SaveChangesAsync(cancel);
        return report;
    }, cancel);

    internal static string KeyOf(Guid report) => $"fake-report-closed:{report:n}";

    /// <summary>Holds no words of the visitor: whoever types a stranger's address must not be able to write to them through the market.</summary>
    private OutboxMessage Tell(FakeReport report, string email, string? product)
    {
        var isEnglish = report.Language == "en";
        string T(string vi, string en) => isEnglish ? en : vi;
        var title = T("Kết quả lời báo hàng giả của bạn", "What came of your report");
        var body = new MailBody(title, report.Language)
            .Say(T("Cảm ơn bạn đã báo cho chợ. Cán bộ phụ trách đã xem và trả lời như sau:", "Thank you for your report. The officer in charge has looked into it and answers:"))
            .Say(report.Outcome!);
        if (product is not null) body.List([(T("Món hàng", "Goods"), product)]);
        body.Say(T("Nếu bạn không báo gì, xin bỏ qua thư này.", "If you did not report anything, please ignore this mail."));
        return letterhead.Value.Sign(body, clock.UtcNow(), KeyOf(report.Id), email, title);
    }
}

internal static class FakeReportTurn
{
    public static readonly Refusal Stale = new("Stale", "", "Có người vừa xử lý lời báo này. Xem lại rồi làm tiếp.", "Somebody has just handled this report. Please look again.");

    /// <summary>The report, locked, as the person saw it.</summary>
    public static async Task<Outcome<FakeReport>> OpenAsync(ICatalogDb db, Person person, Guid id, long version, CancellationToken cancel)
    {
        var isCurrent = await db.FakeReports.Where(it => it.Id == id && it.Version == version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        if (await db.FakeReports.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } report || !person.May(Act.ReadFakeReports, report.Scope)) return new Refusal("ReportUnknown", "", "Không có lời báo này.", "There is no such report.");
        if (!person.May(Act.HandleFakeReports, report.Scope)) return NoRight.Here;
        return isCurrent && report.State != FakeReportState.Closed ? report : Stale;
    }
}
