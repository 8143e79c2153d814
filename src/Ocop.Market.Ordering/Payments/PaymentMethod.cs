namespace Ocop.Market.Ordering.Payments;

/// <summary>How a buyer pays. All but the first are paid before a producer hears of the order. <see cref="Test"/> moves no money and exists in a demo instance only.
/// <see cref="OnAccount"/> is for companies that the desk trusts: paid days after the order, and never offered at a checkout.</summary>
public enum PaymentMethod { CashOnDelivery, BankTransfer, Card, VnPay, MoMo, Test, OnAccount }

public static class PaymentMethodFacts
{
    /// <summary>Nobody collects money at the door.</summary>
    public static bool IsPrepaid(this PaymentMethod method) => method != PaymentMethod.CashOnDelivery;
}
