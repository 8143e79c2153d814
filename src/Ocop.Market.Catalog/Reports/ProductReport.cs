using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <summary>Products by the stars they had on the day.</summary>
internal sealed class ProductReport(GoodsOnADay goods, ReportLines lines)
{
    private static readonly ReportLine[] Standings =
    [
        new("5", new("5 sao", "5 stars")), new("4", new("4 sao", "4 stars")), new("3", new("3 sao", "3 stars")),
        new("ended", new("Hết hạn hoặc bị thu hồi", "Lapsed or revoked")), new("none", new("Chưa có quyết định", "No decision yet")),
    ];

    public async Task<Report> AskAsync(IQueryable<Producer> producers, ReportQuestion question, bool isOneProvince, DateOnly today, CancellationToken cancel)
    {
        var all = await goods.ReadAsync(producers, question.Day, cancel);
        Func<GoodOnADay, string> keyOf = question.By switch
        {
            ReportBy.Stars => good => good.StandingKey,
            ReportBy.Group => good => good.GroupSlug ?? "",
            ReportBy.ProducerKind => good => good.Kind.ToString(),
            _ => good => ReportLines.Place(question.By, good.ProvinceCode, good.CommuneCode),
        };
        var rows = question.By switch
        {
            ReportBy.Stars => Standings,
            ReportBy.Group => await lines.GroupsAsync(cancel, new ReportLine("", new("Chưa phân nhóm", "Not grouped"))),
            ReportBy.ProducerKind => ReportLines.ProducerKinds,
            _ => lines.Places(question.By, all.Select(keyOf), isOneProvince),
        };
        var isToday = question.Day == today;
        return new ReportTally<GoodOnADay>()
            .Count("Tất cả", "All", _ => true, question.By == ReportBy.Stars ? ReportTone.Good : null)
            .If(question.By != ReportBy.Stars, columns => columns
                .Count("5 sao", "5 stars", good => good.Stars == 5, ReportTone.Best)
                .Count("4 sao", "4 stars", good => good.Stars == 4, ReportTone.Good)
                .Count("3 sao", "3 stars", good => good.Stars == 3, ReportTone.Fair)
                .Count("Còn sao", "With stars", good => good.Stars is not null)
                .Count("Hết hạn, thu hồi", "Lapsed, revoked", good => good.HasEnded, ReportTone.Bad)
                .Count("Chưa có quyết định", "No decision", good => good is { Stars: null, HasEnded: false }, ReportTone.Open))
            .If(isToday, columns => columns.Count("Đang hiện trên chợ", "On the market", good => good.IsListed).Count("Đang ẩn", "Hidden", good => !good.IsListed))
            .Over(question, all, keyOf, rows,
                new LocalText("Mỗi sản phẩm đếm một lần, ở nơi của chủ thể, theo tên tỉnh và xã hiện nay. Sao chỉ tính khi quyết định còn giá trị đúng ngày ấy.", "Each product is counted once, where its producer is, by today’s names. Stars count only while their decision is valid on that very day."),
                isToday ? null : new("Nơi, nhóm và loại chủ thể theo hồ sơ hôm nay. Sản phẩm hiện hay ẩn chỉ biết của hôm nay nên không có ở đây.", "Places, groups and kinds are those on file today. What was listed is known of today only, so it is not told here."));
    }
}
