using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

[Requires(Act.OpenPortal)]
public sealed class PortalFairsModel(ProducersFairs fairs, CurrentPerson current) : PageModel
{
    public IReadOnlyList<(Producer Producer, IReadOnlyList<ProducersFair> Fairs)> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = new List<(Producer, IReadOnlyList<ProducersFair>)>();
        foreach (var producer in await fairs.OwnAsync(current.Somebody, cancel)) found.Add((producer, await fairs.ForAsync(producer, cancel)));
        Found = found;
    }
}
