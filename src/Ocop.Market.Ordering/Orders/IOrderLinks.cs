namespace Ocop.Market.Ordering.Orders;

/// <summary>Addresses for mails and codes: absolute, signed by whoever serves them.</summary>
public interface IOrderLinks
{
    /// <summary>Opens the buyer's tracking page without asking for the phone.</summary>
    /// <param name="language">The page speaks it: "vi" or "en".</param>
    string Tracking(Guid groupId, string number, string language);

    /// <summary>The producer's one page for an order; worthless after the given moment.</summary>
    string Answer(Guid orderId, DateTime expiresAt);
}
