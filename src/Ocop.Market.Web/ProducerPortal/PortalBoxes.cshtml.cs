using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>Parts of shared gift boxes on their way to whoever packs them.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalBoxesModel(BoxTransfers transfers, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/hop-qua";

    public IReadOnlyList<TransferRow> ToBring { get; private set; } = [];
    public IReadOnlyList<TransferRow> ToReceive { get; private set; } = [];
    public bool MayMove => Person.MayAnywhere(Act.AnswerOrders);

    public bool IsLate(TransferRow row) => row.Transfer.DueOn < clock.Today();

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, CancellationToken cancel)
    {
        var outcome = await transfers.MoveAsync(Person, id, act == "received", cancel);
        if (outcome.Succeeded) return Again(act == "received" ? words["Đã ghi: hàng đã tới chỗ bạn.", "Noted: it has arrived."] : words["Đã ghi: hàng đã đi.", "Noted: it is on its way."]);
        await ReadAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel) =>
        (ToBring, ToReceive) = (await transfers.ToBringAsync(Person, cancel), await transfers.ToReceiveAsync(Person, cancel));
}
