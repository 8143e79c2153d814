using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>What buyers look for, what suits one's goods on top.</summary>
[Requires(Act.AnswerNeeds)]
public sealed class PortalNeedsModel(ProducersNeeds needs, PlaceDirectory places, CurrentPerson current) : PageModel
{
    public const string Path = "/cong-chu-the/can-hang";

    public IReadOnlyList<(Producer Producer, IReadOnlyList<ProducersNeed> Needs)> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = new List<(Producer, IReadOnlyList<ProducersNeed>)>();
        foreach (var producer in await needs.OwnAsync(current.Somebody, cancel)) found.Add((producer, await needs.ForAsync(producer, cancel)));
        Found = found;
    }

    public string ProvinceOf(NeedCard need) => places.Province(need.ProvinceCode)?.Name ?? need.ProvinceCode;
}
