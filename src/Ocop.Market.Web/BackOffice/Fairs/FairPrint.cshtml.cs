using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Fairs;

/// <summary>Who stands where: the list, and a badge for each booth.</summary>
[Requires(Act.ReadCatalog)]
public sealed class FairPrintModel(DeskFairs fairs, PlaceDirectory places, CurrentPerson current, TimeProvider clock, Words words) : FairDeskPage(fairs, clock, current)
{
    public PlaceDirectory Places => places;

    public IReadOnlyList<DeskApplication> Exhibitors => [.. Found.In(ApplicationState.Allotted).OrderBy(row => row.BoothNumber, StringComparer.Ordinal)];

    public async Task<IActionResult> OnGetCsvAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        string[] head = [words["Gian", "Booth"], words["Chủ thể", "Producer"], words["Nơi", "Place"], words["Hàng mang theo", "Goods"], words["Điện thoại", "Phone"], words["Thư điện tử", "E-mail"]];
        var lines = Exhibitors.Select(row => new[] { row.BoothNumber ?? "", row.Producer, words.Place(places, row.ProvinceCode, row.CommuneCode), string.Join("; ", row.Products), row.Phone is null ? "" : VietnamesePhone.Spoken(row.Phone), row.Email ?? "" });
        var text = string.Join("\r\n", lines.Prepend(head).Select(cells => CsvText.Write(cells.Select(CsvText.Harmless)))) + "\r\n";
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", $"chu-the-{Fair.Slug}.csv");
    }
}
