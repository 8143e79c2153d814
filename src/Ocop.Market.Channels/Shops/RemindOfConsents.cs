using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Shops;

/// <summary>That the producer was told of this end, so many days before. A shop that is connected anew has another end and is told of anew.</summary>
public sealed class ShopReminder
{
    private ShopReminder() { }

    public ShopReminder(Guid shopId, DateOnly until, int days, DateTime at) => (ShopId, Until, Days, At) = (shopId, until, days, at);

    public long Id { get; private set; }
    public Guid ShopId { get; private set; }
    public DateOnly Until { get; private set; }
    public int Days { get; private set; }
    public DateTime At { get; private set; }
}

/// <summary>
/// For a job, daily: mails producers whose consent on a platform ends within 30, 7 and 1 days, each once. Days that were missed are made up by the nearest reminder alone.
/// Where a platform tells of no end, the access has one, and is renewed again and again: told of when that no longer happens.
/// </summary>
public sealed class RemindOfConsents(IChannelsDb db, ConnectorShelf shelf, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    private static readonly int[] Steps = [1, 7, 30];

    /// <summary>The nearest of the reminders whose day has come; null where none has.</summary>
    public static int? StepOf(ChannelShop shop, DateOnly today)
    {
        var left = VietnamTime.DayOf(shop.EndsAt).DayNumber - today.DayNumber;
        // Access that never lives longer than the step is not near its end for being fresh.
        return Steps.Where(days => left <= days && (shop.ConsentUntil is not null || shop.TokensAt.AddDays(days) < shop.EndsAt)).Select(days => (int?)days).FirstOrDefault();
    }

    /// <returns>How many mails were written.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (now, today) = (clock.UtcNow(), clock.Today());
        var horizon = VietnamTime.StartOf(today.AddDays(Steps[^1] + 1));
        var ids = await db.ChannelShops.Where(shop => shop.SealedTokens != null && (shop.ConsentUntil ?? shop.RefreshUntil) >= now && (shop.ConsentUntil ?? shop.RefreshUntil) < horizon).OrderBy(shop => shop.Id).Select(shop => shop.Id).ToListAsync(cancel);
        var written = 0;
        foreach (var id in ids) written += (await db.InTransactionAsync<bool>(async () => await RemindAsync(id, now, today, cancel), cancel)).Value ? 1 : 0;
        return written;
    }

    private async Task<bool> RemindAsync(Guid id, DateTime now, DateOnly today, CancellationToken cancel)
    {
        await db.LockAsync<ChannelShop>([id], cancel);
        var found = await db.ChannelShops.AsNoTracking().Where(shop => shop.Id == id && shop.SealedTokens != null).Join(db.Producers, shop => shop.ProducerId, producer => producer.Id, (shop, producer) => new { Shop = shop, producer.Name, producer.Email, producer.IsDemo }).SingleOrDefaultAsync(cancel);
        if (found is null || found.Shop.EndsAt < now) return false;
        var until = VietnamTime.DayOf(found.Shop.EndsAt);
        if (StepOf(found.Shop, today) is not { } step) return false;
        if (await db.ShopReminders.AnyAsync(told => told.ShopId == id && told.Until == until && told.Days == step, cancel)) return false;

        db.ShopReminders.Add(new ShopReminder(id, until, step, now));
        var platform = shelf.Of(found.Shop.Channel)?.Capabilities.Name ?? found.Shop.Channel;
        var left = until.DayNumber - today.DayNumber;
        var subject = left == 0 ? $"Quyền bán trên {platform} hết hôm nay" : $"Quyền bán trên {platform} còn {left} ngày";
        var body = new MailBody(subject);
        body.Say(found.Email is null ? $"{found.Name} chưa có thư điện tử. Xin chợ gọi giúp." : $"Kính gửi {found.Name},")
            .Say($"Sàn chỉ cho chợ vào gian hàng của quý vị tới ngày dưới đây. Sau ngày đó giá, số tồn và đơn trên {platform} không còn tự theo chợ: hàng đã lên vẫn nằm trên sàn, dễ bán quá số còn.")
            .Say($"Việc cần làm, khoảng hai phút: vào cổng chủ thể, mục Bán trên sàn, bấm “Nối {platform}”, đăng nhập bằng tài khoản người bán rồi bấm “Cho phép”. Danh sách hàng, giá và số giữ lại vẫn như cũ.")
            .List([("Sàn", platform), ("Gian hàng", found.Shop.Name), ("Quyền tới", VietnamTime.Local(found.Shop.EndsAt).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture))]);
        if (found.IsDemo) body.Say("Đây là chợ trình diễn: gian hàng này là minh hoạ.");
        var key = string.Create(CultureInfo.InvariantCulture, $"consent-ends:{id:n}:{until:yyyyMMdd}:{step}");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, now, key, found.Email ?? letterhead.Value.OperatorEmail, subject));
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
