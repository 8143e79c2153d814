using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Companies;

/// <summary>What companies asked for, open ones first.</summary>
[Requires(Act.ReadQuotes)]
public sealed class QuoteListModel(DeskQuotes quotes, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/bao-gia", Overdue = "qua-han";

    public ListPage<DeskQuoteRow> Found { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Found = await quotes.PageAsync(Person, new(Asked(DeskFind.Field), Enum.TryParse<QuoteState>(Asked("muc"), out var state) ? state : null, Asked("muc") == Overdue), PageNumber, cancel);
}
