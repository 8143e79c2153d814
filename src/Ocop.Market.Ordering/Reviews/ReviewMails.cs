using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>
/// To the author with the order's number in the subject, by which a mail is found when its buyer is forgotten. To the maker of the goods without number, name
/// and words: who wrote a review is nobody's business, and what is erased must not live on in a mailbox.
/// </summary>
public sealed class ReviewMails(IOrderingDb db, IOrderLinks links, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public async Task TellHiddenAsync(Review review, Order order, HideReason reason, CancellationToken cancel)
    {
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == review.GroupId, cancel);
        if (group.Recipient.Email is not { } email) return;
        var name = await db.Products.Where(product => product.Id == review.ProductId).Select(product => product.Name).SingleAsync(cancel);
        string T(string vi, string en) => group.Language == "en" ? en : vi;
        var body = new MailBody(T("Đánh giá của bạn đã bị ẩn", "Your review was hidden"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"Chợ đã ẩn đánh giá của bạn về {name}. Lý do: {reason.Words().Vi}.", $"The market hid your review of {name}. Reason: {reason.Words().En}."))
            .Say(T("Bạn sửa lại ở trang đơn thì chợ đọc lại. Không đồng ý, bạn khiếu nại cũng ở đó.", "Change it on the order’s page and it is read again. If you do not agree, complain there, too."))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), $"review-hidden:{review.Id:n}:{review.Version}", email, T($"{order.Number}: đánh giá của bạn bị ẩn", $"{order.Number}: your review was hidden")));
    }

    /// <summary>Once for each review, when it is shown for the first time.</summary>
    public async Task TellPublishedAsync(Review review, CancellationToken cancel)
    {
        var key = $"review-for-producer:{review.Id:n}";
        if (await db.OutboxMessages.AnyAsync(mail => mail.DedupeKey == key, cancel)) return;
        var goods = await (from product in db.Products where product.Id == review.ProductId join producer in db.Producers on product.ProducerId equals producer.Id select new { product.Name, Producer = producer.Name, producer.Email }).SingleAsync(cancel);
        if (goods.Email is not { } email) return;
        var body = new MailBody($"Có đánh giá mới về {goods.Name}")
            .Say($"Kính gửi {goods.Producer},")
            .Say($"Một người đã mua và nhận hàng cho {goods.Name} {review.Marks}/{Review.Best} điểm ({ReviewTexts.Words(review.Marks).Vi}).{(review.Text is null ? "" : " Có lời viết kèm.")} Bạn trả lời được cho mọi người cùng đọc.")
            .Link("Đọc và trả lời", PortalAddress);
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), key, email, $"{goods.Name}: có đánh giá mới"));
    }

    public async Task TellReplyHiddenAsync(Review review, Producer producer, HideReason reason, CancellationToken cancel)
    {
        if (producer.Email is not { } email) return;
        var name = await db.Products.Where(product => product.Id == review.ProductId).Select(product => product.Name).SingleAsync(cancel);
        var body = new MailBody("Lời trả lời của bạn đã bị ẩn")
            .Say($"Kính gửi {producer.Name},")
            .Say($"Chợ đã ẩn lời trả lời của bạn dưới một đánh giá về {name}. Lý do: {reason.Words().Vi}.")
            .Say("Bạn sửa lại lời đó thì chợ đọc lại.")
            .Link("Xem và sửa lại", PortalAddress);
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), $"reply-hidden:{review.Id:n}:{review.Version}", email, $"{name}: lời trả lời của bạn bị ẩn"));
    }

    private string PortalAddress => $"{letterhead.Value.PublicUrl}/cong-chu-the/danh-gia";
}
