using Microsoft.AspNetCore.Builder;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Shopee;

public sealed class ShopeeDouble(TimeProvider clock, int seed = 1) : PlatformDouble(clock, seed)
{
    public static async Task<ShopeeDouble> StartAsync(TimeProvider clock, int port = 0, int seed = 1)
    {
        var made = new ShopeeDouble(clock, seed);
        await made.StartAsync(port);
        return made;
    }

    public override HttpRequestMessage Signed(Uri address, ShelfNews news) => throw new NotImplementedException();
}
