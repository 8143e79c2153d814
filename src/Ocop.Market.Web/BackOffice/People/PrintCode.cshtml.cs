using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.People;

[Requires(Act.ReadUsers), Requires(Act.PrintResetCode)]
public sealed class PrintCodeModel(CurrentPerson current, PeopleList people, PrintResetCode print) : PageModel
{
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public PrintedCode? Printed { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        var printed = await print.HandleAsync(current.Somebody, id, cancel);
        (Printed, Refusals) = (printed.Value, printed.Refusals);
        return printed.Succeeded ? Page() : new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await people.FindAsync(current.Somebody, id, cancel) is not { } found) return false;
        (Id, Name) = (id, found.Name);
        return true;
    }
}
