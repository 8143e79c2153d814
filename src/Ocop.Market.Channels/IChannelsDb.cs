using Ocop.Market.Ordering;

namespace Ocop.Market.Channels;

public interface IChannelsDb : IOrderingDb
{
}
