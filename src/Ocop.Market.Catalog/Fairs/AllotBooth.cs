using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>
/// Gives a booth to who asked, or another one instead of the first. The fair's row makes officers wait for each other; should that ever fail, the
/// unique booth of an application is the database's own no.
/// </summary>
public sealed class AllotBooth(ICatalogDb db, FairTurn turn, FairMails mails)
{
    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, Guid applicationId, Guid boothId, CancellationToken cancel) => turn.TakeAsync(person, fairId, null, "BoothAllotted", async fair =>
    {
        if (await db.BoothApplications.FirstOrDefaultAsync(it => it.Id == applicationId && it.FairId == fairId, cancel) is not { } application) return WithdrawFromFair.Unknown;
        if (!application.IsOpen) return AnswerApplication.NotOpen;
        if (fair.State != FairState.Announced) return AnswerApplication.NotAnnounced;
        if (await db.Booths.AsNoTracking().FirstOrDefaultAsync(it => it.Id == boothId && it.FairId == fairId, cancel) is not { } booth)
            return new Refusal("BoothUnknown", "booth", "Chọn một gian trong danh sách.", "Choose a booth of the list.");
        if (application.BoothId == boothId) return new Refusal("SameBooth", "booth", "Chủ thể đang ở gian này.", "The producer has this booth.");
        if (await db.BoothApplications.AnyAsync(it => it.BoothId == boothId, cancel))
            return new Refusal("BoothTaken", "booth", $"Gian {booth.Number} vừa giao cho chủ thể khác. Chọn gian khác.", $"Booth {booth.Number} has just been given to somebody else. Choose another one.");

        var isMove = application.BoothId is not null;
        application.Allot(boothId);
        await mails.TellAllottedAsync(fair, application, booth, isMove, cancel);
        return $"{booth.Number}: {await db.Producers.Where(it => it.Id == application.ProducerId).Select(it => it.Slug).SingleAsync(cancel)}";
    }, cancel);
}

/// <summary>Puts who asked on the waiting list, behind those who wait already, or says no. A booth they had is free again. Whom it was said no to by mistake can be put on the list.</summary>
public sealed class AnswerApplication(ICatalogDb db, FairTurn turn, FairMails mails, TimeProvider clock)
{
    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, Guid applicationId, bool mayWait, CancellationToken cancel) => turn.TakeAsync(person, fairId, null, mayWait ? "BoothWaitedFor" : "BoothRefused", async fair =>
    {
        if (await db.BoothApplications.FirstOrDefaultAsync(it => it.Id == applicationId && it.FairId == fairId, cancel) is not { } application) return WithdrawFromFair.Unknown;
        if (!application.IsOpen && !(mayWait && application.State == ApplicationState.Refused)) return NotOpen;
        if (fair.State != FairState.Announced) return NotAnnounced;
        if (mayWait && application.State == ApplicationState.Waiting) return new Refusal("WaitsAlready", "", "Chủ thể đã ở danh sách chờ.", "The producer is on the waiting list already.");

        var hadBooth = application.BoothId is not null;
        if (mayWait) application.Wait(clock.UtcNow());
        else application.Refuse();
        await mails.TellAnsweredAsync(fair, application, hadBooth, cancel);
        return await db.Producers.Where(it => it.Id == application.ProducerId).Select(it => it.Slug).SingleAsync(cancel);
    }, cancel);

    internal static readonly Refusal NotOpen = new("NotOpen", "", "Đăng ký này đã rút hoặc không nhận.", "This application was withdrawn or not taken.");
    internal static readonly Refusal NotAnnounced = new("NotAnnounced", "", "Công bố hội chợ trước khi xếp gian.", "Announce the fair before you give booths away.");
}
