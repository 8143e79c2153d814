using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>
/// The fourteen groups of Annex II to Regulation (EU) No 1169/2011, which buyers abroad know from every pack. Here they are a voluntary statement of the
/// producer's own: the market does not ask for one, and draws none from a name. Nothing stated (null) is not the same as <see cref="None"/>.
/// </summary>
[Flags]
public enum Allergens
{
    None = 0, Gluten = 1, Crustaceans = 2, Eggs = 4, Fish = 8, Peanuts = 16, Soy = 32, Milk = 64, TreeNuts = 128, Celery = 256, Mustard = 512, Sesame = 1024, Sulphites = 2048, Lupin = 4096, Molluscs = 8192,
}

public static class AllergenWords
{
    public static readonly IReadOnlyList<(Allergens Allergen, LocalText Name)> All =
    [
        (Allergens.Gluten, new("ngũ cốc có gluten (lúa mì, lúa mạch)", "cereals containing gluten (wheat, barley, rye)")),
        (Allergens.Crustaceans, new("giáp xác (tôm, cua, ruốc)", "crustaceans (shrimp, crab)")),
        (Allergens.Eggs, new("trứng", "eggs")),
        (Allergens.Fish, new("cá", "fish")),
        (Allergens.Peanuts, new("lạc (đậu phộng)", "peanuts")),
        (Allergens.Soy, new("đậu nành", "soy")),
        (Allergens.Milk, new("sữa", "milk")),
        (Allergens.TreeNuts, new("quả hạch (hạt điều, óc chó, hạnh nhân)", "tree nuts (cashew, walnut, almond)")),
        (Allergens.Celery, new("cần tây", "celery")),
        (Allergens.Mustard, new("mù tạt", "mustard")),
        (Allergens.Sesame, new("vừng (mè)", "sesame")),
        (Allergens.Sulphites, new("sulfit (chất bảo quản)", "sulphites (preservative)")),
        (Allergens.Lupin, new("đậu lupin", "lupin")),
        (Allergens.Molluscs, new("nhuyễn thể (mực, nghêu, hàu, ốc)", "molluscs (squid, clams, oysters, snails)")),
    ];

    /// <summary>"cá, sữa"; empty for none.</summary>
    public static LocalText Words(this Allergens allergens)
    {
        var names = All.Where(known => allergens.HasFlag(known.Allergen)).Select(known => known.Name).ToList();
        return new(string.Join(", ", names.Select(name => name.Vi)), string.Join(", ", names.Select(name => name.En)));
    }
}

/// <summary>What several things together contain by what was stated, and which of them stated nothing.</summary>
public sealed record SharedAllergens(Allergens Stated, IReadOnlyList<string> Unstated)
{
    public static SharedAllergens Of(IReadOnlyCollection<(string Name, Allergens? Stated)> parts) =>
        new(parts.Aggregate(Allergens.None, (all, part) => all | (part.Stated ?? Allergens.None)), [.. parts.Where(part => part.Stated is null).Select(part => part.Name).Distinct()]);
}
