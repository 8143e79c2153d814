using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.KeeperRooms;

/// <summary>
/// Paper for the counter: cards for the shelf, eight to a sheet, and the whole shelf as a list. What is chosen stands in the address, so a sheet can be
/// printed again; its stars are those of the day it is printed.
/// </summary>
[Requires(Act.OpenKeeperRooms)]
public sealed class KeeperPrintModel(KeptSalesPoints kept, ShelfCards cards, TimeProvider clock, CurrentPerson current) : KeeperPageModel(kept, current)
{
    public const string Chosen = "mon", Look = "kieu", List = "danh-sach";

    private readonly KeptSalesPoints _kept = kept;

    public DateOnly Today => clock.Today();
    public bool IsList => Asked(Look) == List;
    public IReadOnlyList<ShelfLine> Shelf { get; private set; } = [];
    public IReadOnlyList<ShelfCard> Cards { get; private set; } = [];

    public bool IsChosen(Guid product) => Cards.Any(card => card.Product.Id == product);

    public async Task<IActionResult> OnGetAsync(Guid point, CancellationToken cancel)
    {
        if (!await ReadPointAsync(point, cancel)) return NotFound();
        Shelf = [.. (await _kept.ShelfAsync(point, cancel)).Where(line => line.IsListed)];
        var chosen = Request.Query[Chosen].Select(value => Guid.TryParse(value, out var id) ? id : Guid.Empty).ToList();
        Cards = await cards.OfAsync(point, chosen.Count == 0 ? null : chosen, cancel);
        return Page();
    }
}
