using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.References;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>What a picker lists while somebody types. Only what the public may see anyway has a source.</summary>
[Requires(Act.WriteContent)]
public sealed class ChoicesModel(NamedReferences references, Words words) : PageModel
{
    private const int Most = 12, LongestWords = 100;

    public IReadOnlyList<ReferenceChoice> Found { get; private set; } = [];
    public bool HasAsked { get; private set; }

    public async Task<IActionResult> OnGetAsync(string kind, string? tim, CancellationToken cancel)
    {
        if (references.Of(kind) is not { } source) return NotFound();
        HasAsked = !string.IsNullOrWhiteSpace(tim);
        if (HasAsked) Found = await source.SearchAsync(tim!.Length > LongestWords ? tim[..LongestWords] : tim, words.Language, Most, cancel);
        return Page();
    }
}
