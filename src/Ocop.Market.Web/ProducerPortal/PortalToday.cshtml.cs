using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>What waits for a producer, on one screen.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalTodayModel(DocumentList documents, WritersGoods goods, ProducerOrders orders, StockShelf shelf, RecognitionsEndingSoon recognitions, DeskPapers papers, ProposedPapers proposed, ProducersNeeds needs, CurrentPerson current, TimeProvider clock) : PageModel
{
    public const int OrdersShown = 3;
    private const int DaysAhead = 90;

    public IReadOnlyList<Producer> Producers { get; private set; } = [];
    public ListPage<ProducerOrder> ToAnswer { get; private set; } = null!;
    public int ToSend { get; private set; }
    public int Failed { get; private set; }
    public int Low { get; private set; }
    public IReadOnlyList<PastBatch> Past { get; private set; } = [];
    public int Needs { get; private set; }
    public IReadOnlyList<RecognitionEndingSoon> Ending { get; private set; } = [];
    public IReadOnlyList<DeskPaperRow> Papers { get; private set; } = [];
    public IReadOnlyList<ProposedPaperRow> ReturnedPapers { get; private set; } = [];
    public IReadOnlyList<DocumentLine> Returned { get; private set; } = [];
    public int Waiting { get; private set; }
    public int Live { get; private set; }
    public DateTime Now => clock.UtcNow();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var person = current.Somebody;
        Producers = await goods.OwnAsync(person, cancel);
        ToAnswer = await orders.PageAsync(person, [OrderStatus.Placed], 1, cancel);
        var counts = await orders.CountsAsync(person, cancel);
        (ToSend, Failed) = (counts.GetValueOrDefault(OrderStatus.Accepted), counts.GetValueOrDefault(OrderStatus.Failed));
        Low = await shelf.CountLowAsync(person, cancel);
        Past = await shelf.PastAsync(person, cancel);
        Needs = await needs.CountSuitingAsync(person, cancel);
        Ending = await recognitions.OfAsync(person, DaysAhead, cancel);
        Papers = await papers.OwnEndingAsync(person, cancel);
        ReturnedPapers = [.. (await proposed.OwnAsync(person, cancel)).Where(paper => paper.State == ProposalState.Returned)];
        var found = await documents.ReadAsync(person, new DocumentQuestion(Filter: DocumentFilter.Returned), cancel);
        (Returned, Waiting, Live) = (found.Lines, found.Counts[DocumentFilter.Waiting], found.Counts[DocumentFilter.Live]);
    }
}
