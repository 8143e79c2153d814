using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

/// <summary>A producer's owner sees who works with them, invites helpers and lets them go.</summary>
[Requires(Act.OpenPortal), Requires(Act.ManageUsers)]
public sealed class MembersModel(CurrentPerson current, IAccountsDb db, ScopeNames names, InvitePerson invite, WithdrawRight withdraw) : AccountFormModel
{
    public Person Me => current.Somebody;
    public IReadOnlyList<(Scope Scope, IReadOnlyList<(Grant Grant, string Name)> People)> Members { get; private set; } = [];
    public IReadOnlyDictionary<Scope, LocalText> Places { get; private set; } = new Dictionary<Scope, LocalText>();
    public string? Link { get; private set; }
    public string? Name { get; private set; }
    public string? Phone { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? name, string? phone, Role role, string? scope, CancellationToken cancel)
    {
        (Name, Phone) = (name, phone);
        await ReadAsync(cancel);
        var sent = await invite.HandleAsync(Me, new InvitationForm(name, phone, null, role, Scope.TryParse(scope, out var own) ? own : Scope.Programme), cancel);
        if (!sent.Succeeded) return Refused(sent.Refusals);
        (Link, Name, Phone) = (sent.Value.Link, null, null);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid grant, CancellationToken cancel)
    {
        var taken = await withdraw.HandleAsync(Me, grant, cancel);
        if (taken.Succeeded) return LocalRedirect("~/cong-chu-the/nguoi-giup");
        await ReadAsync(cancel);
        return Refused(taken.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var scopes = Me.ScopesFor(Act.OpenPortal).Where(scope => Me.May(Act.ManageUsers, scope)).ToList();
        var paths = scopes.Select(scope => scope.Path).ToList();
        var grants = await db.Grants.AsNoTracking().Where(grant => paths.Contains(grant.ScopePath)).ToListAsync(cancel);
        var ids = grants.Select(grant => grant.UserId).Distinct().ToList();
        var people = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name, cancel);
        Members = [.. scopes.Select(scope => (scope, (IReadOnlyList<(Grant, string)>)[.. grants.Where(grant => grant.ScopePath == scope.Path).Select(grant => (grant, people[grant.UserId])).OrderBy(member => member.Item2, StringComparer.Ordinal)]))];
        Places = await names.OfAsync(scopes, cancel);
    }
}
