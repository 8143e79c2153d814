using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Errors;

/// <summary>Asks once more for a form whose origin the browser did not tell; see <see cref="SameSiteForms"/>.</summary>
[IgnoreAntiforgeryToken]
public sealed class ConfirmFormModel : PageModel
{
    public FormToSend? Form => HttpContext.Features.Get<FormToSend>();

    public IActionResult OnGet() => Form is null ? NotFound() : Page();

    public IActionResult OnPost() => Form is null ? NotFound() : Page();
}
