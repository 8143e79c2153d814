using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice;

/// <summary>What the desk's pages have in common: who is here, what was just done, what was refused.</summary>
public abstract class DeskPageModel(CurrentPerson current) : PageModel
{
    public Person Person => current.Somebody;

    /// <summary>One sentence on the page after a redirect: what was done.</summary>
    [TempData]
    public string? Done { get; set; }

    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public int PageNumber => int.TryParse(Request.Query[PageLinks.Field], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1;

    /// <summary>Null for an empty field: nothing is filtered by it.</summary>
    public string? Asked(string field) => Request.Query[field].ToString().Trim() is { Length: > 0 and <= 200 } value ? value : null;

    /// <summary>What was typed where the form comes back with its refusals, else what is saved.</summary>
    public string? Typed(string field, string? saved) => Refusals.Count > 0 && Request.HasFormContentType && Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : saved;

    /// <summary>Whether a box was ticked in the form that comes back with its refusals.</summary>
    public bool IsTicked(string field, string value) => Refusals.Count > 0 && Request.HasFormContentType && Request.Form[field].Contains(value);

    /// <summary>A day as a picker sends it, or as people write it where there is no picker; null where it is empty or none (<see cref="Misread"/>).</summary>
    protected DateOnly? Day(string field) => Kernel.Typed.Day(Request.Form[field]);

    /// <summary>Of these fields those that hold words but no day: an end that nobody could read must not become no end.</summary>
    protected IReadOnlyList<Refusal> Misread(params IEnumerable<string> fields) =>
        [.. fields.Where(field => Day(field) is null && !string.IsNullOrWhiteSpace(Request.Form[field])).Select(Kernel.Typed.DayMisread)];

    public PageLinks Pages<T>(ListPage<T> found) => new(HttpContext, found.Page, found.Total, found.Size);

    /// <summary>To the page the form stood on, with its conditions.</summary>
    protected IActionResult Again(string done)
    {
        Done = done;
        return LocalRedirect(HttpContext.Here());
    }

    protected PageResult Refuse(IReadOnlyList<Refusal> refusals)
    {
        Refusals = refusals;
        return new PageResult { StatusCode = refusals.Any(refusal => refusal.Reason == NoRight.Here.Reason) ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict };
    }
}
