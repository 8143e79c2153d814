namespace Ocop.Market.Web.BackOffice.Shared;

/// <summary>The list of goods beside a field that names one, drawn by "_GoodsList"; whatever it does not offer may be typed.</summary>
public static class GoodsList
{
    public const string Id = "goods";
}
