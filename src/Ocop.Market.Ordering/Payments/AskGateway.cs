using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Asks the gateway what became of a payment and books the answer: for the page the buyer comes back to, and before an order is given up.</summary>
public sealed class AskGateway(IOrderingDb db, PaymentMethods methods, PaymentRequests requests, BookPayment book)
{
    /// <returns>What is known; null where there is nothing to ask.</returns>
    public Task<PaymentNews?> HandleAsync(Guid paymentId, string actor, CancellationToken cancel) => AskAsync(paymentId, closes: false, actor, cancel);

    /// <summary>Takes away the pages at which an order that is over could still be paid, and books what was faster.</summary>
    /// <returns>Whether every gateway answered.</returns>
    public async Task<bool> CloseAsync(Guid groupId, string actor, CancellationToken cancel)
    {
        var open = await db.Payments.Where(payment => payment.GroupId == groupId && payment.State == PaymentState.Open).Select(payment => payment.Id).ToListAsync(cancel);
        var answered = true;
        foreach (var payment in open) answered &= await AskAsync(payment, closes: true, actor, cancel) is not PaymentNews.Unreachable;
        return answered;
    }

    private async Task<PaymentNews?> AskAsync(Guid paymentId, bool closes, string actor, CancellationToken cancel)
    {
        var payment = await db.Payments.AsNoTracking().FirstOrDefaultAsync(known => known.Id == paymentId, cancel);
        if (payment is null || payment.State == PaymentState.Paid || methods.Find(payment.Method) is not { } provider) return null;
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(known => known.Id == payment.GroupId, cancel);
        var request = requests.Of(payment, group, "");
        var news = closes ? await provider.CloseAsync(request, payment.GatewayId, cancel) : await provider.ConfirmAsync(request, payment.GatewayId, cancel);
        if (news is PaymentNews.Paid or PaymentNews.Failed or PaymentNews.Waiting)
            await book.HandleAsync(provider.Provider, new PaymentNotice($"asked:{payment.Reference}", payment.Reference, payment.GatewayId, null, news), actor, cancel);
        return news;
    }
}
