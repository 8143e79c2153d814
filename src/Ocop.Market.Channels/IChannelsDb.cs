using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Ordering;

namespace Ocop.Market.Channels;

public interface IChannelsDb : IOrderingDb
{
    DbSet<Floor> Floors { get; }
    DbSet<FloorListing> FloorListings { get; }
    DbSet<FloorPackage> FloorPackages { get; }
    DbSet<FloorPackageItem> FloorPackageItems { get; }
}
