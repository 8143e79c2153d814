namespace Ocop.Market.Catalog.Search;

/// <summary>The orders of a list. Each ends at the row's number, so that no product stands on two pages.</summary>
public static class CatalogOrder
{
    public static Comparison<CatalogRow> Of(CatalogSort sort, DateOnly today) => sort switch
    {
        CatalogSort.PriceUp => (left, right) => Then(Price(left).CompareTo(Price(right)), left, right),
        CatalogSort.PriceDown => (left, right) => Then((right.Price ?? -1).CompareTo(left.Price ?? -1), left, right),
        CatalogSort.Newest => (left, right) => Then(right.CreatedTicks.CompareTo(left.CreatedTicks), left, right),
        _ => (left, right) => ByStars(left, right, today),
    };

    /// <summary>Valid stars, what can be bought, the newest.</summary>
    private static int ByStars(in CatalogRow left, in CatalogRow right, DateOnly today)
    {
        var order = right.StarsOn(today).CompareTo(left.StarsOn(today));
        if (order == 0) order = right.InStock.CompareTo(left.InStock);
        if (order == 0) order = right.CreatedTicks.CompareTo(left.CreatedTicks);
        return Then(order, left, right);
    }

    /// <summary>What has no price comes last in both directions.</summary>
    private static long Price(in CatalogRow row) => row.Price ?? long.MaxValue;

    private static int Then(int order, in CatalogRow left, in CatalogRow right) => order != 0 ? order : left.Id.CompareTo(right.Id);
}
