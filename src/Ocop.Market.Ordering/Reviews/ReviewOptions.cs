using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>Configuration section "Reviews".</summary>
public sealed class ReviewOptions
{
    /// <summary>True: a review is shown once an officer has read it; false: at once.</summary>
    public bool HoldFirst { get; set; }

    /// <summary>So long after it was written its author may change it.</summary>
    [Range(1, 365)]
    public int ChangeDays { get; set; } = 30;
}
