using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.Complaints;

/// <summary>Configuration section "Complaints".</summary>
public sealed class ComplaintOptions
{
    /// <summary>Within so many days the desk answers what a buyer wrote.</summary>
    [Range(1, 60)]
    public int AnswerDays { get; set; } = 7;
}
