using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Asks the gateway what became of a payment and books the answer: for the page the buyer comes back to, and before an order is given up.</summary>
public sealed class AskGateway(IOrderingDb db, PaymentMethods methods, PaymentRequests requests, BookPayment book)
{
    /// <returns>What is known; null where there is nothing to ask.</returns>
    public async Task<PaymentNews?> HandleAsync(Guid paymentId, string actor, CancellationToken cancel)
    {
        var payment = await db.Payments.AsNoTracking().FirstOrDefaultAsync(known => known.Id == paymentId, cancel);
        if (payment is null || payment.State == PaymentState.Paid || methods.Find(payment.Method) is not { } provider) return null;
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(known => known.Id == payment.GroupId, cancel);
        var news = await provider.ConfirmAsync(requests.Of(payment, group, ""), payment.GatewayId, cancel);
        if (news is PaymentNews.Paid or PaymentNews.Failed or PaymentNews.Waiting)
            await book.HandleAsync(provider.Provider, new PaymentNotice($"asked:{payment.Reference}", payment.Reference, payment.GatewayId, null, news), actor, cancel);
        return news;
    }
}
