using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Needs;

[Requires(Act.ReadNeeds)]
public sealed class NeedFileModel(DeskNeeds needs, CheckNeedByPhone check, MatchNeed match, CloseNeed close, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public DeskNeed Found { get; private set; } = null!;
    public bool MayHandle => Person.May(Act.HandleNeeds, Found.Need.Scope);

    public string? ProvinceOf(string? code) => places.Province(code)?.Name;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, Guid[] producers, string? outcome, string? dealValue, string? note, string? meetingDay, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        IReadOnlyList<Refusal> refusals;
        var done = words["Đã lưu.", "Saved."];
        switch (act)
        {
            case "check": refusals = (await check.HandleAsync(Person, id, version ?? -1, cancel)).Refusals; break;
            case "close": refusals = (await close.HandleAsync(Person, id, version ?? -1, new(outcome, dealValue, note, meetingDay), cancel)).Refusals; break;
            case "match":
                var told = await match.HandleAsync(Person, id, version ?? -1, producers, cancel);
                (refusals, done) = (told.Refusals, words[$"Đã báo {told.Value} chủ thể.", told.Value == 1 ? "1 producer was told." : $"{told.Value} producers were told."]);
                break;
            default: return BadRequest();
        }

        return refusals.Count == 0 ? Again(done) : Refuse(refusals);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await needs.FindAsync(Person, id, Asked(DeskFind.Field), cancel) is not { } found) return false;
        Found = found;
        return true;
    }
}
