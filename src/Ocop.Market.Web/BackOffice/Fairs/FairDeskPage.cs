using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Fairs;

/// <summary>What the pages of one fair have in common: the fair, whether one may change it, and the answer to an act.</summary>
public abstract class FairDeskPage(DeskFairs fairs, TimeProvider clock, CurrentPerson current) : DeskPageModel(current)
{
    public DeskFair Found { get; private set; } = null!;
    public Fair Fair => Found.Fair;
    public bool IsOver => Fair.IsOverOn(clock.Today());

    /// <summary>A cancelled fair stays as it was.</summary>
    public bool MayRun => Person.May(Act.RunFairs, Fair.Scope) && Fair.State != FairState.Cancelled;

    public virtual async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    protected virtual async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await fairs.FindAsync(Person, id, cancel) is not { } found) return false;
        Found = found;
        return true;
    }

    /// <summary>Back to the form with what was refused, or on with one sentence.</summary>
    protected async Task<IActionResult> AnswerAsync(Guid id, Func<Task<Outcome<Fair>?>> act, string done, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (await act() is not { } outcome) return BadRequest();
        if (outcome.Succeeded) return Again(done);
        await ReadAsync(id, cancel);
        return Refuse(outcome.Refusals);
    }

    /// <summary>The values of a column of rows: one for each row of the form.</summary>
    protected IReadOnlyList<string?> Column(string name) => Request.Form[name];

    /// <summary>The rows of a form's table, as many as the column has: a field of a row by its column's name.</summary>
    protected IEnumerable<Func<string, string?>> Rows(string column) => Enumerable.Range(0, Column(column).Count).Select<int, Func<string, string?>>(row => name => Column(name) is var values && row < values.Count ? values[row] : null);

    /// <summary>What was typed into a row where the form comes back, else what is saved.</summary>
    public string? TypedRow(string column, int row, string? saved) =>
        Refusals.Count > 0 && Request.HasFormContentType && Request.Form.TryGetValue(column, out var typed) && row < typed.Count ? typed[row] : saved;

    public bool Ticked(string name, string value, bool saved) => Refusals.Count > 0 && Request.HasFormContentType && Request.Form["act"] == "facts" ? Request.Form[name].Contains(value) : saved;

    public Refusal? ProblemOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);
}
