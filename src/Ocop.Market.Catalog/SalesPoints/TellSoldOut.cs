using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>Writes to a producer that its product is out at a point: one mail a day for each product and point, however often the button is pressed.</summary>
public sealed class TellSoldOut(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public Task<Outcome<SalesPoint>> HandleAsync(Person person, Guid id, Guid productId, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.KeepSalesPoint, id, null, cancel);
        if (!turn.Succeeded) return turn;
        var found = await (from good in db.SalesPointGoods where good.SalesPointId == id && good.ProductId == productId
            join product in db.Products on good.ProductId equals product.Id join producer in db.Producers on product.ProducerId equals producer.Id
            select new { good.IsThere, product.Name, product.Slug, Producer = producer.Name, producer.Email }).FirstOrDefaultAsync(cancel);
        if (found is null) return new Refusal("ProductUnknown", "", "Món này không có trên kệ của điểm bán.", "This product is not on the shelf here.");
        if (found.IsThere) return new Refusal("StillThere", "", "Món này đang ghi là còn. Bấm “Hết” trước đã.", "This product is said to be there. Mark it as out first.");

        var (today, now) = (clock.Today(), clock.UtcNow());
        var isFirst = await db.SalesPointGoods.Where(good => good.SalesPointId == id && good.ProductId == productId && (good.ToldOn == null || good.ToldOn < today))
            .ExecuteUpdateAsync(set => set.SetProperty(good => good.ToldOn, today), cancel) == 1;
        if (!isFirst) return new Refusal("ToldToday", "", "Hôm nay đã báo chủ thể rồi; mai còn hết thì báo lại.", "The producer was told today; tell again tomorrow if it is still out.");

        var point = turn.Value;
        var body = new MailBody($"{point.Name} hết {found.Name}")
            .Say(found.Email is not null ? $"Kính gửi {found.Producer},"
                : found.Producer == Producer.Unnamed ? "Nguồn chưa ghi ai làm món này. Xin tìm giúp người làm, rồi chuyển lời." : $"{found.Producer} chưa có thư điện tử. Chợ gọi giúp, rồi chuyển lời.")
            .Say("Điểm bán báo đã hết món này trên kệ. Nếu còn hàng, xin liên hệ để gửi thêm.")
            .List([
                ("Món", found.Name), ("Điểm bán", point.Name), ("Nơi", string.Join(", ", new[] { point.Address, point.Place.Commune, point.Place.Province }.OfType<string>())),
                .. point.Phone is { } phone ? new[] { ("Điện thoại", VietnamesePhone.Spoken(phone)) } : [],
                ("Ngày báo", today.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ])
            .Link("Xem điểm bán", $"{letterhead.Value.PublicUrl}/diem-ban/{point.Slug}");
        if (point.IsDemo) body.Say("Đây là chợ trình diễn: điểm bán là minh hoạ.");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, now, string.Create(CultureInfo.InvariantCulture, $"sold-out:{id:n}:{productId:n}:{today:yyyyMMdd}"),
            found.Email ?? letterhead.Value.OperatorEmail, $"Hết hàng: {found.Name}"));
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "ProducerToldSoldOut", point.ChangeSubject, after: found.Slug));
        db.Changes.Add(new Change(now, ChangeSubject.Shelf(id)));
        await db.SaveChangesAsync(cancel);
        return point;
    }, cancel);
}
