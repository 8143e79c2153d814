using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Floors;

public sealed record ReachLine(string Code, string Name, ReachCount Count);

/// <summary>The share of producers and of products on at least one modern channel, by province, group or month.</summary>
[Requires(Act.ReadFloors)]
public sealed class FloorSharesModel(ModernChannels channels, CatalogNames names, PlaceDirectory places, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-ngoai/ty-le", ByField = "theo", ProvinceField = "tinh", GroupField = "nhom", MonthField = "thang";

    public static readonly IReadOnlyList<(ReachBy By, string Name, LocalText Words)> Ways =
        [(ReachBy.Province, "tinh", new("Tỉnh, thành", "Province")), (ReachBy.Group, "nhom", new("Nhóm sản phẩm", "Group of goods")), (ReachBy.Month, "thang", new("Tháng", "Month"))];

    public ReachQuestion Question { get; private set; } = new(ReachBy.Province);
    public IReadOnlyList<ReachLine> Lines { get; private set; } = [];

    /// <summary>Of all lines together; of the last month where they are months.</summary>
    public ReachCount Whole { get; private set; } = ReachCount.None;
    public IReadOnlyList<DateOnly> Months { get; private set; } = [];
    public FacetNames Names { get; private set; } = null!;
    public DateOnly Today { get; } = clock.Today();

    public (ReachBy By, string Name, LocalText Words) Way => Ways.First(way => way.By == Question.By);

    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadFloors)).Select(province => (province.Code, province.Name))];

    public string Time => Question is { By: not ReachBy.Month, Month: { } month } ? words[$"Cuối tháng {MonthName(month)}", $"At the end of {MonthName(month)}"] : words[$"Tới {words.Date(Today)}", $"As of {words.Date(Today)}"];

    public static string MonthName(DateOnly month) => month.ToString("MM/yyyy", CultureInfo.InvariantCulture);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        (Names, Months) = (await names.ReadAsync(cancel), await channels.MonthsAsync(cancel));
        var by = Ways.Where(way => way.Name == Asked(ByField)).Select(way => way.By).FirstOrDefault();
        var month = Months.Cast<DateOnly?>().FirstOrDefault(kept => ModernChannels.Key(kept!.Value) == Asked(MonthField));
        Question = new ReachQuestion(by, by == ReachBy.Month ? null : month, places.Province(Asked(ProvinceField))?.Code, Asked(GroupField) is { } group && Names.Groups.ContainsKey(group) ? group : null);
        var rows = await channels.AskAsync(Person, Question, cancel);
        Lines = by switch
        {
            ReachBy.Province => [.. rows.Select(row => (Row: row, Province: places.Province(row.Key))).OrderBy(it => it.Province is null).ThenBy(it => it.Province?.Slug, StringComparer.Ordinal).Select(it => new ReachLine(it.Row.Key, it.Province?.Name ?? words["chưa rõ nơi", "place not known"], it.Row.Count))],
            ReachBy.Group => [.. Names.Groups.Select(known => (Code: known.Key, Name: words[known.Value])).Append((ReachMonth.NoGroup, words["chưa xếp nhóm", "no group yet"])).Join(rows, known => known.Item1, row => row.Key, (known, row) => new ReachLine(row.Key, known.Item2, row.Count))],
            _ => [.. rows.Select(row => new ReachLine(row.Key, MonthName(DateOnly.ParseExact(row.Key, "yyyy-MM", CultureInfo.InvariantCulture)), row.Count))],
        };
        // A producer with goods of two groups stands in two lines, and is one producer.
        Whole = by switch
        {
            ReachBy.Month => Lines[^1].Count,
            ReachBy.Group => (await channels.AskAsync(Person, Question with { By = ReachBy.Province }, cancel)).Aggregate(ReachCount.None, (sum, row) => sum + row.Count),
            _ => Lines.Aggregate(ReachCount.None, (sum, line) => sum + line.Count),
        };
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        var text = new StringBuilder();
        void Line(params string[] cells) => text.Append(CsvText.Write(cells.Select(CsvText.Harmless))).Append("\r\n");
        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        static string Share(decimal share) => share.ToString("0.#", CultureInfo.InvariantCulture);
        Line(words["Mã", "Code"], words[Way.Words], words["Chủ thể có hàng", "Producers with goods"], words["Chủ thể trên sàn", "Producers on a floor"], words["Tỷ lệ chủ thể (%)", "Share of producers (%)"],
            words["Sản phẩm", "Products"], words["Sản phẩm trên sàn", "Products on a floor"], words["Tỷ lệ sản phẩm (%)", "Share of products (%)"]);
        foreach (var (code, name, count) in Lines)
            Line(code, name, Number(count.Producers), Number(count.ProducersThere), Share(count.ProducerShare), Number(count.Products), Number(count.ProductsThere), Share(count.ProductShare));
        // With a BOM, so that spreadsheets read the marks.
        return File(new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", FormattableString.Invariant($"chu-the-tren-san-{Way.Name}-{Today:yyyy-MM-dd}.csv"));
    }

    public string LinkTo(string? handler, ReachBy? by = null)
    {
        var query = new (string Field, string? Value)[] { (ByField, Ways.First(way => way.By == (by ?? Question.By)).Name), (ProvinceField, Question.ProvinceCode), (GroupField, Question.Group), (MonthField, Question.Month is { } month ? ModernChannels.Key(month) : null), ("handler", handler) };
        return $"{HttpContext.Link(Path)}?{string.Join('&', query.Where(it => it.Value is not null).Select(it => $"{it.Field}={Uri.EscapeDataString(it.Value!)}"))}";
    }
}
