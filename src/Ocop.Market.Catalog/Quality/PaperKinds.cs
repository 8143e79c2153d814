using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <summary>What a paper says, as it is written down.</summary>
public sealed record PaperFacts(CertificationKind Kind, string Number, string Issuer, DateOnly IssuedOn, DateOnly? ValidUntil, Guid? FileId = null, bool IsFilePublic = false);

public static class PaperKinds
{
    public static LocalText Words(this CertificationKind kind) => kind switch
    {
        CertificationKind.VietGap => new("VietGAP", "VietGAP"),
        CertificationKind.GlobalGap => new("GlobalG.A.P.", "GlobalG.A.P."),
        CertificationKind.Haccp => new("HACCP", "HACCP"),
        CertificationKind.Iso22000 => new("ISO 22000", "ISO 22000"),
        CertificationKind.Organic => new("Organic", "Organic"),
        CertificationKind.Gmp => new("GMP", "GMP"),
        CertificationKind.Halal => new("Halal", "Halal"),
        CertificationKind.FoodSafety => new("Đủ điều kiện an toàn thực phẩm", "Food safety certificate"),
        CertificationKind.SelfDeclaration => new("Bản tự công bố sản phẩm", "Self-declaration"),
        CertificationKind.RegisteredDeclaration => new("Đăng ký bản công bố", "Registered declaration"),
        CertificationKind.TestSheet => new("Phiếu kiểm nghiệm", "Test sheet"),
        CertificationKind.Trademark => new("Giấy chứng nhận đăng ký nhãn hiệu", "Trademark certificate"),
    };

    /// <summary>Visitors filter goods by what says something of their quality, not by what every food must have.</summary>
    public static bool IsSought(this CertificationKind kind) => kind <= CertificationKind.Halal || kind == CertificationKind.FoodSafety;
}
