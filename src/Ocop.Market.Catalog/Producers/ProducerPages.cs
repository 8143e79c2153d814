using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Catalog.Producers;

public sealed record ProducerPage(Guid Id, string Slug, string Name, ProducerKind Kind, bool IsDemo, PlaceLine Place, SpotOnMap? Spot)
{
    public CardPage Goods { get; init; } = new([], 0, 1, ProductCards.PageSize);
    public StoryCard? Story { get; init; }

    /// <summary>What it tells of itself; its lines are paragraphs.</summary>
    public string? About { get; init; }
    public Guid? BannerId { get; init; }
    public LibraryPicture? Banner { get; init; }
}

public sealed class ProducerPages(ICatalogDb db, ProductCards cards, StoryCards stories, LibraryPictures pictures)
{
    public async Task<ProducerPage?> FindAsync(string slug, int page, string language, CancellationToken cancel)
    {
        var found = await HeadAsync(slug, cancel);
        return found is null ? null : found with
        {
            Goods = await cards.PageAsync(db.SearchRows.Where(row => row.ProducerId == found.Id), page, cancel),
            Banner = found.BannerId is { } banner ? (await pictures.FindAsync([banner], cancel)).GetValueOrDefault(banner) : null,
            Story = await stories.AboutAsync(Guid.Empty, found.Id, language, cancel),
        };
    }

    private Task<ProducerPage?> HeadAsync(string slug, CancellationToken cancel) => (
        from producer in db.Producers.AsNoTracking()
        where producer.Slug == slug
        join found in db.Provinces on producer.Place.ProvinceCode equals found.Code into provinces
        from province in provinces.DefaultIfEmpty()
        join found in db.Communes on producer.Place.CommuneCode equals found.Code into communes
        from commune in communes.DefaultIfEmpty()
        select new ProducerPage(producer.Id, producer.Slug, producer.Name, producer.Kind, producer.IsDemo,
            new PlaceLine(commune.Name, commune == null ? null : commune.Kind, commune.Slug, province.Name, province.Slug,
                producer.Place.Commune, producer.Place.District, producer.Place.Province),
            commune != null ? new SpotOnMap(commune.Latitude, commune.Longitude) : province != null ? new SpotOnMap(province.Latitude, province.Longitude) : null) { About = producer.About, BannerId = producer.BannerId })
        .FirstOrDefaultAsync(cancel);
}
