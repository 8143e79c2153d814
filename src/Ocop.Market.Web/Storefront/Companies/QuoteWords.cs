using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront.Companies;

internal static class QuoteWords
{
    public static LocalText Words(this QuoteState state) => state switch
    {
        QuoteState.Asked => new("chờ chợ báo giá", "waiting for an offer"),
        QuoteState.Offered => new("đã có báo giá", "offered"),
        QuoteState.Accepted => new("đã chấp nhận", "accepted"),
        QuoteState.Placed => new("đã đặt, chờ trả tiền", "ordered, waiting for payment"),
        QuoteState.DepositPaid => new("đã đặt cọc", "deposit paid"),
        QuoteState.Paid => new("đã trả đủ", "paid"),
        QuoteState.OnAccount => new("đã đặt, trả sau", "ordered on account"),
        QuoteState.Done => new("đã giao xong", "done"),
        QuoteState.Declined => new("công ty đã từ chối", "declined"),
        QuoteState.Expired => new("hết hạn", "expired"),
        QuoteState.Withdrawn => new("chợ đã rút", "withdrawn"),
        QuoteState.Unpaid => new("quá hạn trả tiền", "not paid in time"),
    };

    /// <summary>A step as the company reads it.</summary>
    public static string Told(this Words T, Quote quote, QuoteEvent step) =>
        quote.Reductions.Contains(step) ? T[$"trừ công nợ {step.Note}", $"less to pay {step.Note}"] : T[step.State.Words()];

    public static string Look(this QuoteState state) => state switch
    {
        QuoteState.Asked => "tag tag--warn",
        QuoteState.Accepted or QuoteState.Paid or QuoteState.Done => "tag tag--good",
        QuoteState.Declined or QuoteState.Expired or QuoteState.Withdrawn or QuoteState.Unpaid => "tag tag--error",
        QuoteState.Offered or QuoteState.Placed or QuoteState.DepositPaid or QuoteState.OnAccount => "tag",
    };
}
