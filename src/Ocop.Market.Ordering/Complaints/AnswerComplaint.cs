using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Complaints;

/// <param name="Version">Of the complaint as it was read: an answer to what was written before something else counts for nothing.</param>
/// <param name="Result">Of closing.</param>
public sealed record ComplaintAnswer(ComplaintAct Act, long Version, string? Words, ComplaintResult? Result = null);

/// <summary>The producer says its side; the desk answers the buyer, and closes with a result.</summary>
public sealed class AnswerComplaint(IOrderingDb db, ComplaintMails mails, TimeProvider clock)
{
    public Task<Outcome<Complaint>> HandleAsync(Person person, Guid complaintId, ComplaintAnswer answer, CancellationToken cancel) => db.InTransactionAsync<Complaint>(async () =>
    {
        var groupId = await (from it in db.Complaints join about in db.Orders on it.OrderId equals about.Id where it.Id == complaintId select (Guid?)about.GroupId).FirstOrDefaultAsync(cancel);
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel)) return Unknown;
        var complaint = await db.Complaints.Include(it => it.Messages).SingleAsync(it => it.Id == complaintId, cancel);
        var order = await db.Orders.AsNoTracking().SingleAsync(it => it.Id == complaint.OrderId, cancel);
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId, cancel);
        if (!ComplaintList.MayRead(person, producer)) return Unknown;
        if (!person.May(answer.Act == ComplaintAct.Comment ? Act.AnswerComplaints : Act.HandleComplaints, producer.Scope) || ComplaintFlow.SideOf(answer.Act) == ComplaintSide.Buyer) return NoRight.Here;
        if (complaint.Version != answer.Version || ComplaintFlow.Next(answer.Act, complaint.State) is null) return Stale;

        var (now, text, wrong) = (clock.UtcNow(), VietnameseText.NormalizeLines(answer.Words), new List<Refusal>());
        if (text.Length is < WriteComplaint.ShortestText or > WriteComplaint.LongestText)
            wrong.Add(new("TextMissing", "words", $"Viết từ {WriteComplaint.ShortestText} đến {WriteComplaint.LongestText} chữ; khách đọc lời này.", $"Write {WriteComplaint.ShortestText} to {WriteComplaint.LongestText} letters; the buyer reads them."));
        if (answer.Act == ComplaintAct.Close && answer.Result is null or ComplaintResult.Withdrawn) wrong.Add(new("ResultMissing", "result", "Chọn kết quả.", "Choose the result."));
        if (wrong.Count > 0) return Outcome<Complaint>.Refused(wrong);
        var message = complaint.Take(answer.Act, Guid.CreateVersion7(), person.Actor, text, answer.Result, now, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, answer.Act switch { ComplaintAct.Comment => "ComplaintCommented", ComplaintAct.Answer => "ComplaintAnswered", _ => "ComplaintClosed" }, order.ChangeSubject, after: complaint.Result?.Words().Vi));
        await mails.TellAsync(order, complaint, message, cancel);
        await db.SaveChangesAsync(cancel);
        return complaint;
    }, cancel);

    private static readonly Refusal Unknown = new("ComplaintUnknown", "", "Không có khiếu nại này.", "There is no such complaint.");

    private static readonly Refusal Stale = new("Stale", "", "Khiếu nại này vừa có thêm lời hoặc đã khép. Xem lại rồi làm tiếp.", "Somebody has just written, or it is closed. Please look again.");
}
