using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Connectors.Lazada;
using Ocop.Market.Doubles.Lazada;

namespace Ocop.Market.Tests.Channels;

/// <summary>The platforms with the connector that sells on each.</summary>
internal static class Platforms
{
    private static readonly Uri Return = new("https://cho.example.vn/cong-chu-the/ban-tren-san/ve");

    public static Platform Lazada { get; } = new("lazada", async clock => await LazadaDouble.StartAsync(clock),
        (there, http, clock, journal) => new LazadaConnector(http, Options.Create(new LazadaOptions { AppKey = LazadaDouble.AppKey, AppSecret = LazadaDouble.AppSecret, Address = ((LazadaDouble)there).Api, SignInAddress = ((LazadaDouble)there).Api, ConsentAddress = ((LazadaDouble)there).ConsentPage, ReturnAddress = Return }), clock, journal),
        (LazadaDouble.TeaCategory, new Dictionary<string, string> { ["brand_id"] = LazadaDouble.NoBrand, ["tea_type"] = "Trà xanh", ["shelf_life"] = "24 tháng" }));
}
