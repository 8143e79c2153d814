using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.KeeperRooms;

/// <summary>What a keeper needs at the counter: is it open, and what is on the shelf.</summary>
[Requires(Act.OpenKeeperRooms)]
public sealed class KeeperTodayModel(KeptSalesPoints kept, CloseEarly close, TimeProvider clock, CurrentPerson current, Words words) : KeeperPageModel(kept, current)
{
    private readonly KeptSalesPoints _kept = kept;

    public DateTime Now => clock.UtcNow();
    public DateOnly Today => clock.Today();
    public IReadOnlyList<ShelfLine> Shelf { get; private set; } = [];

    /// <summary>Nobody has looked at them for so long that the public page no longer promises them.</summary>
    public int Forgotten => Shelf.Count(line => line.ConfirmedOn < Today.AddDays(-SalesPointGood.TrueForDays));

    public async Task<IActionResult> OnGetAsync(Guid point, CancellationToken cancel) => await ReadAsync(point, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid point, string? act, string? at, CancellationToken cancel)
    {
        if (!await ReadAsync(point, cancel)) return NotFound();
        Closing? closing = act switch { "now" => Closing.Now, "at" => Closing.At, "day" => Closing.WholeDay, "open" => Closing.Never, _ => null };
        if (closing is null) return BadRequest();
        return await AnswerAsync(await close.HandleAsync(Person, point, closing.Value, at, cancel),
            closing == Closing.Never ? words["Đã mở lại như thường.", "Open as usual again."] : words["Đã ghi. Trang công khai báo đóng cửa.", "Noted. The public page says so."], () => ReadAsync(point, cancel));
    }

    private async Task<bool> ReadAsync(Guid point, CancellationToken cancel)
    {
        if (!await ReadPointAsync(point, cancel)) return false;
        Shelf = await _kept.ShelfAsync(point, cancel);
        return true;
    }
}
