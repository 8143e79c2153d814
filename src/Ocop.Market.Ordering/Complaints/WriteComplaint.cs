using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Complaints;

/// <param name="About">Of a new complaint; what is still open goes on with what it was about.</param>
public sealed record ComplaintForm(Guid Key, string? Parcel, ComplaintAbout? About, string? Text);

/// <summary>Whoever holds the order's link complains about a parcel, goes on about it, or withdraws. A parcel has one complaint at a time; the same form sent twice is one message.</summary>
public sealed class WriteComplaint(IOrderingDb db, ComplaintMails mails, IOptions<ComplaintOptions> options, TimeProvider clock)
{
    public const int ShortestText = 3, LongestText = 2000, MostOfOneParcel = 5, MostMessages = 100;

    /// <param name="groupId">What the buyer's link opens.</param>
    public Task<Outcome<Complaint>> HandleAsync(Guid groupId, ComplaintForm form, CancellationToken cancel) => InTurnAsync(groupId, form, async (order, earlier) =>
    {
        if (await db.OrderGroups.AnyAsync(group => group.Id == groupId && group.ForgottenAt != null, cancel)) return new Refusal("BuyerForgotten", "", "Dữ liệu cá nhân của đơn này đã được xoá, nên không khiếu nại ở đây được nữa.", "The personal data of this order is erased, so nothing more can be complained about here.");
        var (now, text, wrong) = (clock.UtcNow(), VietnameseText.NormalizeLines(form.Text), new List<Refusal>());
        var (due, open) = (now.AddDays(options.Value.AnswerDays), earlier.Find(complaint => complaint.State != ComplaintState.Closed));
        if (open is null && form.About is null) wrong.Add(new("AboutMissing", "about", "Chọn khiếu nại về việc gì.", "Choose what you complain about."));
        if (text.Length is < ShortestText or > LongestText) wrong.Add(new("TextMissing", "text", $"Viết từ {ShortestText} đến {LongestText} chữ.", $"Write {ShortestText} to {LongestText} letters."));
        if (wrong.Count > 0) return Outcome<Complaint>.Refused(wrong);
        if (open is null && earlier.Count >= MostOfOneParcel || open?.MessageCount >= MostMessages) return new Refusal("TooManyComplaints", "", "Gói này đã có nhiều khiếu nại. Bạn gọi cho chợ giúp.", "There are many complaints about this parcel already. Please call the market.");
        ComplaintMessage message;
        if (open is null)
        {
            open = new Complaint(order.Id, form.About!.Value, form.Key, text, now, due);
            message = open.Messages[0];
            db.Complaints.Add(open);
        }
        else message = open.Take(ComplaintAct.Write, form.Key, "buyer", text, null, now, due);
        db.AuditEntries.Add(new AuditEntry(now, "buyer", message.Position == 0 ? "ComplaintMade" : "ComplaintContinued", order.ChangeSubject));
        await mails.TellAsync(order, open, message, cancel);
        return open;
    }, cancel);

    public Task<Outcome<Complaint>> WithdrawAsync(Guid groupId, Guid key, string? parcel, CancellationToken cancel) => InTurnAsync(groupId, new ComplaintForm(key, parcel, null, null), async (order, earlier) =>
    {
        if (earlier.Find(complaint => complaint.State != ComplaintState.Closed) is not { } open) return new Refusal("ComplaintClosed", "", "Khiếu nại này đã khép.", "This complaint is closed already.");
        var now = clock.UtcNow();
        var message = open.Take(ComplaintAct.Withdraw, key, "buyer", "Tôi rút khiếu nại.", ComplaintResult.Withdrawn, now, now);
        db.AuditEntries.Add(new AuditEntry(now, "buyer", "ComplaintWithdrawn", order.ChangeSubject));
        await mails.TellAsync(order, open, message, cancel);
        return open;
    }, cancel);

    private Task<Outcome<Complaint>> InTurnAsync(Guid groupId, ComplaintForm form, Func<Order, List<Complaint>, Task<Outcome<Complaint>>> act, CancellationToken cancel) => db.InTransactionAsync<Complaint>(async () =>
    {
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel)) return Unknown;
        if (await db.Orders.AsNoTracking().SingleOrDefaultAsync(it => it.GroupId == groupId && it.Number == form.Parcel, cancel) is not { } order) return Unknown;
        var earlier = await db.Complaints.Include(complaint => complaint.Messages).Where(complaint => complaint.OrderId == order.Id).ToListAsync(cancel);
        if (earlier.Find(complaint => complaint.Messages.Any(message => message.Key == form.Key)) is { } same) return same;
        var outcome = await act(order, earlier);
        if (outcome.Succeeded) await db.SaveChangesAsync(cancel);
        return outcome;
    }, cancel);

    private static readonly Refusal Unknown = new("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
}
