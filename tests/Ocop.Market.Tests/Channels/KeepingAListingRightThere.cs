namespace Ocop.Market.Tests.Channels;

public sealed class KeepingAListingRightOnLazada : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.Lazada;
}
