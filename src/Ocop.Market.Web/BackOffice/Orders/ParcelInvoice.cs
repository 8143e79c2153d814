using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Web.BackOffice.Orders;

/// <summary>The invoice of a parcel: whom it is for, whether it is issued, and the form to say so.</summary>
/// <param name="PostTo">Null for those who only read.</param>
public sealed record ParcelInvoice(Order Order, InvoiceBuyer? Buyer, string? PostTo, IReadOnlyList<Refusal> Refusals, Func<string, string?, string?> Typed);
