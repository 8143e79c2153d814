namespace Ocop.Market.Ordering.Orders;

/// <summary>Addresses for mails and codes: absolute, signed by whoever serves them.</summary>
public interface IOrderLinks
{
    /// <summary>Opens the buyer's tracking page without asking for the phone.</summary>
    /// <param name="language">The page speaks it: "vi" or "en".</param>
    string Tracking(Guid groupId, string number, string language);

    /// <summary>The same page for whoever types the phone there: short enough for a text.</summary>
    string Asking(string number, string language);

    /// <summary>The page on which an order is paid. It leads on to everything that the buyer may see.</summary>
    string Payment(Guid groupId, string number, string language);

    /// <summary>The same page as gateways get it, to send the buyer back to: it tells no more than they know.</summary>
    string PaymentReturn(Guid groupId, string number, string language);

    /// <summary>Where a gateway posts what it has to tell.</summary>
    string Notifications(string source);

    /// <summary>The producer's one page for an order; worthless after the given moment.</summary>
    string Answer(Guid orderId, DateTime expiresAt);

    /// <summary>The claim in the producer's own rooms.</summary>
    string Claim(Guid claimId);

    /// <summary>The producer's own goods.</summary>
    string Goods();
}
