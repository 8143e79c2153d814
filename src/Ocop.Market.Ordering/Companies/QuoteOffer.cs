using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

/// <summary>FullBefore: parcels go out once all is paid. Deposit: a part holds the goods until the rest is due. OnAccount: paid days after the order.</summary>
public enum PayTerms { FullBefore, Deposit, OnAccount }

/// <param name="Share">What of the price of one box is this part's, all its pieces together.</param>
public sealed record QuotePart(Guid VariantId, Guid ProductId, string Name, string Pack, string Net, int Quantity, Money Share);

/// <summary>One box: what is in it, what it costs, who packs it. A copy, whatever becomes of the goods.</summary>
/// <param name="PackerId">The producer whose parcel it is.</param>
public sealed record QuoteLine(string Title, Money Price, Guid PackerId, string PackerName, IReadOnlyList<QuotePart> Parts)
{
    /// <summary>The one way to a line: the price is shared by what the parts cost alone (their <see cref="QuotePart.Share"/> here), to the đồng.</summary>
    public static QuoteLine Of(string title, Money price, Guid packerId, string packerName, IReadOnlyList<QuotePart> parts)
    {
        var shares = price.Split([.. parts.Select(part => Math.Max(1, part.Share.Amount))]);
        return new QuoteLine(title, price, packerId, packerName, [.. parts.Zip(shares, (part, share) => part with { Share = share })]);
    }

    public QuoteLine At(Money price) => Of(Title, price, PackerId, PackerName, Parts);
}

/// <param name="From">Boxes.</param>
public sealed record PriceStep(int From, int PercentOff);

/// <summary>What the desk offers. Written once; another offer is another version.</summary>
/// <param name="Line">At the price before any step.</param>
/// <param name="DeliveryPerParcel">Zero where it is in the price.</param>
/// <param name="ValidUntil">The last day on which it can be accepted.</param>
/// <param name="LastDay">No parcel can be wished for later.</param>
public sealed record QuoteOffer(
    QuoteLine Line, IReadOnlyList<PriceStep> Steps, Money DeliveryPerParcel, DateOnly ValidUntil, DateOnly LastDay, PayTerms Terms, int DepositPercent, int AccountDays, string Note)
{
    public int PercentOff(int boxes) => Steps.Where(step => step.From <= boxes).Select(step => step.PercentOff).DefaultIfEmpty(0).Max();

    public Money PriceFor(int boxes) => PriceAt(PercentOff(boxes));

    public Money PriceAt(int percentOff) => new(Line.Price.Amount * (100 - percentOff) / 100);

    /// <summary>The box as it is ordered in this number.</summary>
    public QuoteLine Agreed(int boxes) => Line.At(PriceFor(boxes));

    public Money Total(int boxes, int parcels) => PriceFor(boxes) * boxes + DeliveryPerParcel * parcels;

    public Money Deposit(Money total) => Terms == PayTerms.Deposit ? new(((total.Amount * DepositPercent) + 99) / 100) : total;
}
