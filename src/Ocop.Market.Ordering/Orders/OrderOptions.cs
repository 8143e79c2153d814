using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.Orders;

/// <summary>Configuration section "Orders": how long a parcel may wait or be on its way before somebody asks.</summary>
public sealed class OrderOptions : IValidatableObject
{
    /// <summary>An order that was accepted and has not left after so long is asked after, once, and the desk sees it among the slow ones.</summary>
    [Range(1, 60)]
    public int SendWithinDays { get; set; } = 5;

    /// <summary>A parcel of which nothing was heard for so long is asked after, once.</summary>
    [Range(1, 60)]
    public int AskAfterDays { get; set; } = 10;

    /// <summary>After so long it counts as delivered where it was paid before; where cash is due, people are told.</summary>
    [Range(2, 90)]
    public int CompleteAfterDays { get; set; } = 14;

    /// <summary>So long after the delivery a buyer may say that something is wrong: the market's rule, next to whatever the law gives.</summary>
    [Range(1, 90)]
    public int ClaimDays { get; set; } = 7;

    public TimeSpan Sending => TimeSpan.FromDays(SendWithinDays);
    public TimeSpan Asking => TimeSpan.FromDays(AskAfterDays);
    public TimeSpan Completing => TimeSpan.FromDays(CompleteAfterDays);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (CompleteAfterDays <= AskAfterDays) yield return new ValidationResult("Orders:CompleteAfterDays must be more than Orders:AskAfterDays.", [nameof(CompleteAfterDays)]);
    }
}
