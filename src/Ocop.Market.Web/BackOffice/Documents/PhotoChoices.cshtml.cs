using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>What the dialog of a picture field lists.</summary>
[Requires(Act.ReadMedia)]
public sealed class PhotoChoicesModel(MediaList media, CurrentPerson current) : PageModel
{
    private const int LongestWords = 100;

    public IReadOnlyList<MediaItem> Found { get; private set; } = [];

    public async Task OnGetAsync(string? tim, CancellationToken cancel) =>
        Found = (await media.FindAsync(current.Somebody, new MediaFilter(tim is { Length: > LongestWords } ? tim[..LongestWords] : tim ?? "", Kind: MediaKind.Photo), cancel)).Items;
}
