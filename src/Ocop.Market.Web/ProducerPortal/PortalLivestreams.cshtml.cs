using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>When one sells live, and what came of it.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalLivestreamsModel(ProducersLivestreams livestreams, CurrentPerson current, TimeProvider clock) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/phien-live";

    public DateTime Now => clock.UtcNow();
    public IReadOnlyList<(Producer Producer, IReadOnlyList<Livestream> Sessions)> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = new List<(Producer, IReadOnlyList<Livestream>)>();
        foreach (var producer in await livestreams.OwnAsync(Person, cancel)) found.Add((producer, await livestreams.ForAsync(producer.Id, cancel)));
        Found = found;
    }
}
