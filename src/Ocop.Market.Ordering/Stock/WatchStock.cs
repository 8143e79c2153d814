using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Stock;

/// <summary>
/// For a job: tells producers which of their goods run low and which batches are past their day. Each fall below a mark and each batch is told of once.
/// What is past its day stopped being sold at midnight, without waiting for this. Each producer in a transaction of its own, safe to repeat.
/// </summary>
public sealed class WatchStock(IOrderingDb db, IOrderLinks links, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    private sealed record Noticed(string Name, int Left, IReadOnlyList<StockBatch> Past, bool IsLow, bool IsDemo);

    /// <returns>How many producers were told.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var variants = News();
        var producers = await (from product in db.Products where db.Variants.Any(variant => variant.ProductId == product.Id && variants.Contains(variant.Id)) select product.ProducerId).Distinct().ToListAsync(cancel);
        var told = 0;
        foreach (var producer in producers.Order())
            if ((await db.InTransactionAsync(() => TellAsync(producer, cancel), cancel)).Value) told++;
        return told;
    }

    private IQueryable<Guid> News()
    {
        var today = clock.Today();
        return db.Stands(today).Where(stand => stand.LowAt != null && stand.LowToldAt == null && stand.Unpromised <= stand.LowAt).Select(stand => stand.VariantId)
            .Concat(db.StockBatches.Where(batch => batch.BestBefore < today && batch.ToldAt == null && batch.Quantity > 0).Select(batch => batch.VariantId));
    }

    private async Task<Outcome<bool>> TellAsync(Guid producerId, CancellationToken cancel)
    {
        var news = News();
        var variants = await (from variant in db.Variants where news.Contains(variant.Id) join product in db.Products on variant.ProductId equals product.Id where product.ProducerId == producerId
            select new { Variant = variant, product.Name, product.IsDemo }).AsNoTracking().ToListAsync(cancel);
        var ledger = new StockLedger(db, clock);
        var noticed = new List<Noticed>();
        foreach (var row in variants.OrderBy(row => row.Variant.Id))
        {
            var (left, isLow, past) = await ledger.NoticeAsync(row.Variant.Id, cancel);
            noticed.Add(new($"{row.Name}, {row.Variant.Pack} {row.Variant.NetWords}".TrimEnd(), left, past, isLow, row.IsDemo));
        }

        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == producerId, cancel);
        List<Noticed> low = [.. noticed.Where(it => it.IsLow)], over = [.. noticed.Where(it => it.Past.Count > 0)];
        if (low.Count > 0)
            Write("stock-low", producer, low[0].IsDemo, low.Count == 1 ? $"Sắp hết: {low[0].Name}" : $"{low.Count} món sắp hết", "Hàng dưới đây chỉ còn bằng hoặc dưới mức bạn đặt, không kể phần đã có đơn.",
                low.Select(it => (it.Name, it.Left <= 0 ? "hết" : FormattableString.Invariant($"còn {it.Left}"))));
        if (over.Count > 0)
            Write("batch-past", producer, over[0].IsDemo, "Lô hàng đã quá hạn dùng", "Các lô dưới đây đã qua hạn dùng nên chợ không bán nữa. Xin kiểm lại, đừng gửi cho khách, rồi ghi bỏ ở trang hàng hoá.",
                over.SelectMany(it => it.Past.Select(batch => ($"{it.Name}, lô {batch.Number}", string.Create(CultureInfo.InvariantCulture, $"{batch.Quantity}, hạn {batch.BestBefore:dd/MM/yyyy}")))));
        await ledger.SettleAsync(cancel);
        return low.Count + over.Count > 0;
    }

    private void Write(string kind, Producer producer, bool isDemo, string subject, string sentence, IEnumerable<(string, string)> rows)
    {
        var body = new MailBody(subject)
            .Say(producer.Email is null ? $"{producer.Name} chưa có thư điện tử. Xin chợ gọi giúp." : $"Kính gửi {producer.Name},")
            .Say(sentence).List(rows).Link("Xem hàng hoá", links.Goods());
        if (isDemo) body.Say("Đây là chợ trình diễn: hàng và số lượng là minh hoạ.");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), $"{kind}:{Guid.CreateVersion7():n}", producer.Email ?? letterhead.Value.OperatorEmail, subject));
    }
}
