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
public sealed class PortalGoodsModel(StockShelf shelf, CountStock count, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/hang-hoa";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public ListPage<ShelfProduct> Found { get; private set; } = null!;
    public DateOnly Today => clock.Today();
    public string? Wanted => Asked("q");

    /// <param name="file">"xlsx": the whole shelf as a workbook.</param>
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "tep")] string? file, CancellationToken cancel)
    {
        if (file == "xlsx") return File(await StockFile.WriteAsync(await shelf.AllAsync(Person, cancel), clock.UtcNow()), Xlsx, string.Create(CultureInfo.InvariantCulture, $"kho-{Today:yyyy-MM-dd}.xlsx"));
        await ReadAsync(cancel);
        return Page();
    }

    /// <param name="seen">What the page showed.</param>
    public async Task<IActionResult> OnPostAsync(Guid variant, int seen, string? left, string? act, CancellationToken cancel)
    {
        // The two buttons count from what was shown: pressed twice over a slow line, one is taken.
        var now = act switch { "minus" => seen - 1, "plus" => seen + 1, _ => Pieces(left) ?? -1 };
        var outcome = await count.HandleAsync(Person, new StockCount(variant, seen, now), cancel);
        if (outcome.Succeeded) return Again(words[$"Đã ghi: còn {outcome.Value}.", $"Noted: {outcome.Value} left."]);
        await ReadAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    /// <summary>"1.200" is a thousand and two hundred.</summary>
    public static int? Pieces(string? typed) => int.TryParse((typed ?? "").Replace(".", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task ReadAsync(CancellationToken cancel) => Found = await shelf.PageAsync(Person, Wanted, PageNumber, cancel);
}
