using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.KeeperRooms;

/// <summary>A page about one point, for whoever keeps it; to others it does not exist.</summary>
public abstract class KeeperPageModel(KeptSalesPoints kept, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/cong-diem-ban";

    public SalesPoint Point { get; private set; } = null!;

    /// <summary>The point's own room; null where the address names none.</summary>
    public static string? PathOf(object? point) => Guid.TryParse(point?.ToString(), out var id) ? $"{Path}/{id}" : null;

    protected async Task<bool> ReadPointAsync(Guid id, CancellationToken cancel)
    {
        if (await kept.FindAsync(Person, id, cancel) is not { } point) return false;
        Point = point;
        return true;
    }

    /// <summary>Back to the page, or with what was refused on it. The point is read again: the page shows how it stands.</summary>
    protected async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, string done, Func<Task> read)
    {
        if (outcome.Succeeded) return Again(done);
        await read();
        return Refuse(outcome.Refusals);
    }
}
