using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Channels.Reach;

/// <summary>How many there are, and how many of them are on at least one modern channel.</summary>
public sealed record ReachCount(int Producers, int ProducersThere, int Products, int ProductsThere)
{
    public static readonly ReachCount None = new(0, 0, 0, 0);

    public decimal ProducerShare => Share(ProducersThere, Producers);

    public decimal ProductShare => Share(ProductsThere, Products);

    public static ReachCount operator +(ReachCount one, ReachCount other) =>
        new(one.Producers + other.Producers, one.ProducersThere + other.ProducersThere, one.Products + other.Products, one.ProductsThere + other.ProductsThere);

    /// <summary>In per cent with one decimal, rounded down: a target is not met by rounding.</summary>
    public static decimal Share(int part, int whole) => whole == 0 ? 0 : Math.Floor(part * 1000m / whole) / 10;
}

/// <summary>
/// The count of one commune and one group of goods, as it stood when a month was last looked at. A producer may have goods of several groups, so all groups
/// together are a row of their own.
/// </summary>
public sealed class ReachMonth
{
    public const string AllGroups = "", NoGroup = "-";

    private ReachMonth() { }

    public ReachMonth(DateOnly month, Scope commune, string group, ReachCount count, DateTime now) =>
        (Month, ScopePath, ProvinceCode, GroupSlug, Producers, ProducersThere, Products, ProductsThere, TakenAt) = (month, commune.Path, commune.ProvinceCode ?? "", group, count.Producers, count.ProducersThere, count.Products, count.ProductsThere, now);

    public long Id { get; private set; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>Of the commune: who may read it is asked of it.</summary>
    public string ScopePath { get; private set; } = "";

    /// <summary>Empty where the place is not known.</summary>
    public string ProvinceCode { get; private set; } = "";
    public string GroupSlug { get; private set; } = "";
    public int Producers { get; private set; }
    public int ProducersThere { get; private set; }
    public int Products { get; private set; }
    public int ProductsThere { get; private set; }
    public DateTime TakenAt { get; private set; }
}
