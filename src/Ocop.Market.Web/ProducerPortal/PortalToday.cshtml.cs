using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>What waits for a producer, on one screen.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalTodayModel(DocumentList documents, WritersGoods goods, CurrentPerson current) : PageModel
{
    public IReadOnlyList<Producer> Producers { get; private set; } = [];
    public IReadOnlyList<DocumentLine> Returned { get; private set; } = [];
    public int Waiting { get; private set; }
    public int Live { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Producers = await goods.OwnAsync(current.Somebody, cancel);
        var found = await documents.ReadAsync(current.Somebody, new DocumentQuestion(Filter: DocumentFilter.Returned), cancel);
        (Returned, Waiting, Live) = (found.Lines, found.Counts[DocumentFilter.Waiting], found.Counts[DocumentFilter.Live]);
    }
}
