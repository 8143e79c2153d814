using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Web.Security;

/// <summary>Who sends this request; null for a visitor.</summary>
public sealed class CurrentPerson
{
    public Person? Person { get; set; }
}
