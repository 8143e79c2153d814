using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>Search keeps one bit for each, by its number: new ones come last.</summary>
public enum CertificationKind { VietGap, GlobalGap, Haccp, Iso22000, Organic, Gmp, Halal, FoodSafety, SelfDeclaration, RegisteredDeclaration, TestSheet, Trademark }

/// <summary>A paper of a product, or of its producer, with its own number and end; shown and searched only while it is valid.</summary>
public sealed class Certification : ITellsChange
{
    private Certification() { }

    public Certification(Guid productId, CertificationKind kind, string number, string issuer, DateOnly issuedOn, DateOnly? validUntil, bool isDemo = false)
        : this(productId, null, new PaperFacts(kind, number, issuer, issuedOn, validUntil)) => IsDemo = isDemo;

    public Certification(Guid? productId, Guid? producerId, PaperFacts facts)
    {
        if (productId is null == producerId is null) throw new ArgumentException("A paper is a product's or a producer's.", nameof(productId));
        (Id, ProductId, ProducerId) = (Guid.CreateVersion7(), productId, producerId);
        Say(facts);
    }

    public Guid Id { get; private set; }

    /// <summary>Null where the paper is the producer's own.</summary>
    public Guid? ProductId { get; private set; }
    public Guid? ProducerId { get; private set; }
    public CertificationKind Kind { get; private set; }
    public string Number { get; private set; } = "";
    public string Issuer { get; private set; } = "";
    public DateOnly IssuedOn { get; private set; }

    /// <summary>Last valid local day; null where the paper names none.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The paper itself, a document of the library.</summary>
    public Guid? FileId { get; private set; }

    /// <summary>Whether the public may open the file, while the paper is valid.</summary>
    public bool IsFilePublic { get; private set; }
    public bool IsDemo { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ProductId is { } product ? ChangeSubject.Product(product) : ChangeSubject.Producer(ProducerId!.Value);

    public PaperFacts Facts => new(Kind, Number, Issuer, IssuedOn, ValidUntil, FileId, IsFilePublic);

    public bool IsValidOn(DateOnly day) => IssuedOn <= day && (ValidUntil is null || day <= ValidUntil);

    public void Say(PaperFacts facts) => (Kind, Number, Issuer, IssuedOn, ValidUntil, FileId, IsFilePublic) = facts;

    /// <summary>In Vietnamese, as it is searched for.</summary>
    public static string NameOf(CertificationKind kind) => PaperKinds.Words(kind).Vi;
}
