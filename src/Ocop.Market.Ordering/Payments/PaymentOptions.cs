using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Configuration section "Payments". How long goods wait for their money; each gateway has a section of its own beside it.</summary>
public sealed class PaymentOptions
{
    /// <summary>The names under which money that no gateway moves is booked.</summary>
    public const string Bank = "bank", Cash = "cash";

    /// <summary>Goods are promised to an order that is not paid yet for so long after the buyer's last step.</summary>
    [Range(30, 1440)]
    public int WaitMinutes { get; set; } = 60;

    /// <summary>No step keeps them longer than this after the order.</summary>
    [Range(1, 72)]
    public int MostHours { get; set; } = 24;
}
