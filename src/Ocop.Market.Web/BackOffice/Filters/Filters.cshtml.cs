using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Filters;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Filters;

/// <summary>Saves and deletes filters of the desk's lists; shows itself only where a name is refused.</summary>
[Requires(Act.OpenDesk)]
public sealed class FiltersModel(SaveFilter save, DeleteFilter delete, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public string List { get; private set; } = "";
    public string? Name { get; private set; }
    public string? Query { get; private set; }

    public IActionResult OnGet() => LocalRedirect(HttpContext.Link("/quan-tri"));

    public async Task<IActionResult> OnPostAsync(string? list, string? name, string? query, Guid? delete, CancellationToken cancel)
    {
        if (list is null || !DeskNav.IsRoom(list)) return BadRequest();
        if (delete is { } id)
        {
            if (await DeleteAsync(id, cancel)) Done = words["Đã xoá bộ lọc.", "The filter is deleted."];
            return LocalRedirect(HttpContext.Link(list));
        }

        var outcome = await save.HandleAsync(Person, list, name, query, cancel);
        if (outcome.Succeeded)
        {
            Done = words[$"Đã lưu bộ lọc “{outcome.Value.Name}”.", $"The filter “{outcome.Value.Name}” is saved."];
            return LocalRedirect($"{HttpContext.Link(list)}?{outcome.Value.Query}");
        }

        (List, Name, Query) = (list, name, query);
        return Refuse(outcome.Refusals);
    }

    private Task<bool> DeleteAsync(Guid id, CancellationToken cancel) => delete.HandleAsync(Person, id, cancel);
}
