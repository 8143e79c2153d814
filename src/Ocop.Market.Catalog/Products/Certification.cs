using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

public enum CertificationKind { VietGap, GlobalGap, Haccp, Iso22000, Organic, Gmp, Halal }

/// <summary>A quality paper with its own number and end; shown and searched only while it is valid.</summary>
public sealed class Certification : ITellsChange
{
    private Certification() { }

    public Certification(Guid productId, CertificationKind kind, string number, string issuer, DateOnly issuedOn, DateOnly? validUntil, bool isDemo = false)
    {
        (Id, ProductId, Kind, Number, Issuer, IssuedOn, ValidUntil, IsDemo) =
            (Guid.CreateVersion7(), productId, kind, number, issuer, issuedOn, validUntil, isDemo);
    }

    public Guid Id { get; private set; }
    public Guid ProductId { get; private set; }
    public CertificationKind Kind { get; private set; }
    public string Number { get; private set; } = "";
    public string Issuer { get; private set; } = "";
    public DateOnly IssuedOn { get; private set; }

    /// <summary>Last valid local day; null where the paper names none.</summary>
    public DateOnly? ValidUntil { get; private set; }
    public bool IsDemo { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Product(ProductId);

    public bool IsValidOn(DateOnly day) => IssuedOn <= day && (ValidUntil is null || day <= ValidUntil);

    public static string NameOf(CertificationKind kind) => kind switch
    {
        CertificationKind.VietGap => "VietGAP",
        CertificationKind.GlobalGap => "GlobalG.A.P.",
        CertificationKind.Haccp => "HACCP",
        CertificationKind.Iso22000 => "ISO 22000",
        CertificationKind.Organic => "Organic",
        CertificationKind.Gmp => "GMP",
        CertificationKind.Halal => "Halal",
    };
}
