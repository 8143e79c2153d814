using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Claims;

/// <summary>A buyer's claim, answered at the desk or in the producer's own rooms.</summary>
public abstract class ClaimPageModel(ClaimList claims, AnswerClaim answer, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public ClaimFile Found { get; private set; } = null!;
    public bool MayAnswer => Person.May(Act.AnswerClaims, Found.Producer.Scope) && !Found.Claim.State.IsEnd();
    public Ocop.Market.Kernel.Money Most => AnswerClaim.MostOf(Found.Claim, Found.Order);

    /// <summary>Where the page stands.</summary>
    public abstract string Path { get; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, ClaimAct? act, ClaimState? seen, string? amount, [FromForm(Name = "words")] string? said, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (act is not { } known || seen is not { } state) return BadRequest();
        var outcome = await answer.HandleAsync(Person, id, new ClaimAnswer(known, state, Ocop.Market.Kernel.Money.Read(amount)?.Amount, said), cancel);
        return outcome.Succeeded ? Again(words["Đã ghi, khách được báo.", "Noted; the buyer is told."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnGetPhotoAsync(Guid id, Guid photo, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        return await claims.PhotoAsync(Person, id, photo, cancel) is { } jpeg ? File(jpeg, "image/jpeg") : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await claims.FindAsync(Person, id, cancel) is not { } found) return false;
        Found = found;
        return true;
    }
}
