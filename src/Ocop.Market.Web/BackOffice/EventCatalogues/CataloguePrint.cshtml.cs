using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.EventCatalogues;

/// <summary>The booklet: cover and list, with the stars of the day on which it is printed.</summary>
[Requires(Act.ReadCatalog)]
public sealed class CataloguePrintModel(DeskCatalogues catalogues, EventCataloguePages pages, CurrentPerson current) : DeskPageModel(current)
{
    public EventCataloguePage Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await catalogues.FindAsync(Person, id, cancel) is not { } found) return NotFound();
        Found = await pages.ReadAsync(found.Catalogue, cancel);
        return Page();
    }
}
