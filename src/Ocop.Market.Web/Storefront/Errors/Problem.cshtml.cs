using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Errors;

/// <summary>
/// The page behind every status that has none of its own (404 and 500 have). It runs as a second request inside the refused one,
/// whatever its method was, so it checks no token.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    [FromRoute(Name = "code")]
    public int Code { get; set; }

    /// <summary>Waiting helps, and looking again sends nothing twice.</summary>
    public bool CanBeAskedAgain => Code == StatusCodes.Status429TooManyRequests && HttpMethods.IsGet(Request.Method);

    public (LocalText Title, LocalText Text) Words => Code switch
    {
        403 when HttpContext.Features.Get<RightMissing>() is not null => (new("Trang này không dành cho tài khoản của bạn", "This page is not for your account"),
            new("Bạn đã đăng nhập, nhưng chưa được giao quyền ở đây. Cần thì hỏi người đã mời bạn vào chợ.", "You are signed in, but have no right here. If you need it, ask whoever invited you.")),
        401 => (new("Mời bạn đăng nhập", "Please sign in"),
            new("Phiên đăng nhập đã hết. Những gì bạn vừa gõ vẫn còn ở trang cũ: mở trang đăng nhập trong một thẻ khác rồi quay lại.", "Your sign-in has ended. What you typed is still on the page before: sign in in another tab and come back.")),
        403 => (new("Yêu cầu này không đến từ chợ", "This request did not come from the market"),
            new("Để giữ an toàn, chợ chỉ nhận biểu mẫu gửi từ chính trang của mình. Mời bạn mở lại trang rồi gửi lần nữa.", "To keep you safe the market takes forms from its own pages only. Please open the page again and send it once more.")),
        413 => (new("Gửi lên nhiều quá", "That is too much at once"),
            new("Nội dung gửi lên lớn hơn mức chợ nhận. Mời bạn bớt lại rồi thử lần nữa.", "What was sent is larger than the market takes. Please shorten it and try again.")),
        429 => (new("Xin chờ một chút", "Please wait a moment"),
            new("Mạng của bạn vừa gửi nhiều yêu cầu trong thời gian ngắn. Chờ khoảng một phút rồi thử lại, giỏ hàng vẫn còn nguyên.", "Your network has just sent many requests. Wait about a minute and try again; your cart is safe.")),
        _ => (new("Chợ chưa hiểu yêu cầu này", "The market did not understand this request"),
            new("Mời bạn quay lại trang trước và thử lần nữa.", "Please go back to the page before and try again.")),
    };

    public void OnGet()
    {
        // Asked for by its own address it is no page at all; inside a refused request that request's status stands.
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null) Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
