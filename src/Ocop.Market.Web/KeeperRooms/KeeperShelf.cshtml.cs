using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.KeeperRooms;

/// <summary>The shelf, product by product: one tap says there or out.</summary>
[Requires(Act.OpenKeeperRooms)]
public sealed class KeeperShelfModel(KeptSalesPoints kept, KeepShelf keep, TellSoldOut tell, TimeProvider clock, CurrentPerson current, Words words) : KeeperPageModel(kept, current)
{
    public const string SearchField = "them";

    private readonly KeptSalesPoints _kept = kept;

    public DateOnly Today => clock.Today();
    public IReadOnlyList<ShelfLine> Shelf { get; private set; } = [];
    public IReadOnlyList<ShelfCandidate> Candidates { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid point, CancellationToken cancel) => await ReadAsync(point, cancel) ? Page() : NotFound();

    /// <param name="act">"there:{product}" and the like: a button is one tap, and a form has many.</param>
    public async Task<IActionResult> OnPostAsync(Guid point, string? act, CancellationToken cancel)
    {
        if (!await ReadAsync(point, cancel)) return NotFound();
        if (act?.Split(':') is not [var what, var product] || !Guid.TryParse(product, out var id)) return BadRequest();
        var name = Shelf.FirstOrDefault(line => line.ProductId == id)?.Name ?? Candidates.FirstOrDefault(candidate => candidate.ProductId == id)?.Name;
        return what switch
        {
            "there" => await DoAsync(ShelfAct.There, words[$"{name}: còn.", $"{name}: there."]),
            "out" => await DoAsync(ShelfAct.Out, words[$"{name}: hết.", $"{name}: out."]),
            "off" => await DoAsync(ShelfAct.TakeOff, words[$"Đã bỏ {name} khỏi kệ.", $"{name} is off the shelf."]),
            "tell" => await AnswerAsync(await tell.HandleAsync(Person, point, id, cancel), words[$"Đã báo chủ thể: {name} hết.", $"The producer is told: {name} is out."], () => ReadAsync(point, cancel)),
            _ => BadRequest(),
        };

        async Task<IActionResult> DoAsync(ShelfAct shelf, string done) => await AnswerAsync(await keep.HandleAsync(Person, point, id, shelf, cancel), done, () => ReadAsync(point, cancel));
    }

    private async Task<bool> ReadAsync(Guid point, CancellationToken cancel)
    {
        if (!await ReadPointAsync(point, cancel)) return false;
        Shelf = await _kept.ShelfAsync(point, cancel);
        if (Asked(SearchField) is { } typed) Candidates = await _kept.SearchAsync(Point, typed, cancel);
        return true;
    }
}
