using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Channels.Feeds;

namespace Ocop.Market.Channels;

public static class ChannelsModule
{
    public static IServiceCollection AddChannels(this IServiceCollection services) => services.AddScoped<GoogleFeed>();
}
