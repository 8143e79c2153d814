using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront;

namespace Ocop.Market.Web.BackOffice.Documents;

[Requires(Act.ApproveContent)]
public sealed class BinModel(DocumentList documents, TakeFromBin takeBack, DeleteForGood delete, CurrentPerson current) : PageModel
{
    public DocumentPage Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var question = new DocumentQuestion(Filter: DocumentFilter.Bin, Page: new ListFilter(HttpContext).Page);
        Found = await documents.ReadAsync(current.Somebody, question, cancel);
        Pages = new PageLinks(HttpContext, question.Page, Found.Total, question.PageSize);
    }

    public async Task<IActionResult> OnPostAsync(string? act, Guid id, long version, CancellationToken cancel)
    {
        if (act is not ("take" or "delete")) return BadRequest();
        var outcome = act == "take" ? await takeBack.HandleAsync(current.Somebody, id, version, cancel) : await delete.HandleAsync(current.Somebody, id, version, cancel);
        if (outcome.Succeeded) return LocalRedirect(act == "take" ? $"~/quan-tri/noi-dung/{id}" : "~/quan-tri/thung-rac");
        Refusals = outcome.Refusals;
        await OnGetAsync(cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
