using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>What the buyer typed, as typed.</summary>
public sealed record ReviewForm(string? Parcel, Guid ProductId, string? Marks, string? Text, string? Signature);

/// <summary>Whoever holds the order's link says what the goods were like, each product once, and may change it for some days. The same form sent twice is one review.</summary>
public sealed class WriteReview(IOrderingDb db, ReviewMails mails, IOptions<ReviewOptions> options, TimeProvider clock)
{
    /// <summary>Of what arrived; what went back or was refused at the door nobody has tasted.</summary>
    public static bool IsOpenFor(Order order) => order.Status == OrderStatus.Delivered;

    public DateTime EndFor(Review review) => review.WrittenAt.AddDays(options.Value.ChangeDays);

    public bool MayChange(Review review) => clock.UtcNow() <= EndFor(review);

    /// <param name="groupId">What the buyer's link opens.</param>
    public Task<Outcome<Review>> HandleAsync(Guid groupId, ReviewForm form, CancellationToken cancel) => db.InTransactionAsync<Review>(async () =>
    {
        if (!await db.OrderGroups.Where(it => it.Id == groupId).LockAsync(cancel)) return Unknown;
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == groupId, cancel);
        var order = await db.Orders.AsNoTracking().Include(it => it.Lines).SingleOrDefaultAsync(it => it.GroupId == groupId && it.Number == form.Parcel, cancel);
        if (order is null || !order.Lines.Any(line => line.ProductId == form.ProductId)) return Unknown;
        if (group.ForgottenAt is not null) return new Refusal("BuyerForgotten", "", "Dữ liệu cá nhân của đơn này đã được xoá, nên không đánh giá được nữa.", "The personal data of this order is erased, so it can no longer be reviewed.");
        if (!IsOpenFor(order)) return new Refusal("NotYetDelivered", "", "Nhận hàng rồi mới đánh giá được.", "Goods can be reviewed once they have arrived.");
        var met = Meet(form);
        if (!met.Succeeded) return Outcome<Review>.Refused(met.Refusals);

        var (words, buyer, now) = (met.Value, group.Recipient.Name, clock.UtcNow());
        await db.Reviews.Where(it => it.GroupId == groupId && it.ProductId == form.ProductId).LockAsync(cancel);
        if (await db.Reviews.FirstOrDefaultAsync(it => it.GroupId == groupId && it.ProductId == form.ProductId, cancel) is { } review)
        {
            if (!MayChange(review)) return new Refusal("ChangeTooLate", "", $"Đã quá {options.Value.ChangeDays} ngày nên không sửa được nữa.", $"More than {options.Value.ChangeDays} days have passed, so it can no longer be changed.");
            var before = review.Marks;
            // What was taken down comes back when somebody has read it.
            var state = review.State != ReviewState.Published ? ReviewState.Held : Of(words);
            if (!review.Rewrite(words, buyer, state, now)) return review;
            Note("ReviewChanged", Told(before));
        }
        else
        {
            review = new Review(order, form.ProductId, words, buyer, Of(words), now);
            db.Reviews.Add(review);
            Note("ReviewWritten", null);
            if (review.State == ReviewState.Published) await mails.TellPublishedAsync(review, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return review;

        string Told(int marks) => string.Create(CultureInfo.InvariantCulture, $"{order.Number}: {marks}/{Review.Best}");

        void Note(string act, string? before) => db.AuditEntries.Add(new AuditEntry(now, "buyer", act, ChangeSubject.Product(form.ProductId), before, Told(words.Marks)));
    }, cancel);

    private ReviewState Of(ReviewWords words) => options.Value.HoldFirst || ContactsInText.Any(words.Text) ? ReviewState.Held : ReviewState.Published;

    private static readonly Refusal Unknown = new("OrderUnknown", "", "Không có món này trong đơn.", "There is no such product in the order.");

    private static Outcome<ReviewWords> Meet(ReviewForm form)
    {
        var wrong = new List<Refusal>();
        if (!int.TryParse(form.Marks, NumberStyles.None, CultureInfo.InvariantCulture, out var marks) || marks is < Review.Worst or > Review.Best)
            wrong.Add(new("MarksMissing", "marks", $"Chọn từ {Review.Worst} đến {Review.Best} điểm.", $"Choose {Review.Worst} to {Review.Best} points."));
        var text = VietnameseText.NormalizeLines(form.Text);
        if (text.Length > Review.LongestText) wrong.Add(new("TooLong", "text", $"Nhiều nhất {Review.LongestText} chữ.", $"{Review.LongestText} letters at most."));
        var signature = Enum.TryParse<ReviewSignature>(form.Signature, out var chosen) && Enum.IsDefined(chosen) ? chosen : ReviewSignature.Masked;
        return wrong.Count > 0 ? Outcome<ReviewWords>.Refused(wrong) : new ReviewWords(marks, text.Length == 0 ? null : text, signature);
    }
}
