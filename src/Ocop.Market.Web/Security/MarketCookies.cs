namespace Ocop.Market.Web.Security;

/// <summary>Names of the market's own cookies.</summary>
public static class MarketCookies
{
    public const string Cart = "gio";
    public const string Theme = "giao-dien";
    public const string Form = "bieu-mau";
}
