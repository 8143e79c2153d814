using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <summary>Producers by kind, and who of them had at least one star on the day.</summary>
internal sealed class ProducerReport(GoodsOnADay goods, ReportLines lines)
{
    private const string Several = "several", NoGoods = "no-goods";

    private static readonly ReportLine[] Standings =
    [
        new("5", new("Cao nhất 5 sao", "5 stars at best")), new("4", new("Cao nhất 4 sao", "4 stars at best")), new("3", new("Cao nhất 3 sao", "3 stars at best")),
        new("", new("Không có sao còn giá trị", "No valid stars")),
    ];

    public async Task<Report> AskAsync(IQueryable<Producer> producers, ReportQuestion question, bool isOneProvince, DateOnly today, CancellationToken cancel)
    {
        var ofAll = await goods.ReadAsync(producers, question.Day, cancel);
        var (ofProducers, end) = (ofAll.ToLookup(good => good.ProducerId), VietnamTime.StartOf(question.Day.AddDays(1)));
        var named = await producers.Where(producer => producer.Name != Producer.Unnamed)
            .Select(producer => new { producer.Id, producer.Kind, producer.Place.ProvinceCode, producer.Place.CommuneCode, IsEntered = producer.CreatedAt < end }).ToListAsync(cancel);
        var all = named.Where(producer => producer.IsEntered || ofProducers.Contains(producer.Id)).Select(producer =>
        {
            var own = ofProducers[producer.Id].ToList();
            return new ProducerOnADay(producer.Kind, producer.ProvinceCode, producer.CommuneCode, own.Max(good => good.Stars), GroupKey([.. own.Select(good => good.GroupSlug).Distinct()]));
        }).ToList();
        var unnamed = ofAll.Count - named.Sum(producer => ofProducers[producer.Id].Count());

        Func<ProducerOnADay, string> keyOf = question.By switch
        {
            ReportBy.Stars => producer => producer.BestStars is { } stars ? $"{stars}" : "",
            ReportBy.Group => producer => producer.GroupKey,
            ReportBy.ProducerKind => producer => producer.Kind.ToString(),
            _ => producer => ReportLines.Place(question.By, producer.ProvinceCode, producer.CommuneCode),
        };
        var rows = question.By switch
        {
            ReportBy.Stars => Standings,
            ReportBy.Group => await lines.GroupsAsync(cancel, new(Several, new("Nhiều nhóm", "Several groups")), new("", new("Chưa phân nhóm", "Not grouped")), new(NoGoods, new("Chưa có sản phẩm", "No product yet"))),
            ReportBy.ProducerKind => ReportLines.ProducerKinds,
            _ => lines.Places(question.By, all.Select(keyOf), isOneProvince),
        };
        return new ReportTally<ProducerOnADay>()
            .Count("Tất cả", "All", _ => true, question.By == ReportBy.Stars ? ReportTone.Good : null)
            .If(question.By != ReportBy.Stars, columns => columns
                .Count("Có sản phẩm còn sao", "With valid stars", producer => producer.BestStars is not null, ReportTone.Good)
                .Count("Chưa có", "Without", producer => producer.BestStars is null, ReportTone.Open))
            .If(question.By != ReportBy.ProducerKind, columns =>
            {
                foreach (var kind in Enum.GetValues<ProducerKind>()) columns.Count(ReportLines.WordsOf(kind).Vi, ReportLines.WordsOf(kind).En, producer => producer.Kind == kind);
            })
            .Over(question, all, keyOf, rows,
                new LocalText("Mỗi chủ thể đếm một lần, theo tên tỉnh và xã hiện nay.", "Each producer is counted once, by today’s names of places."),
                question.By == ReportBy.Group ? new("Chủ thể có sản phẩm ở hai nhóm trở lên đứng ở dòng “Nhiều nhóm”, không đếm hai lần.", "A producer with goods in two groups or more stands in the row “Several groups” and is not counted twice.") : null,
                unnamed == 0 ? null : new($"Không tính chủ thể mà nguồn không ghi tên; {unnamed} sản phẩm thuộc diện này.", $"Producers whom the source does not name are not counted; {unnamed} products are of such."),
                question.Day == today ? null : new("Nơi, loại chủ thể và nhóm theo hồ sơ hôm nay.", "Places, kinds and groups are those on file today."));
    }

    private static string GroupKey(IReadOnlyList<string?> groups) => groups switch { [] => NoGoods, [var only] => only ?? "", _ => Several };

    private sealed record ProducerOnADay(ProducerKind Kind, string? ProvinceCode, string? CommuneCode, int? BestStars, string GroupKey);
}
