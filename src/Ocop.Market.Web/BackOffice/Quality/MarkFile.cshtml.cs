using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Quality;

/// <summary>A mark's form: new, or one that is there.</summary>
public abstract class MarkFormModel(SaveMark save, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public Mark? Mark { get; protected set; }
    public IReadOnlyList<(string Value, string Label)> Scopes { get; protected set; } = [];
    public DateOnly Today => clock.Today();
    public bool MayEdit => Mark is null || Person.May(Act.EditQuality, Mark.Scope);

    protected async Task<IActionResult> SaveAsync(CancellationToken cancel)
    {
        if (Misread("from", "until") is { Count: > 0 } misread) return Refuse(misread);
        var outcome = await save.HandleAsync(Person, new MarkWish(Mark?.Id, long.TryParse(Field("version"), out var version) ? version : -1, Field("scope"),
            Enum.TryParse<MarkKind>(Field("kind"), out var kind) ? kind : null, Field("name"), Field("number"), Field("owner"), Field("area"), Day("from"), Day("until")), cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = words["Đã lưu.", "Saved."];
        return LocalRedirect(HttpContext.Link($"{MarkListModel.Path}/{outcome.Value.Id}"));
    }

    protected string? Field(string name) => Request.Form[name];
}

[Requires(Act.EditQuality)]
public sealed class NewMarkModel(SaveMark save, ScopeNames names, TimeProvider clock, CurrentPerson current, Words words) : MarkFormModel(save, clock, current, words)
{
    private readonly Words _words = words;

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        return await SaveAsync(cancel);
    }

    private async Task FillAsync(CancellationToken cancel) =>
        Scopes = [.. (await names.OfAsync(Person.ScopesFor(Act.EditQuality), cancel)).Select(scope => (scope.Key.Path, _words[scope.Value]))];
}

[Requires(Act.ReadCatalog)]
public sealed class MarkFileModel(DeskMarks marks, SaveMark save, AllowMarkUse allow, WithdrawMarkUse withdraw, TimeProvider clock, CurrentPerson current, Words words) : MarkFormModel(save, clock, current, words)
{
    private readonly Words _words = words;

    public IReadOnlyList<DeskMarkUse> Uses { get; private set; } = [];

    /// <summary>Those whose name was searched for; a value is "p" or "m" and the id of a product or a maker.</summary>
    public IReadOnlyList<(string Value, string Label)> Holders { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, string? holder, Guid? use, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (act == "save") return await SaveAsync(cancel);
        if (act == "allow" && Misread("useFrom", "useUntil") is { Count: > 0 } misread) return Refuse(misread);
        var refusals = act switch
        {
            "allow" => (await allow.HandleAsync(Person, new MarkUseWish(id, IdIn(holder, 'p'), IdIn(holder, 'm'), Day("useFrom"), Day("useUntil")), cancel)).Refusals,
            "withdraw" => (await withdraw.HandleAsync(Person, use ?? default, cancel)).Refusals,
            _ => null,
        };
        if (refusals is null) return BadRequest();
        if (refusals.Count > 0) return Refuse(refusals);
        Done = _words["Đã lưu.", "Saved."];
        return LocalRedirect(HttpContext.Link($"{MarkListModel.Path}/{id}"));
    }

    private static Guid? IdIn(string? holder, char kind) => holder is { Length: > 1 } && holder[0] == kind && Guid.TryParse(holder.AsSpan(1), out var id) ? id : null;

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await marks.FindAsync(Person, id, cancel) is not { } found) return false;
        (Mark, Uses) = (found.Mark, found.Uses);
        if (MayEdit && Asked("tim") is { } text)
            Holders = [.. (await marks.HoldersAsync(text, cancel)).Select(it => (it.ProductId is { } product ? $"p{product}" : $"m{it.ProducerId}", it.ProductId is null ? _words[$"Chủ thể: {it.Name}", $"Producer: {it.Name}"] : it.Name))];
        return true;
    }
}
