using System.Globalization;

namespace Ocop.Market.Kernel;

/// <summary>An amount in whole đồng. There is no smaller unit in circulation, so nothing here ever rounds by accident.</summary>
public readonly record struct Money(long Amount) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money operator +(Money left, Money right) => new(checked(left.Amount + right.Amount));
    public static Money operator -(Money left, Money right) => new(checked(left.Amount - right.Amount));
    public static Money operator *(Money money, int times) => new(checked(money.Amount * times));
    public static bool operator <(Money left, Money right) => left.Amount < right.Amount;
    public static bool operator >(Money left, Money right) => left.Amount > right.Amount;
    public static bool operator <=(Money left, Money right) => left.Amount <= right.Amount;
    public static bool operator >=(Money left, Money right) => left.Amount >= right.Amount;

    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    /// <summary>Shares the amount by weight. The parts always sum to the whole; the đồng left over by division go to the first parts.</summary>
    /// <exception cref="ArgumentException">No weight, a negative weight, or all weights zero.</exception>
    public IReadOnlyList<Money> Split(IReadOnlyList<long> weights)
    {
        var total = weights.Sum();
        if (weights.Count == 0 || total <= 0 || weights.Any(weight => weight < 0))
            throw new ArgumentException("Weights must be positive and at least one.", nameof(weights));

        var amount = Amount;
        var parts = weights.Select(weight => (long)((Int128)amount * weight / total)).ToArray();
        var rest = amount - parts.Sum();
        for (var i = 0; rest != 0; i = (i + 1) % parts.Length)
        {
            if (weights[i] == 0) continue;
            parts[i] += Math.Sign(rest);
            rest -= Math.Sign(rest);
        }

        return [.. parts.Select(part => new Money(part))];
    }

    /// <summary>As people type it: "145.000", "145 000 ₫", "145000đ". Null for anything else, a sign among it.</summary>
    public static Money? Read(string? typed)
    {
        var digits = new string([.. (typed ?? "").Where(letter => letter is not (' ' or '.' or '\u00a0' or '₫' or 'đ'))]);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= 1_000_000_000_000 ? new Money(amount) : null;
    }

    /// <summary>As people write it: "145.000 ₫", with a non-breaking space.</summary>
    public override string ToString() => Amount.ToString("#,0", Grouping) + "\u00a0₫";

    private static readonly NumberFormatInfo Grouping = new() { NumberGroupSeparator = ".", NegativeSign = "−" };
}

public static class Sums
{
    public static Money Sum(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}
