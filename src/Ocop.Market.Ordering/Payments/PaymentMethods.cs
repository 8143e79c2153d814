namespace Ocop.Market.Ordering.Payments;

/// <summary>The ways of paying that this market offers: cash, and each gateway whose keys it has.</summary>
public sealed class PaymentMethods(IEnumerable<IPaymentProvider> providers)
{
    public IReadOnlyList<PaymentMethod> Offered { get; } = [PaymentMethod.CashOnDelivery, .. providers.Select(provider => provider.Method).Order()];

    public IPaymentProvider? Find(PaymentMethod method) => providers.FirstOrDefault(provider => provider.Method == method);

    public IPaymentProvider? Named(string provider) => providers.FirstOrDefault(found => found.Provider == provider);

    /// <summary>What a form sent; null where it is no way of paying that is offered here.</summary>
    public PaymentMethod? Read(string? typed) => Offered.Where(method => method.ToString() == typed).Cast<PaymentMethod?>().FirstOrDefault();
}
