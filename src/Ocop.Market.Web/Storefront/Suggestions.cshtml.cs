using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

/// <summary>What the search field offers while someone types.</summary>
public sealed class SuggestionsModel(ICatalogSearch search, Words words) : PageModel
{
    private const int Shown = 8, LongestText = 100;

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancel)
    {
        var text = q is { Length: > LongestText } ? q[..LongestText] : q ?? "";
        var found = await search.SuggestAsync(text, Shown, cancel);
        return new JsonResult(found.Select(suggestion => new { text = suggestion.Text, href = HttpContext.Link(suggestion.Path), kind = words[KindOf(suggestion.Kind)] }));
    }

    private static LocalText KindOf(SuggestionKind kind) => kind switch
    {
        SuggestionKind.Product => new("sản phẩm", "product"),
        SuggestionKind.Producer => new("chủ thể", "producer"),
        SuggestionKind.Province => new("tỉnh, thành", "province"),
        SuggestionKind.Commune => new("xã, phường", "commune"),
        SuggestionKind.Group => new("gian hàng", "group"),
    };
}
