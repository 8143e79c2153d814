using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <summary>A payment in the words that gateways are spoken to. The same for every repetition.</summary>
public sealed class PaymentRequests(IOrderLinks links, PaymentMethods methods)
{
    /// <param name="buyerAddress">IP; empty where nobody is at the other end, such as in a job.</param>
    public PaymentRequest Of(Payment payment, OrderGroup group, string buyerAddress) => new(
        payment.Id, payment.Reference, payment.Amount, group.Number, group.Language, group.Recipient.Email,
        new Uri(payment.ReturnTo), new Uri(links.Notifications(methods.Find(payment.Method)!.Name)),
        buyerAddress.Length == 0 ? "127.0.0.1" : buyerAddress, payment.CreatedAt, payment.ExpiresAt);
}
