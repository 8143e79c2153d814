using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Invoices;

/// <summary>One rate of a parcel: what is paid at it, and the tax in that.</summary>
public sealed record TaxLine(VatRate Rate, Money Paid, Money Tax)
{
    public Money BeforeTax => Paid - Tax;
}

/// <summary>
/// Prices include the tax. It is worked out once for each rate of a parcel, from what is paid after discounts, half a đồng upwards, and then shared
/// among the lines by <see cref="Money.Split"/>: so the lines of a rate sum to its tax, and the rates to the parcel's total.
/// </summary>
public static class OrderTax
{
    public static Money Contained(Money paid, VatRate rate) =>
        new((long)Math.Round((decimal)paid.Amount * rate.Percent() / (100 + rate.Percent()), MidpointRounding.AwayFromZero));

    /// <summary>The tax in each part, in their order.</summary>
    public static IReadOnlyList<Money> Share(IReadOnlyList<(VatRate Rate, Money Paid)> parts)
    {
        var taxes = new Money[parts.Count];
        foreach (var same in Enumerable.Range(0, parts.Count).GroupBy(index => parts[index].Rate))
        {
            int[] at = [.. same];
            var tax = Contained(at.Select(index => parts[index].Paid).Sum(), same.Key);
            if (tax == Money.Zero) continue;
            foreach (var (index, share) in at.Zip(tax.Split([.. at.Select(index => parts[index].Paid.Amount)]))) taxes[index] = share;
        }

        return taxes;
    }

    /// <summary>Empty where the seller states no tax at all: most of the programme's households.</summary>
    public static IReadOnlyList<TaxLine> Of(IReadOnlyList<Order> orders)
    {
        var parts = orders.SelectMany(order => order.Lines.Select(line => (Rate: line.Vat, Paid: line.Paid, Tax: line.Tax)).Append((Rate: order.ShippingVat, Paid: order.ShippingPaid, Tax: order.ShippingTax))).ToList();
        return parts.TrueForAll(part => part.Rate == VatRate.NotSubject) ? [] :
        [
            .. parts.GroupBy(part => part.Rate).OrderBy(same => same.Key)
                .Select(same => new TaxLine(same.Key, same.Select(part => part.Paid).Sum(), same.Select(part => part.Tax).Sum()))
                .Where(line => line.Paid > Money.Zero),
        ];
    }
}
