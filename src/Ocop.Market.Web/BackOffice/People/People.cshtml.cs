using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.People;

[Requires(Act.ReadUsers)]
public sealed class PeopleModel(CurrentPerson current, PeopleList people, OpenInvitations invitations, WithdrawInvitation withdraw, ScopeNames names) : PageModel
{
    public FoundPeople Found { get; private set; } = new([], 0);
    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];
    public IReadOnlyDictionary<Scope, LocalText> Places { get; private set; } = new Dictionary<Scope, LocalText>();
    public string? Search { get; private set; }
    public Role? Role { get; private set; }
    public int PageNumber { get; private set; } = 1;
    public bool MayInvite => current.Somebody.MayAnywhere(Act.ManageUsers);

    public async Task OnGetAsync(string? tim, string? vai, string? trang, CancellationToken cancel)
    {
        Search = tim is { Length: > 100 } ? tim[..100] : tim;
        Role = Enum.TryParse<Role>(vai, out var role) && Enum.IsDefined(role) ? role : null;
        PageNumber = int.TryParse(trang, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 100_000 ? page : 1;
        Found = await people.FindAsync(current.Somebody, Search, Role, PageNumber, cancel);
        Invitations = await invitations.OfAsync(current.Somebody, cancel);
        Places = await names.OfAsync([.. Found.People.SelectMany(user => user.Grants).Select(grant => grant.Scope), .. Invitations.Select(invitation => invitation.Scope)], cancel);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancel)
    {
        await withdraw.HandleAsync(current.Somebody, id, cancel);
        return LocalRedirect("~/quan-tri/nguoi-dung");
    }
}
