namespace Ocop.Market.Web.Security;

/// <summary>Names of the market's own cookies.</summary>
public static class MarketCookies
{
    public const string Cart = "cart";
    public const string Form = "form";
}
