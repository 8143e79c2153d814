using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Platforms;

/// <summary>What a set puts on sale on platforms, and the way back.</summary>
[Requires(Act.ShapeSite)]
public sealed class SetListingsModel(SetList sets, CampaignGoods goods, RemoveListingsFromSet remove, EndCampaigns end, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public PublishingSet Set { get; private set; } = null!;
    public ListPage<CampaignRow> Found { get; private set; } = null!;
    public bool Runs { get; private set; }

    public static string PathOf(Guid set) => $"/quan-tri/dot-dang/{set}/mon-tren-san";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long version, Guid[]? chon, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        switch (act)
        {
            case "remove":
                var removed = await remove.HandleAsync(Person, id, version, chon ?? [], cancel);
                return removed.Succeeded ? Again(words["Đã bỏ ra khỏi đợt.", "Removed from the set."]) : Refuse(removed.Refusals);
            case "end":
                var ended = await end.HandleAsync(Person, id, cancel);
                return ended.Succeeded ? Again(words[$"Đã kết thúc: {ended.Value} món trở về như trước đợt.", $"Ended: {ended.Value} are as they were before."]) : Refuse(ended.Refusals);
            default: return BadRequest();
        }
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await sets.FindAsync(id, cancel) is not { } set) return false;
        (Set, Found, Runs) = (set, await goods.OfAsync(id, PageNumber, cancel), await goods.RunsAsync(id, cancel));
        return true;
    }
}
