using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[Requires(BeforeSecondFactor = true)]
public sealed class AccountModel(CurrentPerson current) : PageModel
{
    public Person Person => current.Somebody;
}
