namespace Ocop.Market.Ordering.Payments;

/// <summary>How a buyer pays. All but the first are paid before a producer hears of the order. <see cref="Test"/> moves no money and exists in a demo instance only.</summary>
public enum PaymentMethod { CashOnDelivery, BankTransfer, Card, VnPay, MoMo, Test }

public static class PaymentMethodFacts
{
    public static bool IsPrepaid(this PaymentMethod method) => method != PaymentMethod.CashOnDelivery;
}
