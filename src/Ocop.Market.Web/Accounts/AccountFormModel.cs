using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

/// <summary>A page with a form about an account: what was refused stands on it, under 409.</summary>
public abstract class AccountFormModel : PageModel
{
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>Set by the redirect after a form that was done.</summary>
    [FromQuery(Name = "xong")]
    public string? Done { get; set; }

    protected PageResult Refused(IReadOnlyList<Refusal> refusals)
    {
        Refusals = refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
