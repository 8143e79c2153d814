using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>Documents by what they lie below, a branch at a time.</summary>
[Requires(Act.OpenDesk)]
public sealed class TreeModel(DocumentList documents, KnownTypes types, CurrentPerson current, Words words) : PageModel
{
    public IReadOnlyList<DocumentLine> Lines { get; private set; } = [];

    /// <summary>Those of the lines that have something below them.</summary>
    public IReadOnlySet<Guid> Parents { get; private set; } = new HashSet<Guid>();

    /// <summary>Only the list, for inside the page.</summary>
    public bool IsBranch { get; private set; }

    public async Task OnGetAsync(Guid? duoi, [FromQuery(Name = "ca-trang")] bool isWhole, CancellationToken cancel)
    {
        IsBranch = duoi is not null && !isWhole;
        Lines = await documents.ChildrenAsync(current.Somebody, duoi, words.Language, cancel);
        Parents = await documents.ParentsAmongAsync([.. Lines.Select(line => line.Id)], cancel);
    }

    public string NameOf(string type) => types.Find(type) is { } known ? words[known.Name] : type;
}
