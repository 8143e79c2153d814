using Microsoft.AspNetCore.Builder;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Lazada;

public sealed class LazadaDouble(TimeProvider clock, int seed = 1) : PlatformDouble(clock, seed)
{
    public static async Task<LazadaDouble> StartAsync(TimeProvider clock, int port = 0, int seed = 1)
    {
        var made = new LazadaDouble(clock, seed);
        await made.StartAsync(port);
        return made;
    }

    public override HttpRequestMessage Signed(Uri address, ShelfNews news) => throw new NotImplementedException();
}
