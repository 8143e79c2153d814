using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

[Requires(Act.OpenPortal)]
public sealed class PortalClaimsModel(ClaimList claims, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/bao-loi";

    public ListPage<ClaimRow> Found { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Found = await claims.PageAsync(Person, null, PageNumber, cancel);
}
