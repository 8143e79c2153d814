using System.ComponentModel.DataAnnotations;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>Configuration section "Settlements".</summary>
public sealed class SettlementOptions
{
    /// <summary>In đồng: less than this waits for the next payout.</summary>
    [Range(1, 100_000_000)]
    public long MinimumPayout { get; set; } = 100_000;

    /// <summary>How many days nothing is paid to an account that took the place of another.</summary>
    [Range(0, 60)]
    public int AccountRestDays { get; set; } = 3;

    /// <summary>Whether the market pays the carriers and so keeps delivery fees; by itself each producer sends and is passed them on.</summary>
    public bool KeepsDeliveryFees { get; set; }

    /// <summary>Keys of <see cref="Carriers"/> that pay cash from the door to the market. With all others the producer has it.</summary>
    public IReadOnlyList<string> CashThroughMarket { get; init; } = [];

    public Money Minimum => new(MinimumPayout);

    internal bool ProducerHoldsCashOf(Order order) => !CashThroughMarket.Contains(order.Carrier ?? Carriers.Own);
}
