using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

[Requires(Act.ShapeSite)]
public sealed class SetsModel(SetList sets, CreateSet create, CurrentPerson current) : PageModel
{
    public IReadOnlyList<SetLine> Sets { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public string? Name { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => Sets = await sets.AllAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancel)
    {
        var made = await create.HandleAsync(current.Somebody, name ?? "", cancel);
        if (made.Succeeded) return LocalRedirect($"~/quan-tri/dot-dang/{made.Value.Id}");
        (Refusals, Name) = (made.Refusals, name);
        await OnGetAsync(cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
