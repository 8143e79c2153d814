using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>What is left of each thing, counted by thumb.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalGoodsModel(StockShelf shelf, CountStock count, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/hang-hoa";

    public ListPage<ShelfProduct> Found { get; private set; } = null!;
    public string? Wanted => Asked("q");

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <param name="seen">What the page showed.</param>
    public async Task<IActionResult> OnPostAsync(Guid variant, int seen, string? left, string? act, CancellationToken cancel)
    {
        // "1.200" is a thousand and two hundred.
        var typed = int.TryParse((left ?? "").Replace(".", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        // The two buttons count from what was shown: pressed twice over a slow line, one is taken.
        var now = act switch { "minus" => seen - 1, "plus" => seen + 1, _ => typed };
        var outcome = await count.HandleAsync(Person, new StockCount(variant, seen, now), cancel);
        if (outcome.Succeeded) return Again(words[$"Đã ghi: còn {outcome.Value}.", $"Noted: {outcome.Value} left."]);
        await ReadAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel) => Found = await shelf.PageAsync(Person, Wanted, PageNumber, cancel);
}
