using Microsoft.AspNetCore.Builder;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.TikTokShop;

public sealed class TikTokShopDouble(TimeProvider clock, int seed = 1) : PlatformDouble(clock, seed)
{
    public static async Task<TikTokShopDouble> StartAsync(TimeProvider clock, int port = 0, int seed = 1)
    {
        var made = new TikTokShopDouble(clock, seed);
        await made.StartAsync(port);
        return made;
    }

    public override HttpRequestMessage Signed(Uri address, ShelfNews news) => throw new NotImplementedException();
}
