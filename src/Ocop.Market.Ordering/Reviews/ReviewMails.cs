using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>The number in the subject is how a mail is found when its buyer is forgotten.</summary>
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
}
