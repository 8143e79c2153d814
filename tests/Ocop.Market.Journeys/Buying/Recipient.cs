namespace Ocop.Market.Journeys.Buying;

/// <summary>Who orders in a journey: nobody real, at the reserved domain.</summary>
internal sealed record Recipient(string Name, string Phone, string Province, string Commune, string Street, string? Email = null)
{
    public static Recipient With(string? email = null) => new("Người thử chợ", "0912 345 678", "Cần Thơ", "Ninh Kiều", "Số 1 đường thử nghiệm", email);
}
