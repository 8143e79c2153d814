using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Web.BackOffice.SalesPoints;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.KeeperRooms;

[Requires(Act.OpenKeeperRooms)]
public sealed class KeeperHoursModel(KeptSalesPoints kept, KeepHours keep, CurrentPerson current, Words words) : KeeperPageModel(kept, current)
{
    public HoursFields Fields => Refusals.Count > 0 && Request.HasFormContentType
        ? new(SalesPointFields.HoursOf(Request.Form), Request.Form["holidayNote"], Refusals) : new(SalesPointFields.TypedHours(Point), Point.HolidayNote, []);

    public async Task<IActionResult> OnGetAsync(Guid point, CancellationToken cancel) => await ReadPointAsync(point, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid point, long? version, string? holidayNote, CancellationToken cancel)
    {
        if (!await ReadPointAsync(point, cancel)) return NotFound();
        return await AnswerAsync(await keep.HandleAsync(Person, point, version ?? -1, SalesPointFields.HoursOf(Request.Form), holidayNote, cancel), words["Đã lưu giờ mở cửa.", "The hours are saved."], () => ReadPointAsync(point, cancel));
    }
}
