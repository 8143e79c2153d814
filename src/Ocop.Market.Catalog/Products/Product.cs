using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>
/// What a producer offers under one name. It holds no stars: those belong to its decisions and to the day on which one asks.
/// A product without any decision is a speciality; it may be sold, without the word OCOP.
/// </summary>
public sealed class Product : ITellsChange
{
    private readonly List<Variant> _variants = [];
    private readonly List<Certification> _certifications = [];
    private readonly List<ProductImage> _images = [];
    private readonly List<RecognitionDecision> _decisions = [];

    private Product() { }

    public Product(string name, Guid producerId, string slug, PlaceAsIssued place, string? groupSlug, string? setCode, bool isDemo, DateTime now)
    {
        (Id, ProducerId, Slug, Place, GroupSlug, SetCode, IsDemo, CreatedAt, UpdatedAt, IsListed) =
            (Guid.CreateVersion7(), producerId, slug, place, groupSlug, setCode, isDemo, now, now, true);
        Rename(name);
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>With the producer and the old province: the natural key by which an import finds the product again.</summary>
    public string FoldedName { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public Guid ProducerId { get; private set; }
    public PlaceAsIssued Place { get; private set; } = PlaceAsIssued.Unknown;

    /// <summary>Null where the source does not say: "Chưa phân nhóm".</summary>
    public string? GroupSlug { get; private set; }
    public string? SetCode { get; private set; }
    public string? Description { get; private set; }

    /// <summary>Where the facts were read; shown on demo pages.</summary>
    public string? Source { get; private set; }
    public bool IsDemo { get; private set; }
    public bool IsListed { get; private set; }

    /// <summary>"kg", "thùng": what wholesale is counted in. Null while nothing is told.</summary>
    public string? WholesaleUnit { get; private set; }
    public int? WholesaleMinimum { get; private set; }
    public int? WholesaleStep { get; private set; }
    public int? CapacityAMonth { get; private set; }
    public int? ShelfLifeDays { get; private set; }

    /// <summary>Null leaves it to <see cref="VatRates"/>.</summary>
    public VatRate? Vat { get; private set; }

    /// <summary>What the producer states that it contains; null while nothing is stated.</summary>
    public Allergens? Allergens { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>When the product, a variant, a paper or a decision of it was last written; kept by the save itself.</summary>
    public DateTime UpdatedAt { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<Variant> Variants => _variants;
    public IReadOnlyList<Certification> Certifications => _certifications;
    public IReadOnlyList<ProductImage> Images => _images;
    public IReadOnlyList<RecognitionDecision> Decisions => _decisions;

    /// <summary>Tourism (set 26 of Decision 148) is asked about, not put into a cart.</summary>
    public bool IsService => GroupSlug == TourismGroup;

    public const string TourismGroup = "du-lich";

    public static bool IsFood(string? groupSlug) => groupSlug is "thuc-pham" or "do-uong";

    public ChangeSubject ChangeSubject => ChangeSubject.Product(Id);

    public void Rename(string name) => (Name, FoldedName) = (VietnameseText.Normalize(name), VietnameseText.Fold(name));

    public void Describe(string? description, string? source) => (Description, Source) = (description, source);

    public void Classify(string? groupSlug, string? setCode) => (GroupSlug, SetCode) = (groupSlug, setCode);

    public void MoveTo(PlaceAsIssued place) => Place = place;

    public Wholesale Wholesale => new(WholesaleUnit, WholesaleMinimum, WholesaleStep, CapacityAMonth, ShelfLifeDays);

    public void TellWholesale(Wholesale told) => (WholesaleUnit, WholesaleMinimum, WholesaleStep, CapacityAMonth, ShelfLifeDays) = told;

    public void TellVat(VatRate? rate) => Vat = rate;

    public void StateAllergens(Allergens? stated) => Allergens = stated;

    public void List(bool isListed) => IsListed = isListed;

    public void AddVariant(Variant variant) => _variants.Add(variant);

    public void AddCertification(Certification certification) => _certifications.Add(certification);

    public void AddDecision(RecognitionDecision decision) => _decisions.Add(decision);
}
