using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.People;

[Requires(Act.OpenDesk), Requires(Act.ManageUsers)]
public sealed class InviteModel(CurrentPerson current, InvitePerson invite, ScopeChoice choice) : PageModel
{
    private RightForm _right = new(null, null, null, null, null);

    public string? Name { get; private set; }
    public string? Phone { get; private set; }
    public string? Email { get; private set; }
    public string? Link { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public RightFields Fields => new(_right, RightFields.RolesOf(current.Somebody), choice.Provinces, Refusals);

    /// <param name="vai">A role chosen beforehand by the page that leads here.</param>
    /// <param name="diem">The address of the sales point that somebody is to keep.</param>
    public void OnGet(string? vai, string? diem) => _right = new(vai, null, null, null, diem);

    public async Task<IActionResult> OnPostAsync(string? name, string? phone, string? email, RightForm right, CancellationToken cancel)
    {
        (Name, Phone, Email, _right) = (name, phone, email, right);
        var chosen = await choice.ReadAsync(right, cancel);
        if (!chosen.Succeeded) return Refused(chosen.Refusals);
        var sent = await invite.HandleAsync(current.Somebody, new InvitationForm(name, phone, email, chosen.Value.Role, chosen.Value.Scope), cancel);
        if (!sent.Succeeded) return Refused(sent.Refusals);
        Link = sent.Value.Link;
        return Page();
    }

    private PageResult Refused(IReadOnlyList<Refusal> refusals)
    {
        Refusals = refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
