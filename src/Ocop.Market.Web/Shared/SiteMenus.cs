using Ocop.Market.Cms.Publishing;

namespace Ocop.Market.Web.Shared;

/// <summary>
/// The menus that editors wrote, in memory: every page shows them, those too that say that the database cannot be reached. The change drain reads them anew.
/// At the head they take the place of the site's own links, at the foot they stand beside them. Each language has its own.
/// </summary>
public sealed class SiteMenus(IServiceScopeFactory scopes)
{
    private volatile IReadOnlyList<LiveMenu> _menus = [];

    public IReadOnlyList<MenuLink> Header(string language) => [.. Of("header", language).SelectMany(menu => menu.Links)];

    /// <summary>Each a column with a heading.</summary>
    public IReadOnlyList<LiveMenu> Footer(string language) => [.. Of("footer", language)];

    /// <returns>Whether they say something else than before: then every kept page is out of date.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (before, now) = (_menus, await scope.ServiceProvider.GetRequiredService<LiveMenus>().ReadAsync(cancel));
        _menus = now;
        return !before.Select(Mark).SequenceEqual(now.Select(Mark));
    }

    private static (string Slug, Guid Revision) Mark(LiveMenu menu) => (menu.Slug, menu.Revision);

    private IEnumerable<LiveMenu> Of(string place, string language) => _menus.Where(menu => menu.Place == place && menu.Language == language);
}
