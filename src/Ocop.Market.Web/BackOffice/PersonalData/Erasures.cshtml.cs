using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.PersonalData;

/// <summary>Who asks to be erased, the most urgent first, each answered on the spot.</summary>
[Requires(Act.ReadErasures)]
public sealed class ErasuresModel(DeskErasures erasures, AnswerErasure answer, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/du-lieu-ca-nhan";

    public ListPage<PersonalDataRequest> Found { get; private set; } = null!;
    public bool MayAnswer => Person.May(Act.AnswerErasures, Scope.Programme);

    /// <summary>Whose form was refused.</summary>
    public Guid? Tried { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, long? version, string? act, string? reply, CancellationToken cancel)
    {
        var done = act switch
        {
            "erase" => await answer.EraseAsync(Person, id, version ?? -1, cancel),
            "refuse" => await answer.RefuseAsync(Person, id, version ?? -1, reply, cancel),
            _ => null,
        };
        if (done is null) return BadRequest();
        if (done.Succeeded) return Again(act == "erase" ? words["Đã xoá.", "Erased."] : words["Đã trả lời.", "Answered."]);
        Tried = id;
        await ReadAsync(cancel);
        return Refuse(done.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel) => Found = await erasures.PageAsync(Person, Asked("muc") != "da-xong", PageNumber, cancel);
}
