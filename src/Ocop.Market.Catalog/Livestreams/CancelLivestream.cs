using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Livestreams;

/// <summary>
/// It does not take place; calendars strike it out. An officer says why, and the producer is told by mail. An officer takes down one that has begun or is over as
/// well: its link and its replay may be changed for as long as it is shown.
/// </summary>
public sealed class CancelLivestream(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public const int LongestReason = 300;

    public Task<Outcome<Livestream>> HandleAsync(Person person, Guid id, string? reason, CancellationToken cancel) => db.InTransactionAsync<Livestream>(async () =>
    {
        if (await db.Livestreams.Where(it => it.Id == id).Select(it => (Guid?)it.ProducerId).FirstOrDefaultAsync(cancel) is not { } producerId || await LivestreamTurn.TakeAsync(db, producerId, cancel) is not { } producer) return LivestreamTurn.Unknown;
        if (!person.May(Act.PlanLivestreams, producer.Scope)) return NoRight.Here;
        var (session, now, why) = (await db.Livestreams.SingleAsync(it => it.Id == id, cancel), clock.UtcNow(), FairFields.Text(reason));
        if (session.IsCancelled) return LivestreamTurn.AlreadyCancelled;
        var isOwn = person.May(Act.OpenPortal, producer.Scope);
        if (isOwn && session.HasBegunBy(now)) return new Refusal("Begun", "", "Phiên này đã bắt đầu hoặc đã qua, không huỷ được nữa.", "This session has begun or is over; it cannot be cancelled any more.");
        if (!isOwn && why.Length is < 4 or > LongestReason) return new Refusal("ReasonMissing", "reason", "Viết lý do huỷ để chủ thể hiểu (4 đến 300 chữ).", "Say why, so that the producer understands (4 to 300 letters).");

        session.Cancel(isOwn ? null : why, now);
        if (!isOwn) Tell(session, producer, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "LivestreamCancelled", producer.ChangeSubject, after: LivestreamTurn.Told(session)));
        await db.SaveChangesAsync(cancel);
        return session;
    }, cancel);

    private void Tell(Livestream session, Producer producer, DateTime now)
    {
        var title = $"Phiên bán trực tiếp đã bị huỷ: {session.Title}";
        var body = new MailBody(title).Say(producer.Email is not null ? $"Kính gửi {producer.Name}," : $"{producer.Name} chưa có thư điện tử. Nhờ bạn gọi giúp để báo tin này.")
            .Say("Cán bộ chương trình đã huỷ phiên này trên chợ; người mua không còn thấy lời mời xem.")
            .List([("Phiên", session.Title), ("Lúc", VietnamTime.Local(session.StartsAt).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)), ("Lý do", session.CancelReason!)])
            .Link("Xem các phiên của bạn", $"{letterhead.Value.PublicUrl}/cong-chu-the/phien-live");
        if (session.IsDemo) body.Say("Đây là chợ trình diễn: phiên này là minh hoạ, không có thật.");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, now, $"livestream-cancelled:{session.Id:n}", producer.Email ?? letterhead.Value.OperatorEmail, title));
    }
}
