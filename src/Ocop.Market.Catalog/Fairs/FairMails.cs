using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>What the market writes to producers about a fair, as outbox rows of the act's own transaction: one for each decision and each change.</summary>
public sealed class FairMails(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    public async Task TellAllottedAsync(Fair fair, BoothApplication application, Booth booth, bool isMove, CancellationToken cancel)
    {
        var producer = await ProducerAsync(application, cancel);
        var title = isMove ? $"Chuyển sang gian {booth.Number}: {fair.TitleVi}" : $"Bạn có gian {booth.Number} ở {fair.TitleVi}";
        var body = Begin(title, producer)
            .Say(isMove ? "Ban tổ chức chuyển bạn sang gian khác. Gian cũ không còn là của bạn." : "Ban tổ chức đã xếp gian cho bạn.")
            .List([("Gian", booth.Number), ("Diện tích", FormattableString.Invariant($"{booth.SizeM2} m²")), ("Phí", booth.Fee == Money.Zero ? "không thu phí" : booth.Fee.ToString()), .. await WhenAndWhereAsync(fair, null, cancel)]);
        Post(fair, application, producer, DecisionKey(application), title, body);
    }

    public async Task TellAnsweredAsync(Fair fair, BoothApplication application, bool hadBooth, CancellationToken cancel)
    {
        var producer = await ProducerAsync(application, cancel);
        var waits = application.State == ApplicationState.Waiting;
        var title = waits ? $"Bạn ở danh sách chờ: {fair.TitleVi}" : $"Không xếp được chỗ: {fair.TitleVi}";
        var body = Begin(title, producer);
        if (hadBooth) body.Say("Ban tổ chức phải lấy lại gian đã xếp cho bạn.");
        body.Say(waits
            ? "Hội chợ đang kín chỗ. Khi có gian trống, ban tổ chức xếp theo thứ tự chờ và báo bạn bằng thư."
            : "Ban tổ chức không xếp chỗ cho đăng ký này. Bạn có thể gọi cán bộ phụ trách để hỏi thêm.");
        Post(fair, application, producer, DecisionKey(application), title, body);
    }

    /// <summary>Once for each producer, however often it is tried: the second attempt finds a cancelled fair.</summary>
    public Task TellCancelledAsync(Fair fair, CancellationToken cancel) => TellAllAsync(fair, "cancelled", $"Huỷ: {fair.TitleVi}",
        body => body.Say("Hội chợ này đã huỷ. Đăng ký và gian của bạn không còn hiệu lực.").List([("Lý do", fair.CancelReason!)]), cancel);

    /// <param name="days">As they are after the change, where they are not saved yet.</param>
    public async Task TellChangedAsync(Fair fair, CancellationToken cancel, IReadOnlyList<FairDay>? days = null)
    {
        if (fair.State != FairState.Announced) return;
        var rows = await WhenAndWhereAsync(fair, days, cancel);
        await TellAllAsync(fair, Changed(fair), $"Đổi ngày hoặc chỗ: {fair.TitleVi}", body => body.Say("Hội chợ bạn đăng ký đã đổi ngày, giờ hoặc địa điểm. Nay là:").List(rows), cancel);
    }

    /// <param name="now">Null where that market is called off.</param>
    public Task TellMarketDayAsync(Fair fair, DateOnly day, DateOnly? now, CancellationToken cancel) => fair.State != FairState.Announced ? Task.CompletedTask
        : TellAllAsync(fair, Changed(fair), now is null ? $"Nghỉ phiên {Day(day)}: {fair.TitleVi}" : $"Phiên {Day(day)}: {fair.TitleVi}", body => body.Say(
            now is null ? $"Phiên chợ ngày {Day(day)} nghỉ." : now == day ? $"Phiên chợ ngày {Day(day)} vẫn họp như thường." : $"Phiên chợ ngày {Day(day)} dời sang ngày {Day(now.Value)}."), cancel);

    /// <summary>How many producers an act on the fair will tell.</summary>
    public Task<int> ListenersAsync(Guid fairId, CancellationToken cancel) => Listening(fairId).CountAsync(cancel);

    private IQueryable<BoothApplication> Listening(Guid fairId) => db.BoothApplications.Where(it => it.FairId == fairId
        && (it.State == ApplicationState.Asked || it.State == ApplicationState.Waiting || it.State == ApplicationState.Allotted));

    private async Task TellAllAsync(Fair fair, string what, string title, Action<MailBody> say, CancellationToken cancel)
    {
        var listening = await (from application in Listening(fair.Id).AsNoTracking() join producer in db.Producers on application.ProducerId equals producer.Id
            orderby application.AskedAt select new { Application = application, Producer = producer }).ToListAsync(cancel);
        foreach (var row in listening)
        {
            var body = Begin(title, row.Producer);
            say(body);
            Post(fair, row.Application, row.Producer, $"fair-{what}:{row.Application.Id:n}", title, body);
        }
    }

    private static string Changed(Fair fair) => FormattableString.Invariant($"changed-{fair.Sequence}");

    private static string DecisionKey(BoothApplication application) => FormattableString.Invariant($"booth-{application.Decisions}:{application.Id:n}");

    private Task<Producer> ProducerAsync(BoothApplication application, CancellationToken cancel) => db.Producers.AsNoTracking().SingleAsync(it => it.Id == application.ProducerId, cancel);

    private static MailBody Begin(string title, Producer producer) => producer.Email is not null
        ? new MailBody(title).Say($"Kính gửi {producer.Name},")
        : new MailBody(title).Say($"{producer.Name} chưa có thư điện tử. Nhờ bạn gọi giúp để báo tin này.");

    private async Task<IReadOnlyList<(string, string)>> WhenAndWhereAsync(Fair fair, IReadOnlyList<FairDay>? days, CancellationToken cancel)
    {
        var where = ("Nơi họp", string.Join(", ", new[] { fair.Address, fair.Place.Commune, fair.Place.Province }.Where(part => !string.IsNullOrEmpty(part))));
        if (fair.Hours is { } hours) return [("Phiên", $"{hours.Rule.Words.Vi}, {Hours(hours.Opens, hours.Closes)}"), where];
        days ??= await db.FairDays.AsNoTracking().Where(day => day.FairId == fair.Id).ToListAsync(cancel);
        return [.. days.OrderBy(day => day.Day).Select(day => (Day(day.Day), Hours(day.Opens, day.Closes))), where];
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Hours(TimeOnly opens, TimeOnly closes) => string.Create(CultureInfo.InvariantCulture, $"{opens:HH\\:mm} đến {closes:HH\\:mm}");

    private void Post(Fair fair, BoothApplication application, Producer producer, string dedupeKey, string subject, MailBody body)
    {
        body.Link("Xem đăng ký của bạn", $"{letterhead.Value.PublicUrl}/cong-chu-the/hoi-cho/{fair.Id}?chu-the={application.ProducerId}");
        if (fair.IsDemo) body.Say("Đây là chợ trình diễn: hội chợ này là minh hoạ, không có thật.");
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), dedupeKey, producer.Email ?? letterhead.Value.OperatorEmail, subject));
    }
}
