using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>Calls an announced fair off. Its page stays and says so, calendars strike it out, and whoever applied is told once.</summary>
public sealed class CancelFair(FairTurn turn, FairMails mails, TimeProvider clock)
{
    private const int LongestReason = 500;

    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, string? reason, CancellationToken cancel) => turn.TakeAsync(person, fairId, null, "FairCancelled", async fair =>
    {
        var why = FairFields.Text(reason);
        if (fair.State != FairState.Announced) return new Refusal("NotAnnounced", "", "Chỉ huỷ được hội chợ đã công bố.", "Only an announced fair can be cancelled.");
        if (fair.IsOverOn(clock.Today())) return SetFairDays.FairOver;
        if (why.Length is < 4 or > LongestReason) return new Refusal("ReasonMissing", "reason", "Viết lý do huỷ, để mọi người hiểu (4 đến 500 chữ).", "Say why, so that people understand (4 to 500 letters).");

        fair.Cancel(why);
        fair.RaiseSequence(clock.UtcNow());
        await mails.TellCancelledAsync(fair, cancel);
        return why;
    }, cancel);
}
