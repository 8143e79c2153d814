using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Complaints;

/// <summary>A complaint, answered for the market at the desk and for the producer in its own rooms.</summary>
public abstract class ComplaintPageModel(ComplaintList complaints, AnswerComplaint answer, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public ComplaintFile Found { get; private set; } = null!;

    /// <summary>What may be done here now, the common thing first.</summary>
    public abstract IReadOnlyList<ComplaintAct> Acts { get; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, ComplaintAct? act, long? version, string? result, [FromForm(Name = "words")] string? said, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (act is not { } known || version is not { } seen) return BadRequest();
        var outcome = await answer.HandleAsync(Person, id, new ComplaintAnswer(known, seen, said, Enum.TryParse<ComplaintResult>(result, out var chosen) && Enum.IsDefined(chosen) ? chosen : null), cancel);
        return outcome.Succeeded ? Again(words["Đã gửi, khách được báo.", "Sent; the buyer is told."]) : Refuse(outcome.Refusals);
    }

    protected bool May(Act act) => Found.Complaint.State != ComplaintState.Closed && Person.May(act, Found.Producer.Scope);

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await complaints.FindAsync(Person, id, cancel) is not { } found) return false;
        Found = found;
        return true;
    }
}
