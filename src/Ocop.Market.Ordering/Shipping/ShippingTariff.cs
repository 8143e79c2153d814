using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>By the pair of provinces a parcel travels between.</summary>
public enum ShippingZone { InnerProvince, SameRegion, InterRegion }

/// <param name="First">For the first step of weight.</param>
/// <param name="Next">For each further step begun.</param>
public sealed record ShippingRate(long First, long Next, int DaysFrom, int DaysTo);

/// <summary>Length, width and height of a parcel in centimetres.</summary>
public readonly record struct ParcelSize(int Length, int Width, int Height);

/// <param name="DaysFrom"><see cref="WorkingDays"/> on the way, at best.</param>
public sealed record ShippingQuote(Money Fee, int DaysFrom, int DaysTo);

/// <summary>
/// What a parcel costs where no carrier is connected (configuration: Shipping:Tariffs). The figures are this project's own defaults,
/// close to what carriers publish; whoever runs the market enters the contract's.
/// </summary>
public sealed record ShippingTariff
{
    public DateOnly ValidFrom { get; init; } = DateOnly.MinValue;
    public ShippingRate InnerProvince { get; init; } = new(22_000, 2_500, 1, 2);
    public ShippingRate SameRegion { get; init; } = new(30_000, 3_500, 2, 3);
    public ShippingRate InterRegion { get; init; } = new(32_000, 5_000, 3, 5);

    /// <summary>Islands and high mountains.</summary>
    public long RemoteSurcharge { get; init; } = 10_000;
    public int RemoteDays { get; init; } = 2;
    public int StepGrams { get; init; } = 500;
    public int MostGrams { get; init; } = 20_000;

    /// <summary>Cubic centimetres that count as one kilogram.</summary>
    public int VolumetricDivisor { get; init; } = 5_000;
    public long RoundUpTo { get; init; } = 500;

    /// <summary>For goods whose packed weight nobody entered.</summary>
    public int UnknownItemGrams { get; init; } = 500;

    /// <summary>Null above <see cref="MostGrams"/>: such a parcel is quoted by hand.</summary>
    public ShippingQuote? Quote(ShippingZone zone, int grams, bool isRemote, ParcelSize? size = null)
    {
        var billed = Math.Max(grams, size is { } box ? VolumetricGrams(box) : 0);
        if (billed > MostGrams) return null;
        var rate = zone switch
        {
            ShippingZone.InnerProvince => InnerProvince,
            ShippingZone.SameRegion => SameRegion,
            ShippingZone.InterRegion => InterRegion,
        };
        var steps = Math.Max(0, (billed - 1) / StepGrams);
        var fee = rate.First + steps * rate.Next + (isRemote ? RemoteSurcharge : 0);
        var extraDays = isRemote ? RemoteDays : 0;
        return new ShippingQuote(new Money((fee + RoundUpTo - 1) / RoundUpTo * RoundUpTo), rate.DaysFrom + extraDays, rate.DaysTo + extraDays);
    }

    private int VolumetricGrams(ParcelSize box) => (int)Math.Ceiling((long)box.Length * box.Width * box.Height * 1000m / VolumetricDivisor);
}
