using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.BackOffice.Reviews;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>What buyers say of one's own goods; answered on the spot.</summary>
[Requires(Act.AnswerReviews)]
public sealed class PortalReviewsModel(ReviewList reviews, AnswerReview answer, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public ListPage<ReviewRow> Found { get; private set; } = null!;

    /// <summary>Whose form was refused.</summary>
    public Guid? Tried { get; private set; }

    public Refusal? Of(Guid id, string field) => Tried == id ? Refusals.FirstOrDefault(refusal => refusal.Field == field) : null;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, long? version, string? act, string? reply, string? reason, string? objection, CancellationToken cancel)
    {
        var done = act switch
        {
            "reply" => await answer.ReplyAsync(Person, id, version ?? -1, reply, cancel),
            "object" => await answer.ObjectAsync(Person, id, version ?? -1, HideReasons.Read(reason), objection, cancel),
            _ => null,
        };
        if (done is null) return BadRequest();
        if (done.Succeeded) return Again(act != "reply" ? words["Đã gửi chợ xem lại.", "The market looks at it."] : done.Value.ReplyWaits ? words["Đã ghi, chợ đọc lại rồi cho hiện.", "Noted; it is shown once the market has read it."] : words["Lời trả lời đã lên trang sản phẩm.", "The reply stands on the product’s page."]);
        Tried = id;
        await ReadAsync(cancel);
        return Refuse(done.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel) => Found = await reviews.OfMakerAsync(Person, PageNumber, cancel);
}
