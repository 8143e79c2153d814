using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.PersonalData;

/// <summary>Configuration section "PersonalData". What the law asks for changes; whoever runs the market sets it here.</summary>
public sealed class PersonalDataOptions
{
    /// <summary>Who an order was for is overwritten so long after it was placed, once nothing of it is open. Long enough for complaints about the goods.</summary>
    [Range(1, 120)]
    public int OrdersKeptMonths { get; set; } = 24;

    /// <summary>Within so many hours a person answers who asks to be erased.</summary>
    [Range(1, 720)]
    public int AnswerHours { get; set; } = 72;
}
