using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Platforms;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

[Requires(Act.OpenPortal)]
public sealed class PortalShopModel(ChannelBoard board, ChooseListings choose, ChangeShop change, SettleDrift settle, HandOverOutside handOver, CurrentPerson current, Words words)
    : OutsideShopModel(board, choose, change, settle, handOver, current, words)
{
    protected override Act Reads => Act.SellOutside;

    public override string Home => PortalShopsModel.Path;
}
