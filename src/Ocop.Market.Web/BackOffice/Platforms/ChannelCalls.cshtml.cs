using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Calls;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Web.BackOffice.Floors;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Platforms;

/// <summary>Calls to platforms by address, and what their support asks for of those that failed.</summary>
[Requires(Act.ReadFloors)]
public sealed class ChannelCallsModel(DeskCalls calls, DeskListings listings, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = FloorListModel.Path + "/cuoc-goi";

    public IReadOnlyList<(ChannelShop Shop, string Maker)> Shops { get; private set; } = [];
    public IReadOnlyList<CallPathRow> Paths { get; private set; } = [];
    public IReadOnlyList<FailedCallRow> Failed { get; private set; } = [];
    public DateTime DayBegan { get; } = calls.DayBegan;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var filter = new CallFilter(Asked("san"), Guid.TryParse(Asked("gian-hang"), out var shop) ? shop : null, Asked(DeskFind.Field));
        Shops = await listings.ShopsAsync(Person, cancel);
        Paths = await calls.DayAsync(Person, filter, cancel);
        Failed = await calls.FailedAsync(Person, filter, cancel);
    }
}
