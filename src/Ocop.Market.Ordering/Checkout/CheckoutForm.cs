namespace Ocop.Market.Ordering.Checkout;

/// <summary>What the buyer typed, as typed. Field names of refusals are these names in lower camel case.</summary>
public sealed record CheckoutForm
{
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Province { get; init; }

    /// <summary>A chosen commune's code; goes before the typed name.</summary>
    public string? Commune { get; init; }

    /// <summary>Or its name, old or new.</summary>
    public string? CommuneName { get; init; }
    public string? Street { get; init; }
    public string? Note { get; init; }

    /// <summary>When gift boxes are to arrive; empty for as soon as may be, and of no account without any.</summary>
    public string? WishedDay { get; init; }

    /// <summary>A name of <see cref="Payments.PaymentMethod"/>; nothing means cash on delivery.</summary>
    public string? Payment { get; init; }

    /// <summary>"Xuất hoá đơn": only then do the four below count.</summary>
    public bool WantsInvoice { get; init; }
    public string? InvoiceName { get; init; }
    public string? InvoiceTaxCode { get; init; }
    public string? InvoiceAddress { get; init; }
    public string? InvoiceEmail { get; init; }

    /// <summary>The sum that the page showed, in đồng: nobody pays a fee or a price that they have not seen.</summary>
    public long? AgreedTotal { get; init; }

    /// <summary>The buyer says to be 18 or over; asked where the cart has alcohol.</summary>
    public bool IsAdult { get; init; }

    /// <summary>The version of <see cref="ConsentText"/> that stood at the button; null where no page was shown.</summary>
    public string? Consent { get; init; }

    /// <summary>"vi" or "en", of the page that sent the form: the order's mails speak it. Null leaves it at the language of the cart.</summary>
    public string? Language { get; init; }
}
