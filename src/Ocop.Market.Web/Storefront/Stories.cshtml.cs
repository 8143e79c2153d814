using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

public sealed class StoriesModel(StoryCards stories, Words words) : PageModel
{
    public IReadOnlyList<StoryCard> Stories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Stories = await stories.AllAsync(words.Language, cancel);
}
