using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Claims;

/// <param name="Lines">Those with a quantity; null where what was typed is no quantity.</param>
public sealed record ClaimForm(Guid Key, string? Parcel, IReadOnlyList<ClaimedLine?> Lines, string? Message);

/// <summary>Whoever holds the order's link says what is wrong with a parcel. The same form sent twice is one claim.</summary>
public sealed class MakeClaim(IOrderingDb db, OrderMails mails, IOptions<OrderOptions> options, TimeProvider clock)
{
    public const int MostPhotos = 4, LongestMessage = 1000, MostOfOneParcel = 10;

    public static readonly Refusal SentForAnother = new("ClaimSentForAnother", "", "Lời báo này đã gửi cho một gói khác. Xem lại các món rồi bấm Gửi lần nữa cho gói này.", "This was sent for another parcel already. Look through the goods and press once more for this one.");

    public static readonly Refusal TooManyPhotos = new("TooManyPhotos", "photos", $"Nhiều nhất {MostPhotos} ảnh.", $"{MostPhotos} photos at most.");

    /// <summary>Whether something can still be claimed of the parcel. The days are the market's rule; what the law gives a buyer beyond them stays.</summary>
    public bool IsOpenFor(Order order) => order.Status == OrderStatus.Shipped || order.Status == OrderStatus.Delivered && clock.UtcNow() <= EndFor(order);

    public DateTime? EndFor(Order order) => order.Events.Where(step => step.Status == OrderStatus.Delivered).Select(step => (DateTime?)step.At).LastOrDefault()?.AddDays(options.Value.ClaimDays);

    /// <summary>What is wrong before anybody's photos are worked upon.</summary>
    public static IReadOnlyList<Refusal> Check(ClaimForm form) => Meet(form).Refusals;

    /// <param name="groupId">What the buyer's link opens.</param>
    /// <param name="photos">Each made anew (<see cref="Cms.Media.VisitorsPhotos"/>).</param>
    public async Task<Outcome<Claim>> HandleAsync(Guid groupId, ClaimForm form, IReadOnlyList<byte[]> photos, CancellationToken cancel)
    {
        var made = await db.InTurnAsync(() => MakeAsync(groupId, form, photos, cancel), cancel);
        // One form sent for two orders at once: whoever came second finds the first one's claim now.
        return made.Refusals is [{ Reason: var reason }] && reason == Turns.ChangedMeanwhile.Reason ? await db.InTurnAsync(() => MakeAsync(groupId, form, photos, cancel), cancel) : made;
    }

    private async Task<Outcome<Claim>> MakeAsync(Guid groupId, ClaimForm form, IReadOnlyList<byte[]> photos, CancellationToken cancel)
    {
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel)) return Unknown;
        var order = await db.Orders.AsNoTracking().AsSplitQuery().Include(it => it.Lines).Include(it => it.Events.OrderBy(step => step.Id)).SingleOrDefaultAsync(it => it.GroupId == groupId && it.Number == form.Parcel, cancel);
        if (order is null) return Unknown;
        if (await db.Claims.AsNoTracking().Include(claim => claim.Lines).FirstOrDefaultAsync(claim => claim.Key == form.Key, cancel) is { } same) return same.OrderId == order.Id ? same : SentForAnother;
        var earlier = await db.Claims.AsNoTracking().Include(claim => claim.Lines).Where(claim => claim.OrderId == order.Id).ToListAsync(cancel);

        if (order.Status is not (OrderStatus.Shipped or OrderStatus.Delivered)) return new Refusal("NotYetSent", "", "Gói này chưa được gửi đi, nên chưa thể báo lỗi.", "This parcel has not left yet, so nothing of it can be claimed.");
        if (!IsOpenFor(order)) return new Refusal("ClaimTooLate", "", $"Đã quá {options.Value.ClaimDays} ngày kể từ khi giao. Bạn gọi cho chợ giúp.", $"More than {options.Value.ClaimDays} days passed since the delivery. Please call the market.");
        if (earlier.Count >= MostOfOneParcel) return new Refusal("TooManyClaims", "", "Gói này đã có nhiều lời báo. Bạn gọi cho chợ giúp.", "There are many claims on this parcel already. Please call the market.");
        var met = Meet(form);
        if (!met.Succeeded) return Outcome<Claim>.Refused(met.Refusals);
        if (photos.Count > MostPhotos) return TooManyPhotos;
        var wrong = new List<Refusal>();
        foreach (var line in met.Value.Lines)
        {
            var left = (order.Lines.SingleOrDefault(it => it.Position == line.Position)?.Quantity ?? 0)
                - earlier.Where(claim => claim.State != ClaimState.Refused).SelectMany(claim => claim.Lines).Where(it => it.Position == line.Position).Sum(it => it.Quantity);
            if (line.Quantity > left) wrong.Add(new("QuantityTooMuch", $"quantity-{line.Position}", left == 0 ? "Món này đã báo lỗi hết rồi." : $"Nhiều nhất {left}.", left == 0 ? "All of it was claimed already." : $"{left} at most."));
        }

        if (wrong.Count > 0) return Outcome<Claim>.Refused(wrong);
        var now = clock.UtcNow();
        var claim = new Claim(form.Key, order, met.Value.Lines, met.Value.Message, now);
        db.Claims.Add(claim);
        db.ClaimPhotos.AddRange(photos.Select(photo => new ClaimPhoto(claim.Id, photo)));
        db.AuditEntries.Add(new AuditEntry(now, "buyer", "ClaimMade", order.ChangeSubject, after: claim.Id.ToString()));
        await mails.TellClaimedAsync(await db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == groupId, cancel), order, claim, cancel);
        await db.SaveChangesAsync(cancel);
        return claim;
    }

    private static readonly Refusal Unknown = new("OrderUnknown", "", "Không có đơn này.", "There is no such order.");

    private static Outcome<(IReadOnlyList<ClaimedLine> Lines, string? Message)> Meet(ClaimForm form)
    {
        var wrong = new List<Refusal>();
        for (var position = 0; position < form.Lines.Count; position++)
            if (form.Lines[position] is not { Quantity: >= 0 }) wrong.Add(new("QuantityWrong", $"quantity-{position}", "Ghi số lượng bằng chữ số.", "Enter a quantity in digits."));
        var lines = form.Lines.OfType<ClaimedLine>().Where(line => line.Quantity > 0).ToList();
        if (wrong.Count == 0 && lines.Count == 0) wrong.Add(new("NothingClaimed", "quantity-0", "Ghi món nào bị lỗi, bao nhiêu.", "Say how many of which goods are at fault."));
        var message = VietnameseText.NormalizeLines(form.Message);
        if (message.Length > LongestMessage) wrong.Add(new("TooLong", "message", $"Nhiều nhất {LongestMessage} chữ.", $"{LongestMessage} letters at most."));
        if (message.Length == 0 && lines.Exists(line => line.Kind == FaultKind.Other)) wrong.Add(new("MessageMissing", "message", "Lỗi khác là lỗi gì? Kể vài lời.", "Say in a few words what is wrong."));
        return wrong.Count > 0 ? Outcome<(IReadOnlyList<ClaimedLine>, string?)>.Refused(wrong) : (lines, message.Length == 0 ? null : message);
    }
}
