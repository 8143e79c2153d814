namespace Ocop.Market.Ordering.Checkout;

/// <param name="Name">With its kind: "Phường Cửa Nam".</param>
public sealed record CommuneMatch(string Code, string Name);

/// <summary>Which of today's communes somebody means.</summary>
public interface IAddressLookup
{
    /// <summary>None: no such place in the province. Several: a divided unit, or a name that means two places; then the form asks.</summary>
    Task<IReadOnlyList<CommuneMatch>> FindAsync(string provinceCode, string text, CancellationToken cancel);
}
