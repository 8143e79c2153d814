using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Errors;

/// <summary>
/// The page behind every status that has no page of its own. It runs as a second request inside the failed one, whatever its method
/// was, so it checks no token and is never counted by the rate limits it may be telling of.
/// </summary>
[IgnoreAntiforgeryToken, DisableRateLimiting]
public sealed class ProblemModel : PageModel
{
    [FromRoute(Name = "code")]
    public int Code { get; set; }

    public (LocalText Title, LocalText Text) Words => Code switch
    {
        404 or 410 => (new("Không thấy trang này", "This page is not here"),
            new("Có thể đường dẫn đã đổi, hoặc món hàng không còn trên chợ.", "The address may have changed, or the product is no longer on the market.")),
        403 => (new("Yêu cầu này không đến từ chợ", "This request did not come from the market"),
            new("Để giữ an toàn, chợ chỉ nhận biểu mẫu gửi từ chính trang của mình. Mời bạn mở lại trang rồi gửi lần nữa.", "To keep you safe the market takes forms from its own pages only. Please open the page again and send it once more.")),
        413 => (new("Gửi lên nhiều quá", "That is too much at once"),
            new("Nội dung gửi lên lớn hơn mức chợ nhận. Mời bạn bớt lại rồi thử lần nữa.", "What was sent is larger than the market takes. Please shorten it and try again.")),
        429 => (new("Xin chờ một chút", "Please wait a moment"),
            new("Mạng của bạn vừa gửi nhiều yêu cầu trong thời gian ngắn. Chờ khoảng một phút rồi thử lại, giỏ hàng vẫn còn nguyên.", "Your network has just sent many requests. Wait about a minute and try again; your cart is safe.")),
        >= 500 => (new("Chợ đang gặp trục trặc", "Something went wrong on our side"),
            new("Lỗi thuộc về chợ, không phải do bạn, và đã được ghi lại. Mời bạn thử lại sau ít phút.", "It is our fault, not yours, and it has been noted. Please try again in a few minutes.")),
        _ => (new("Chợ chưa hiểu yêu cầu này", "The market did not understand this request"),
            new("Mời bạn quay lại trang trước và thử lần nữa.", "Please go back to the page before and try again.")),
    };

    public void OnGet()
    {
        // Asked for by its own address it is a page that does not exist; inside a failed request that request's status stands.
        var isOfAnother = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || HttpContext.Features.Get<IExceptionHandlerPathFeature>() is not null;
        if (!isOfAnother) Response.StatusCode = Code == 500 ? StatusCodes.Status500InternalServerError : StatusCodes.Status404NotFound;
    }
}
