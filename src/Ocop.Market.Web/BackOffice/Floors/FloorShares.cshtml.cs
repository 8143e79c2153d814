using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Floors;

/// <summary>The share of producers on at least one modern channel, by province.</summary>
[Requires(Act.ReadFloors)]
public sealed class FloorSharesModel(ModernChannels channels, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-ngoai/ty-le";

    public IReadOnlyList<ProvinceShare> Shares { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Shares = await channels.ByProvinceAsync(Person, cancel);

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        var text = new StringBuilder();
        void Line(params string[] cells) => text.Append(CsvText.Write(cells.Select(CsvText.Harmless))).Append("\r\n");
        Line(words["Mã tỉnh", "Code"], words["Tỉnh, thành", "Province"], words["Chủ thể có hàng", "Producers with goods"], words["Có trên sàn ngoài", "On an outside floor"], words["Tỷ lệ (%)", "Share (%)"]);
        foreach (var row in Shares)
            Line(row.Province?.Code ?? "", row.Province?.Name ?? words["chưa rõ nơi", "place not known"], row.Producers.ToString(CultureInfo.InvariantCulture), row.OnAFloor.ToString(CultureInfo.InvariantCulture), row.Share.ToString("0.#", CultureInfo.InvariantCulture));
        // With a BOM, so that spreadsheets read the marks.
        return File(new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", FormattableString.Invariant($"chu-the-tren-san-{clock.Today():yyyy-MM-dd}.csv"));
    }
}
