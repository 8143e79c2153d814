using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.SecondFactor;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.People;

/// <summary>One person. Whoever holds nothing where the reader may read users is not found.</summary>
[Requires(Act.ReadUsers)]
public sealed class PersonPageModel(CurrentPerson current, PeopleList people, ScopeNames names, ScopeChoice choice, GrantRight grantRight, WithdrawRight withdraw,
    RemoveSecondFactor removeSecondFactor, SignOutEverywhere signOut) : PageModel
{
    private RightForm _right = new(null, null, null, null, null);

    public User Shown { get; private set; } = null!;
    public Person Me => current.Somebody;
    public bool MayHelp => Me.MayHelp(Shown.AsPerson().Roles);
    public IReadOnlyDictionary<Scope, LocalText> Places { get; private set; } = new Dictionary<Scope, LocalText>();
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public RightFields Fields => new(_right, RightFields.RolesOf(Me), choice.Provinces, Refusals);

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGrantAsync([FromRoute] Guid id, RightForm right, CancellationToken cancel)
    {
        _right = right;
        var chosen = await choice.ReadAsync(right, cancel);
        if (!chosen.Succeeded) return await DoneAsync(id, chosen.Refusals, cancel);
        return await DoAsync(id, () => grantRight.HandleAsync(Me, id, chosen.Value.Role, chosen.Value.Scope, cancel), cancel);
    }

    public Task<IActionResult> OnPostWithdrawAsync([FromRoute] Guid id, Guid grant, CancellationToken cancel) => DoAsync(id, () => withdraw.HandleAsync(Me, grant, cancel), cancel);

    public Task<IActionResult> OnPostSecondFactorAsync([FromRoute] Guid id, CancellationToken cancel) => DoAsync(id, () => removeSecondFactor.HandleAsync(Me, id, null, cancel), cancel);

    public Task<IActionResult> OnPostSignOutAsync([FromRoute] Guid id, CancellationToken cancel) => DoAsync(id, () => signOut.HandleAsync(Me, id, cancel), cancel);

    private async Task<IActionResult> DoAsync<T>(Guid id, Func<Task<Outcome<T>>> act, CancellationToken cancel) =>
        await people.FindAsync(Me, id, cancel) is null ? NotFound() : await DoneAsync(id, (await act()).Refusals, cancel);

    private async Task<IActionResult> DoneAsync(Guid id, IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        if (refusals.Count == 0) return LocalRedirect(await people.FindAsync(Me, id, cancel) is null ? "~/quan-tri/nguoi-dung" : $"~/quan-tri/nguoi-dung/{id}");
        Refusals = refusals;
        if (!await FindAsync(id, cancel)) return NotFound();
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await people.FindAsync(Me, id, cancel) is not { } found) return false;
        Shown = found;
        Places = await names.OfAsync(found.Grants.Select(grant => grant.Scope), cancel);
        return true;
    }
}
