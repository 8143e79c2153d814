using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Floors;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Platforms;

/// <summary>What was sent to platforms and read from them, as people say it.</summary>
[Requires(Act.ReadFloors)]
public sealed class ChannelHistoryModel(DeskHistory history, DeskListings listings, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = FloorListModel.Path + "/nhat-ky";

    public ListPage<HistoryRow> Found { get; private set; } = null!;
    public IReadOnlyList<(ChannelShop Shop, string Maker)> Shops { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Shops = await listings.ShopsAsync(Person, cancel);
        Found = await history.PageAsync(Person, new HistoryFilter(Asked(DeskFind.Field), Asked("san"), Guid.TryParse(Asked("gian-hang"), out var shop) ? shop : null, Asked("loi") == "1", Kernel.Typed.Day(Asked("tu")), Kernel.Typed.Day(Asked("den"))), PageNumber, cancel);
    }
}
