using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <summary>That the producer was told of this end, so many days before. A paper that is prolonged has another end and is told of anew.</summary>
public sealed class PaperReminder
{
    private PaperReminder() { }

    public PaperReminder(Guid paperId, DateOnly until, int days, DateTime at) => (PaperId, Until, Days, At) = (paperId, until, days, at);

    public long Id { get; private set; }
    public Guid PaperId { get; private set; }
    public DateOnly Until { get; private set; }
    public int Days { get; private set; }
    public DateTime At { get; private set; }
}

/// <summary>
/// For a job, daily: mails producers whose papers end within 90, 30 and 7 days, each once. Days that were missed are made up by the nearest reminder
/// alone: who hears of thirty days need not hear of ninety. A paper that a later one of its kind follows needs no word.
/// </summary>
public sealed class RemindOfPapers(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    private static readonly int[] Steps = [7, 30, 90];

    private const int AtOnce = 200;

    private sealed record Ending(Certification Paper, string? Product, string Producer, string? Email, bool IsDemo);

    /// <returns>How many mails were written.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var written = 0;
        var today = clock.Today();
        var from = today;
        foreach (var step in Steps)
        {
            var until = today.AddDays(step);
            int inThisRound;
            do
            {
                var (first, last) = (from, until);
                inThisRound = (await db.InTransactionAsync<int>(async () => await RemindSomeAsync(step, first, last, today, cancel), cancel)).Value;
                written += inThisRound;
            }
            while (inThisRound == AtOnce);
            from = until.AddDays(1);
        }

        return written;
    }

    private async Task<int> RemindSomeAsync(int step, DateOnly first, DateOnly last, DateOnly today, CancellationToken cancel)
    {
        var endings = await (
            from paper in db.Certifications.AsNoTracking()
            where paper.ValidUntil >= first && paper.ValidUntil <= last
                && !db.PaperReminders.Any(told => told.PaperId == paper.Id && told.Until == paper.ValidUntil && told.Days == step)
                && !db.Certifications.Any(later => later.Kind == paper.Kind && later.ProductId == paper.ProductId && later.ProducerId == paper.ProducerId && (later.ValidUntil == null || later.ValidUntil > paper.ValidUntil))
            join found in db.Products on paper.ProductId equals (Guid?)found.Id into products
            from product in products.DefaultIfEmpty()
            join producer in db.Producers on paper.ProducerId ?? product.ProducerId equals producer.Id
            orderby paper.ValidUntil, paper.Id
            select new Ending(paper, product == null ? null : product.Name, producer.Name, producer.Email, producer.IsDemo || paper.IsDemo)).Take(AtOnce).ToListAsync(cancel);

        var now = clock.UtcNow();
        foreach (var ending in endings)
        {
            db.PaperReminders.Add(new PaperReminder(ending.Paper.Id, ending.Paper.ValidUntil!.Value, step, now));
            Write(ending, step, today, now);
        }

        await db.SaveChangesAsync(cancel);
        return endings.Count;
    }

    private void Write(Ending ending, int step, DateOnly today, DateTime now)
    {
        var (paper, until) = (ending.Paper, ending.Paper.ValidUntil!.Value);
        var (name, left) = (Certification.NameOf(paper.Kind), until.DayNumber - today.DayNumber);
        var subject = left == 0 ? $"{name} hết hạn hôm nay" : $"{name} còn {left} ngày";
        var body = new MailBody(subject);
        body.Say(ending.Email is null ? $"{ending.Producer} chưa có thư điện tử. Xin chợ gọi giúp." : $"Kính gửi {ending.Producer},")
            .Say("Giấy tờ dưới đây sắp hết hạn. Sau ngày cuối, chợ không hiện giấy này trên trang nữa. Khi có giấy mới, xin gửi ở cổng chủ thể, mục Giấy tờ, để cán bộ kiểm rồi hiện lên trang.")
            .List(
            [
                ("Giấy tờ", name), ("Số", paper.Number), ("Nơi cấp", paper.Issuer),
                .. ending.Product is { } product ? new[] { ("Sản phẩm", product) } : [],
                ("Ngày cuối", until.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ]);
        if (ending.IsDemo) body.Say("Đây là chợ trình diễn: giấy tờ này là minh hoạ.");
        var key = string.Create(CultureInfo.InvariantCulture, $"paper-ends:{paper.Id:n}:{until:yyyyMMdd}:{step}");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, now, key, ending.Email ?? letterhead.Value.OperatorEmail, subject));
    }
}
