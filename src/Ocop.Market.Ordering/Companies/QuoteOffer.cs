using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

/// <summary>FullBefore: parcels go out once all is paid. Deposit: a part holds the goods until the rest is due. OnAccount: paid days after the order.</summary>
public enum PayTerms { FullBefore, Deposit, OnAccount }

public static class PayTermsWords
{
    public static LocalText Words(this PayTerms terms) => terms switch
    {
        PayTerms.FullBefore => new("Trả đủ trước khi gửi", "Paid in full before sending"),
        PayTerms.Deposit => new("Đặt cọc, trả nốt trước khi gửi", "A deposit, the rest before sending"),
        PayTerms.OnAccount => new("Trả sau", "On account"),
    };
}

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

    /// <summary>Of the empty box with its card: what a parcel weighs besides its goods.</summary>
    public int BoxGrams { get; init; }

    public QuoteLine At(Money price) => Of(Title, price, PackerId, PackerName, Parts) with { BoxGrams = BoxGrams };
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
    public int PercentOff(int boxes) => Off(Steps, boxes);

    public Money PriceFor(int boxes) => PriceAt(PercentOff(boxes));

    public Money PriceAt(int percentOff) => Less(Line.Price, percentOff);

    public static Money PriceFor(Money price, IReadOnlyList<PriceStep> steps, int boxes) => Less(price, Off(steps, boxes));

    private static int Off(IReadOnlyList<PriceStep> steps, int boxes) => steps.Where(step => step.From <= boxes).Select(step => step.PercentOff).DefaultIfEmpty(0).Max();

    private static Money Less(Money price, int percentOff) => new(price.Amount * (100 - percentOff) / 100);

    /// <summary>The box as it is ordered in this number.</summary>
    public QuoteLine Agreed(int boxes) => Line.At(PriceFor(boxes));

    public Money Total(int boxes, int parcels) => PriceFor(boxes) * boxes + DeliveryPerParcel * parcels;

    /// <summary>With its numbers.</summary>
    public LocalText TermsInWords() => Terms switch
    {
        PayTerms.Deposit => new($"Đặt cọc {DepositPercent}% khi đặt, trả nốt trước khi gửi", $"{DepositPercent}% when ordering, the rest before sending"),
        PayTerms.OnAccount => new($"Trả trong {AccountDays} ngày sau khi đặt", $"Within {AccountDays} days of the order"),
        PayTerms.FullBefore => Terms.Words(),
    };

    public Money Deposit(Money total) => Terms == PayTerms.Deposit ? new(((total.Amount * DepositPercent) + 99) / 100) : total;
}
