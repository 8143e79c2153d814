using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>The forms of a parcel that was accepted and is not done yet, alike at the link in the mail, in the producer's room and at the desk.</summary>
/// <param name="Typed">What stood in a field of the form that comes back, else what is saved.</param>
public sealed record ParcelActs(Order Order, IReadOnlyList<Refusal> Refusals, Func<string, string?, string?> Typed)
{
    public bool IsRefused(params string[] fields) => Refusals.Any(refusal => fields.Contains(refusal.Field));
}
