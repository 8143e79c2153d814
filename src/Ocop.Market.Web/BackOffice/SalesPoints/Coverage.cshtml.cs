using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.SalesPoints;

/// <summary>Where a point is, and where none is yet: by province, and of one province by commune.</summary>
[Requires(Act.ReadSalesPoints)]
public sealed class CoverageModel(SalesPointCoverage coverage, PlaceDirectory places, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/diem-ban/do-phu";

    public IReadOnlyList<ProvinceCoverage> Provinces { get; private set; } = [];
    public Province? Province { get; private set; }
    public IReadOnlyList<CommuneCoverage> Communes { get; private set; } = [];
    public bool MayAdd => Person.MayAnywhere(Act.EditSalesPoints);

    /// <summary>Of a province every commune, hollow where none is; of the country the communes that have one.</summary>
    public IReadOnlyList<MapDot> Dots => [.. Communes.OrderByDescending(row => row.Points == 0).Select(row => new MapDot(new SpotOnMap(row.Commune.Latitude, row.Commune.Longitude), row.Points == 0))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Provinces = await coverage.ProvincesAsync(Person, cancel);
        Province = places.Province(Asked("tinh") ?? (Provinces.Count == 1 ? Provinces[0].Province.Code : null));
        if (Province is not null) Communes = await coverage.CommunesAsync(Person, Province.Code, cancel);
        else foreach (var row in Provinces) Communes = [.. Communes, .. (await coverage.CommunesAsync(Person, row.Province.Code, cancel)).Where(commune => commune.Points > 0)];
    }

    /// <summary>Every commune as a row, for spreadsheets.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"do-phu-diem-ban-{clock.Today():yyyy-MM-dd}.csv\"";
        // With a BOM, so that spreadsheets read the marks.
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(true)) { NewLine = "\r\n" };
        await text.WriteLineAsync(CsvText.Write([words["Tỉnh, thành", "Province"], words["Mã xã", "Code"], words["Xã, phường", "Commune"], words["Số điểm bán", "Sales points"]]));
        foreach (var province in Province is { } one ? [one] : Provinces.Select(row => row.Province))
            foreach (var row in await coverage.CommunesAsync(Person, province.Code, cancel))
                await text.WriteLineAsync(CsvText.Write(new[] { province.Name, row.Commune.Code, words.Commune(row.Commune.Name, row.Commune.Kind), row.Points.ToString(CultureInfo.InvariantCulture) }.Select(CsvText.Harmless)));
        return new EmptyResult();
    }
}
