using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

public static class ReportNames
{
    /// <summary>The ways in which the rows of a table make sense, the usual one first.</summary>
    public static IReadOnlyList<ReportBy> Ways(this ReportSubject subject) => subject switch
    {
        ReportSubject.Products or ReportSubject.Producers => [ReportBy.Province, ReportBy.Commune, ReportBy.Stars, ReportBy.Group, ReportBy.ProducerKind],
        ReportSubject.SalesPoints => [ReportBy.Province, ReportBy.Commune, ReportBy.PointKind],
        ReportSubject.Fairs => [ReportBy.Province, ReportBy.Commune, ReportBy.FairKind],
    };

    public static LocalText Words(this ReportSubject subject) => subject switch
    {
        ReportSubject.Products => new("Sản phẩm", "Products"),
        ReportSubject.Producers => new("Chủ thể", "Producers"),
        ReportSubject.SalesPoints => new("Điểm bán", "Sales points"),
        ReportSubject.Fairs => new("Hội chợ, chợ phiên", "Fairs and markets"),
    };

    public static LocalText Words(this ReportBy by) => by switch
    {
        ReportBy.Province => new("Tỉnh, thành", "Province"),
        ReportBy.Commune => new("Xã, phường", "Commune"),
        ReportBy.Stars => new("Hạng sao", "Stars"),
        ReportBy.Group => new("Nhóm sản phẩm", "Product group"),
        ReportBy.ProducerKind => new("Loại chủ thể", "Kind of producer"),
        ReportBy.PointKind => new("Loại điểm bán", "Kind of point"),
        ReportBy.FairKind => new("Loại hội chợ", "Kind of fair"),
    };

    public static LocalText Title(this ReportQuestion question)
    {
        var (subject, by) = (question.Subject.Words(), question.By.Words());
        return new($"{subject.Vi} theo {Lower(by.Vi)}", $"{subject.En} by {Lower(by.En)}");
    }

    /// <summary>The day or the days that the table speaks of.</summary>
    public static LocalText Time(this ReportQuestion question) => question.Subject == ReportSubject.Fairs
        ? new($"Từ ngày {Written(question.From)} đến ngày {Written(question.Until)}", $"From {Written(question.From)} to {Written(question.Until)}")
        : new($"Tính đến ngày {Written(question.Day)}", $"As of {Written(question.Day)}");

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
