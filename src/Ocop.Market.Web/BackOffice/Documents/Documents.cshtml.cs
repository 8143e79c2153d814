using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront;

namespace Ocop.Market.Web.BackOffice.Documents;

[Requires(Act.OpenDesk)]
public sealed class DocumentsModel(DocumentList documents, KnownTypes types, CurrentPerson current, Words words) : PageModel
{
    private const int LongestWords = 100;

    public DocumentQuestion Question { get; private set; } = new();
    public DocumentPage Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = null!;

    /// <summary>Those that live in an address of their own, and what is shown inside others.</summary>
    public IEnumerable<DocumentType> Types => types.All;

    public async Task OnGetAsync(string? q, string? loai, string? tieng, string? muc, CancellationToken cancel)
    {
        Question = new DocumentQuestion(
            types.Find(loai ?? "")?.Alias, Enum.GetValues<DocumentFilter>().FirstOrDefault(filter => DocumentWords.WordOf(filter) == (muc ?? "") && filter != DocumentFilter.Bin),
            q is { Length: > LongestWords } ? q[..LongestWords] : q, tieng is "vi" or "en" ? tieng : null, Page: new ListFilter(HttpContext).Page);
        Found = await documents.ReadAsync(current.Somebody, Question, cancel);
        Pages = new PageLinks(HttpContext, Question.Page, Found.Total, Question.PageSize);
    }

    public string NameOf(string type) => types.Find(type) is { } known ? words[known.Name] : type;

    public string? AddressOf(DocumentLine line) => types.Find(line.Type)?.AddressOf(line.Slug);

    public string LinkTo(DocumentFilter filter)
    {
        var query = QueryString.Create(new Dictionary<string, string?> { ["muc"] = DocumentWords.WordOf(filter), ["loai"] = Question.Type, ["tieng"] = Question.Language, ["q"] = Question.Words }
            .Where(part => !string.IsNullOrEmpty(part.Value)));
        return HttpContext.Link("/quan-tri/noi-dung") + query;
    }
}
