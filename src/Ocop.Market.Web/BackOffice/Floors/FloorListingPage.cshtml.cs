using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Floors;

/// <summary>One product on one floor: its state there, and the place for the address that came back.</summary>
[Requires(Act.ReadFloors)]
public sealed class FloorListingPageModel(DeskFloors floors, FloorGoods goods, ChangeListing change, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public Floor Floor { get; private set; } = null!;
    public FloorGoodRow Row { get; private set; } = null!;
    public FloorListing? Listing { get; private set; }
    public bool MayExport => Floor.IsFor(Person, Act.ExportToFloors);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid product, CancellationToken cancel) => await ReadAsync(id, product, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid product, string? act, long? version, string? link, CancellationToken cancel)
    {
        if (!await ReadAsync(id, product, cancel)) return NotFound();
        if (act switch { "link" => ListingAct.TellLink, "remove" => ListingAct.AskRemoval, "removed" => ListingAct.TellRemoved, _ => (ListingAct?)null } is not { } wanted) return BadRequest();
        var outcome = await change.HandleAsync(Person, new ListingWish(id, product, version ?? -1, wanted, link), cancel);
        return outcome.Succeeded ? Again(words["Đã lưu.", "Saved."]) : Refuse(outcome.Refusals);
    }

    private async Task<bool> ReadAsync(Guid id, Guid product, CancellationToken cancel)
    {
        if (await floors.FindAsync(Person, id, cancel) is not { } floor || await goods.FindAsync(Person, id, product, cancel) is not { } found) return false;
        (Floor, Row, Listing) = (floor, found.Row, found.Listing);
        return true;
    }
}
