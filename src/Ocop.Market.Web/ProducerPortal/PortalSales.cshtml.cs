using Ocop.Market.Accounts.Rights;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

[Requires(Act.OpenPortal)]
public sealed class PortalSalesModel(SalesFigures figures, CurrentPerson current) : DeskPageModel(current)
{
    public Sales Sales { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Sales = await figures.OfAsync(Person, cancel);
}
