using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront;

namespace Ocop.Market.Web.ProducerPortal;

[Requires(Act.OpenPortal)]
public sealed class PortalStoriesModel(DocumentList documents, CurrentPerson current) : PageModel
{
    public DocumentPage Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var question = new DocumentQuestion(Page: new ListFilter(HttpContext).Page);
        Found = await documents.ReadAsync(current.Somebody, question, cancel);
        Pages = new PageLinks(HttpContext, question.Page, Found.Total, question.PageSize);
    }
}
