using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Connectors.Lazada;
using Ocop.Market.Channels.Connectors.Shopee;
using Ocop.Market.Channels.Connectors.TikTokShop;
using Ocop.Market.Doubles.Lazada;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;

namespace Ocop.Market.Tests.Channels;

/// <summary>The three platforms with the connector that sells on each.</summary>
internal static class Platforms
{
}
