using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Web.Security;

/// <summary>What somebody must be allowed to do, somewhere at all, to open the page. On whose things is asked by the use case.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Act act) : Attribute
{
    public Act Act => act;
}
