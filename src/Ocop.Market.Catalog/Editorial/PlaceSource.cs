using Ocop.Market.Catalog.Places;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>Provinces and communes for a place in a document. A key is "19/" or "19/05542".</summary>
public sealed class PlaceSource(PlaceDirectory places) : IReferenceSource
{
    public const string OfKind = "place";

    public string Kind => OfKind;

    public LocalText Name => new("Nơi", "Place");

    public Task<IReadOnlyList<ReferenceChoice>> SearchAsync(string words, string language, int most, CancellationToken cancel)
    {
        var folded = VietnameseText.Fold(words);
        bool Matches(string name) => VietnameseText.Fold(name).Contains(folded, StringComparison.Ordinal);
        var provinces = places.Provinces.Where(province => Matches(province.Name)).Select(OfProvince);
        var communes = places.Provinces.SelectMany(province => places.CommunesOf(province.Code).Where(commune => Matches(commune.Name)).Select(commune => OfCommune(commune, province)));
        return Task.FromResult<IReadOnlyList<ReferenceChoice>>([.. provinces.Concat(communes).Take(most)]);
    }

    public Task<IReadOnlyList<ReferenceChoice>> ResolveAsync(IReadOnlyCollection<string> keys, string language, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ReferenceChoice>>([.. keys.Select(Find).OfType<ReferenceChoice>()]);

    private ReferenceChoice? Find(string key) => key.Split('/') is [var code, var commune] && places.Province(code) is { } province
        ? places.Commune(commune) is { } found ? OfCommune(found, province) : OfProvince(province)
        : null;

    private static ReferenceChoice OfProvince(Province province) => new($"{province.Code}/", province.Name, province.Type, $"/dia-phuong/{province.Slug}", true);

    private static ReferenceChoice OfCommune(Commune commune, Province province) =>
        new($"{province.Code}/{commune.Code}", commune.Name, $"{commune.Kind.Words().Vi}, {province.Name}", $"/dia-phuong/{province.Slug}/{commune.Slug}", true);
}
