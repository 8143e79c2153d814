using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Web.Storefront.Companies;

/// <summary>What a company ordered costs and what of it is paid, the same on its page and on the desk's. Drawn by "_OrderedQuote".</summary>
public sealed record OrderedQuote(Quote Quote, OrderGroup Group, MoneyOfGroup Money, bool IsOverdue)
{
    /// <summary>Null before there is an order.</summary>
    public static async Task<OrderedQuote?> OfAsync(DeskQuote found, GroupMoney money, DateTime now, CancellationToken cancel) => found.Group is not { } group ? null
        : new(found.Quote, group, await money.OfAsync(group, cancel), found.Quote.State == QuoteState.OnAccount && group.PayUntil <= now);
}
