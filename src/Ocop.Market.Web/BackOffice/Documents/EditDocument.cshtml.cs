using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.References;
using Ocop.Market.Cms.Revisions;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.ProducerPortal;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>One document, open for writing, reading and deciding: on the desk, and under the producers' roof with the same pieces.</summary>
[Requires(Act.ReadContent), RequestFormLimits(ValueCountLimit = MostFields, ValueLengthLimit = LongestField), RequestSizeLimit(LargestForm)]
public sealed class EditDocumentModel(
    DocumentEditor editor, NamedReferences references, LibraryPictures pictures, LibraryFiles files, RevisionComparison revisions, AutosaveDraft autosave, DiscardDraft discard, SaveRevision save, SubmitDocument submit, ApproveDocument approve,
    ReturnDocument giveBack, CorrectDocument correct, CommentOnDocument comment, TranslateDocument translate, MoveToBin bin, NoteEditing presence, CurrentPerson current, Words words) : PageModel
{
    private const int MostFields = 4000, LongestField = 512 * 1024, LargestForm = 4 * 1024 * 1024;

    public EditedDocument Edited { get; private set; } = null!;

    /// <summary>What stands in the fields: the person's draft, what was just sent and refused, or the latest revision.</summary>
    public DocumentContent Shown { get; private set; } = null!;
    public EditorPieces Pieces { get; private set; } = null!;
    public SaveConflict? Conflict { get; private set; }
    public Comparison? ConflictComparison { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>With the names that the fields have in the form, so that each sentence leads to its field.</summary>
    public IReadOnlyList<Refusal> RefusalsByField => [.. Refusals.Select(refusal => refusal with { Field = FormNameOf(refusal.Field) })];

    /// <summary>The live page itself is being mended, past the approval.</summary>
    public bool IsCorrection { get; private set; }
    public Guid? BaseRevisionId { get; private set; }
    public string Done { get; private set; } = "";

    public bool IsPortal => PortalRooms.IsHere(Request.Path);

    public string Here => IsPortal ? $"{PortalRooms.Path}/cau-chuyen/{Edited.Document.Id}" : $"/quan-tri/noi-dung/{Edited.Document.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id, string? sua, string? da, CancellationToken cancel)
    {
        Done = da ?? "";
        // A producer who was sent the desk's address finds the same document under the producers' roof.
        if (!IsPortal && !current.Somebody.MayAnywhere(Act.OpenDesk)) return LocalRedirect($"~{PortalRooms.Path}/cau-chuyen/{id}");
        if (await editor.FindAsync(current.Somebody, id, cancel) is not { } edited) return NotFound();
        IsCorrection = sua == "nho" && edited.Rights.MayCorrect;
        await ShowAsync(edited, IsCorrection ? await LiveAsync(edited, cancel) : edited.Draft?.Content ?? edited.Content, [], cancel);
        return Page();
    }

    /// <summary>Who else has it open; asked every half minute.</summary>
    public async Task<IActionResult> OnGetPresenceAsync(Guid id, CancellationToken cancel)
    {
        var news = await presence.HandleAsync(current.Somebody, id, cancel);
        return news.Succeeded ? Partial("_Presence", news.Value) : NotFound();
    }

    /// <param name="takeOver">Somebody chose these words over whatever draft of theirs lies here.</param>
    public async Task<IActionResult> OnPostAutosaveAsync(Guid id, Guid? baseRevision, long version, long? draftVersion, bool takeOver, CancellationToken cancel)
    {
        if (await editor.FindAsync(current.Somebody, id, cancel) is not { } edited) return NotFound();
        if (Sent(edited.Type) is not { } content) return BadRequest();
        var kept = await autosave.HandleAsync(current.Somebody, id, content, baseRevision, version, takeOver ? edited.Draft?.Version : draftVersion, cancel);
        return kept.Succeeded ? new JsonResult(new { version = kept.Value.Version }) : new JsonResult(new { message = words[kept.Refusals[0].Message] }) { StatusCode = StatusCodes.Status409Conflict };
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, Guid? baseRevision, Guid? revision, long version, long? draftVersion, string? note, string? comment, CancellationToken cancel)
    {
        var by = current.Somebody;
        if (await editor.FindAsync(by, id, cancel) is not { } edited) return NotFound();
        switch (act)
        {
            case "save" or "submit": return await SaveAsync(edited, act, baseRevision, draftVersion, note, cancel);
            case "correct": return await CorrectAsync(edited, version, revision ?? Guid.Empty, note, cancel);
            case "discard":
                await discard.HandleAsync(by, id, cancel);
                return Back(edited, "bo-nhap");
            case "approve": return await AnswerAsync(edited, await approve.HandleAsync(by, id, version, revision ?? Guid.Empty, cancel), "duyet", cancel);
            case "return": return await AnswerAsync(edited, await giveBack.HandleAsync(by, id, version, comment ?? "", cancel), "tra-lai", cancel);
            case "comment": return await AnswerAsync(edited, await this.SayAsync(id, comment, cancel), "nhan", cancel);
            case "bin": return await AnswerAsync(edited, await bin.HandleAsync(by, id, version, cancel), "", cancel);
            case "translate":
                var other = await translate.HandleAsync(by, id, cancel);
                return other.Succeeded ? LocalRedirect($"~/quan-tri/noi-dung/{other.Value.Id}") : await RefusedAsync(edited, edited.Draft?.Content ?? edited.Content, other.Refusals, cancel);
            default: return BadRequest();
        }
    }

    private async Task<IActionResult> SaveAsync(EditedDocument edited, string act, Guid? baseRevision, long? draftVersion, string? note, CancellationToken cancel)
    {
        if (Sent(edited.Type) is not { } content) return BadRequest();
        BaseRevisionId = baseRevision;
        var saved = await save.HandleAsync(current.Somebody, edited.Document.Id, baseRevision, content, note, draft => draft.Version == draftVersion, cancel);
        if (!saved.Succeeded) return await RefusedAsync(edited, content, saved.Refusals, cancel);
        if (saved.Value.Conflict is { } conflict)
        {
            (Conflict, ConflictComparison) = (conflict, Comparison.Between(edited.Type, conflict.Theirs, conflict.Yours));
            await ShowAsync((await editor.FindAsync(current.Somebody, edited.Document.Id, cancel))!, content, [], cancel);
            // Saved from here, it is known to come after theirs.
            BaseRevisionId = conflict.TheirRevisionId;
            return new PageResult { StatusCode = StatusCodes.Status409Conflict };
        }

        if (act == "save") return Back(edited, "luu");
        // It is saved even where it may not be submitted yet: what is mended next comes after it.
        BaseRevisionId = saved.Value.Stand.RevisionId;
        var submitted = await submit.HandleAsync(current.Somebody, edited.Document.Id, saved.Value.Stand.Version, cancel);
        return submitted.Succeeded ? Back(edited, "gui") : await RefusedAsync((await editor.FindAsync(current.Somebody, edited.Document.Id, cancel))!, content, submitted.Refusals, cancel);
    }

    private async Task<IActionResult> CorrectAsync(EditedDocument edited, long version, Guid live, string? reason, CancellationToken cancel)
    {
        if (Sent(edited.Type) is not { } content) return BadRequest();
        IsCorrection = true;
        var corrected = await correct.HandleAsync(current.Somebody, edited.Document.Id, version, live, content, reason ?? "", cancel);
        return corrected.Succeeded ? Back(edited, "sua") : await RefusedAsync(edited, content, [.. corrected.Refusals.Select(refusal => refusal.Field == "comment" ? refusal with { Field = "note" } : refusal)], cancel);
    }

    private async Task<Outcome<DocumentStand>> SayAsync(Guid id, string? text, CancellationToken cancel)
    {
        var said = await comment.HandleAsync(current.Somebody, id, text ?? "", cancel);
        return said.Succeeded ? new DocumentStand(id, 0, default, null) : Outcome<DocumentStand>.Refused(said.Refusals);
    }

    private async Task<IActionResult> AnswerAsync(EditedDocument edited, Outcome<DocumentStand> outcome, string done, CancellationToken cancel) =>
        outcome.Succeeded ? done.Length == 0 ? LocalRedirect(IsPortal ? "~/cong-chu-the" : "~/quan-tri/noi-dung") : Back(edited, done)
        : await RefusedAsync((await editor.FindAsync(current.Somebody, edited.Document.Id, cancel))!, edited.Draft?.Content ?? edited.Content, outcome.Refusals, cancel);

    private LocalRedirectResult Back(EditedDocument edited, string done)
    {
        Edited = edited;
        return LocalRedirect($"~{Here}?da={done}");
    }

    private async Task<PageResult> RefusedAsync(EditedDocument edited, DocumentContent content, IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        await ShowAsync(edited, content, refusals, cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task ShowAsync(EditedDocument edited, DocumentContent content, IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        (Edited, Shown, Refusals) = (edited, content, refusals);
        BaseRevisionId ??= edited.Draft?.BaseRevisionId ?? edited.Document.LatestRevisionId;
        var shown = edited.Type.ReferencesOf(content).Where(it => it.Reference.Kind == Reference.MediaKind).Select(it => Guid.TryParse(it.Reference.Key, out var id) ? id : Guid.Empty).ToHashSet();
        Pieces = new EditorPieces(refusals, await references.InAsync(edited.Type, content, words.Language, cancel), await pictures.FindAsync(shown, cancel), IsCorrection || edited.Rights.MayWrite) { Files = await files.FindAsync(shown, cancel) };
    }

    private async Task<DocumentContent> LiveAsync(EditedDocument edited, CancellationToken cancel)
    {
        var live = edited.Document.LiveRevisionId!.Value;
        return live == edited.Document.LatestRevisionId ? edited.Content : DocumentContent.Of((await revisions.FindAsync(current.Somebody, edited.Document.Id, live, live, cancel))!.From);
    }

    // "blocks[2].alt" is "b.{id}.alt" there, "properties.days" is "p.days".
    private string FormNameOf(string field)
    {
        if (field.StartsWith("properties.", StringComparison.Ordinal)) return $"p.{field["properties.".Length..]}";
        var end = field.IndexOf("].", StringComparison.Ordinal);
        return field.StartsWith("blocks[", StringComparison.Ordinal) && end > 0 && int.TryParse(field.AsSpan(7, end - 7), out var place) && place < Shown.Blocks.Count ? $"b.{Shown.Blocks[place].Id}.{field[(end + 2)..]}" : field;
    }

    private DocumentContent? Sent(DocumentType type)
    {
        try
        {
            return ContentForm.Read(Request.Form, type);
        }
        catch (FormatException)
        {
            // No page of ours sends such a form; it is answered as what it is, a bad request.
            return null;
        }
    }
}
