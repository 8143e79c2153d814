namespace Ocop.Market.Ordering;

/// <summary>Configuration section "Ordering".</summary>
public sealed class OrderingOptions
{
    /// <summary>How the market signs its mails.</summary>
    public string MarketName { get; set; } = "Hàng Quê";

    /// <summary>The domain in Message-IDs.</summary>
    public string MailDomain { get; set; } = "localhost";

    /// <summary>Hears of orders whose producer has no e-mail, and calls them.</summary>
    public string OperatorEmail { get; set; } = "dieu-phoi@localhost";
}
