using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Livestreams;

/// <summary>Who sells live in the person's part of the programme. An officer can call a session off.</summary>
[Requires(Act.ReadCatalog)]
public sealed class LivestreamListModel(DeskLivestreams livestreams, CancelLivestream cancelSession, PlaceDirectory places, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/phien-live";
    private Guid? _asked;

    public ListPage<DeskLivestreamRow> Found { get; private set; } = null!;
    public PlaceDirectory Places => places;
    public DateTime Now => clock.UtcNow();

    public bool MayCancel(DeskLivestreamRow row) => !row.Session.IsCancelled && Person.May(Act.PlanLivestreams, Scope.Producer(row.ProvinceCode, row.CommuneCode, row.Session.ProducerId));

    /// <summary>What was refused stands beside the session it was about.</summary>
    public IReadOnlyList<Refusal> RefusalsOf(Guid id) => id == _asked ? Refusals : [];

    public async Task OnGetAsync(CancellationToken cancel) => Found = await livestreams.PageAsync(Person, Asked(DeskFind.Field), PageNumber, cancel);

    public async Task<IActionResult> OnPostAsync(Guid session, string? reason, CancellationToken cancel)
    {
        _asked = session;
        var outcome = await cancelSession.HandleAsync(Person, session, reason, cancel);
        if (outcome.Succeeded) return Again(words["Đã huỷ phiên; thư báo chủ thể đang được gửi.", "Cancelled; the mail to the producer is on its way."]);
        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }
}
