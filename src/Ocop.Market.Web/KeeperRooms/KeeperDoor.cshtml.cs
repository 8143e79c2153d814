using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.KeeperRooms;

/// <summary>Who keeps one point goes straight to it; who keeps several chooses.</summary>
[Requires(Act.OpenKeeperRooms)]
public sealed class KeeperDoorModel(KeptSalesPoints kept, CurrentPerson current) : DeskPageModel(current)
{
    public IReadOnlyList<SalesPoint> Points { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Points = await kept.OfAsync(Person, cancel);
        return Points is [var only] ? LocalRedirect(HttpContext.Link($"{KeeperPageModel.Path}/{only.Id}")) : Page();
    }
}
