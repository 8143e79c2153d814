using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Floors;

/// <summary>A floor's columns: read from its template once, each mapped to one of our fields or to a fixed text.</summary>
[Requires(Act.ReadFloors), RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class FloorColumnsModel(DeskFloors floors, MapFloorColumns map, CurrentPerson current, Words words) : DeskPageModel(current)
{
    // The form around the file takes some bytes, too.
    private const long MostBytes = SheetHeadings.MostBytes + 1024 * 1024;

    public Floor Floor { get; private set; } = null!;

    /// <summary>As the form shows them: saved, just read from a template, or typed and refused.</summary>
    public IReadOnlyList<FloorColumn> Columns { get; private set; } = [];
    public bool IsTemplate { get; private set; }
    public bool MayMap => Person.May(Act.ExportToFloors, Floor.Scope);
    public string Path => $"{FloorListModel.Path}/{Floor.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, IFormFile? file, string[]? heading, string[]? field, string[]? text, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (!MayMap) return Refuse([NoRight.Here]);
        if (act == "template")
        {
            await using var stream = file?.OpenReadStream() ?? Stream.Null;
            var headings = await SheetHeadings.ReadAsync(stream, cancel);
            if (!headings.Succeeded) return Refuse(headings.Refusals);
            (Columns, IsTemplate) = ([.. headings.Value.Select(name => new FloorColumn(name, FloorSheet.Guess(name)))], true);
            return Page();
        }

        if (act is not ("save" or "own")) return BadRequest();
        if (act == "save")
        {
            var (fields, texts) = (field ?? [], text ?? []);
            Columns = [.. (heading ?? []).Select((name, index) => new FloorColumn(name, fields.ElementAtOrDefault(index), texts.ElementAtOrDefault(index)))];
        }

        var outcome = await map.HandleAsync(Person, id, version ?? -1, act == "own" ? null : Columns, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = words["Đã lưu bảng cột.", "The columns are saved."];
        return LocalRedirect(HttpContext.Link(Path));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await floors.FindAsync(Person, id, cancel) is not { } floor) return false;
        (Floor, Columns) = (floor, floor.Columns);
        return true;
    }
}
