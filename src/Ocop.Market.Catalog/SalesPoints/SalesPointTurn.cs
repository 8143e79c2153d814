using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>The one way into an act on a point: its row is locked, the right asked for, and a form that shows an older state comes too late.</summary>
internal static class SalesPointTurn
{
    private static readonly Refusal Unknown = new("SalesPointUnknown", "", "Không có điểm bán này.", "There is no such sales point.");
    private static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa điểm bán này. Những gì bạn gõ vẫn còn bên dưới; xem lại rồi lưu lần nữa.",
        "Somebody has just changed this sales point. What you typed is still below; look again and save once more.");

    /// <param name="version">As the form showed it; null where the last tap wins, as at a counter.</param>
    public static async Task<Outcome<SalesPoint>> TakeSalesPointAsync(this ICatalogDb db, Person person, Act act, Guid id, long? version, CancellationToken cancel)
    {
        var rows = db.SalesPoints.Where(point => point.Id == id);
        var isCurrent = version is { } shown
            ? await rows.Where(point => point.Version == shown).ExecuteUpdateAsync(set => set.SetProperty(point => point.Version, point => point.Version + 1), cancel) == 1
            : await rows.ExecuteUpdateAsync(set => set.SetProperty(point => point.Version, point => point.Version), cancel) == 1;
        var point = await db.SalesPoints.FirstOrDefaultAsync(it => it.Id == id, cancel);
        if (point is null) return Unknown;
        if (!person.May(act, point.Scope)) return NoRight.Here;
        return isCurrent ? point : Stale;
    }
}
