using System.Text.RegularExpressions;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>Understands one row of a product list, or says what is wrong with it.</summary>
internal sealed partial class ProductRowReader(PlaceDirectory places, ProductTaxonomy taxonomy, DateOnly today)
{
    private const int HighestPrice = 1_000_000_000;
    private const int HeaviestGrams = 1_000_000;

    /// <returns>Null where the row has errors.</returns>
    public ProductRow? Read(RowCells cells)
    {
        var name = cells.Text(ProductColumns.Name);
        if (name is null || VietnameseText.Slug(name).Length == 0) cells.Refuse(ProductColumns.Name, "Thiếu tên sản phẩm.", "The product's name is missing.");
        var producer = cells.Text(ProductColumns.Producer);
        if (producer is not null && VietnameseText.Slug(producer).Length == 0) cells.Refuse(ProductColumns.Producer, "Đây không phải tên chủ thể.", "This is no producer's name.");
        var (group, set) = Classification(cells);
        var row = new ProductRow
        {
            Name = name ?? "",
            Producer = producer,
            Kind = Kind(cells),
            Place = Place(cells),
            GroupSlug = group,
            SetCode = set,
            Source = cells.Text(ProductColumns.Source, longest: 500),
            Description = cells.Text(ProductColumns.Description, longest: 5000),
            Decision = Decision(cells),
            Variant = Variant(cells, isService: group == Product.TourismGroup),
            Certification = Certification(cells),
        };
        return cells.Errors.Count > 0 ? null : row.WithKey();
    }

    private static ProducerKind Kind(RowCells cells)
    {
        if (cells.Text(ProductColumns.ProducerKind) is not { } text) return ProducerKind.Unknown;
        var kind = KindOf(VietnameseText.Slug(text));
        if (kind == ProducerKind.Unknown) cells.Refuse(ProductColumns.ProducerKind, "Không có loại chủ thể này.", "There is no such kind of producer.");
        return kind;
    }

    private static ProducerKind KindOf(string text) => text switch
    {
        "hop-tac-xa" or "htx" or "lien-hiep-hop-tac-xa" => ProducerKind.Cooperative,
        "to-hop-tac" or "tht" => ProducerKind.CooperativeGroup,
        "doanh-nghiep" or "cong-ty" => ProducerKind.Company,
        "trang-trai" => ProducerKind.Farm,
        "ho-kinh-doanh" or "ho-san-xuat" or "hkd" => ProducerKind.Household,
        "co-so-san-xuat" or "co-so" => ProducerKind.Workshop,
        "hoi" or "hiep-hoi" or "trung-tam" => ProducerKind.Association,
        _ => ProducerKind.Unknown,
    };

    private PlaceAsIssued Place(RowCells cells)
    {
        if (cells.Text(ProductColumns.Province) is not { } province)
        {
            cells.Refuse(ProductColumns.Province, "Thiếu tỉnh, thành phố.", "The province is missing.");
            return PlaceAsIssued.Unknown;
        }

        var place = places.AsIssued(cells.Text(ProductColumns.Commune), cells.Text(ProductColumns.District), province);
        if (place.ProvinceCode is null)
            cells.Refuse(ProductColumns.Province, "Không có tỉnh, thành phố này, cũ hay mới.", "There is no such province, old or new.");
        return place;
    }

    private (string? GroupSlug, string? SetCode) Classification(RowCells cells)
    {
        var group = cells.Text(ProductColumns.Group) is { } groupName ? taxonomy.Group(groupName) : null;
        if (group is null && cells.Has(ProductColumns.Group))
            cells.Refuse(ProductColumns.Group, "Không có nhóm này trong sáu nhóm sản phẩm.", "This is none of the six product groups.");
        if (cells.Text(ProductColumns.Set) is not { } setName) return (group, null);

        var set = taxonomy.Set(setName);
        if (set is null)
            cells.Refuse(ProductColumns.Set, "Không có bộ sản phẩm này trong Quyết định 148/QĐ-TTg.", "Decision 148/QĐ-TTg has no such product set.");
        else if (group is not null && group != set.GroupSlug)
            cells.Refuse(ProductColumns.Set, "Bộ sản phẩm này thuộc nhóm khác.", "This product set belongs to another group.");
        return (set?.GroupSlug, set?.Code);
    }

    private DecisionCells? Decision(RowCells cells)
    {
        var stars = ReadStars(cells);
        var year = cells.Number(ProductColumns.RecognisedYear, int.MaxValue);
        if (year < RecognitionLaw.Beginning.Year || year > today.Year)
            cells.Refuse(ProductColumns.RecognisedYear, $"Năm phải từ {RecognitionLaw.Beginning.Year} đến {today.Year}.", $"The year must lie between {RecognitionLaw.Beginning.Year} and {today.Year}.");

        var day = cells.Date(ProductColumns.DecisionDate);
        if (day > today) cells.Refuse(ProductColumns.DecisionDate, "Ngày quyết định ở tương lai.", "The decision lies in the future.");
        if (day < RecognitionLaw.Beginning) cells.Refuse(ProductColumns.DecisionDate, "Trước khi có chương trình OCOP (07/05/2018).", "Before the programme began (07/05/2018).");
        if (stars is null && (cells.Has(ProductColumns.DecisionDate) || cells.Has(ProductColumns.DecisionNumber)) && !cells.Has(ProductColumns.Stars))
            cells.Refuse(ProductColumns.Stars, "Có quyết định mà không có hạng sao.", "There is a decision but no stars.");

        var number = cells.Text(ProductColumns.DecisionNumber, longest: 100);
        var authority = cells.Text(ProductColumns.DecisionAuthority);
        var (level, criteria) = (Level(cells), Criteria(cells));
        // Stars without any date are a claim nobody can check: the product waits for its decision.
        return stars is null || (day is null && year is null) ? null : new DecisionCells(stars.Value, day?.Year ?? year!.Value, day, number, authority, level, criteria);
    }

    // "Tiềm năng 5 sao" was sent up and not decided: until then it holds four (148/QĐ-TTg).
    private static int? ReadStars(RowCells cells)
    {
        if (cells.Text(ProductColumns.Stars) is not { } text) return null;
        if (VietnameseText.Fold(text) == "tiem nang 5 sao") return 4;
        if (StarsWords().Match(text) is { Success: true } match) return match.Value[0] - '0';
        cells.Refuse(ProductColumns.Stars, "Hạng sao phải là 3, 4 hoặc 5.", "Stars must be 3, 4 or 5.");
        return null;
    }

    private static RecognitionLevel? Level(RowCells cells)
    {
        if (cells.Text(ProductColumns.Level) is not { } text) return null;
        switch (VietnameseText.Fold(text))
        {
            case "huyen" or "cap huyen" or "district": return RecognitionLevel.District;
            case "tinh" or "cap tinh" or "province": return RecognitionLevel.Province;
            case "trung uong" or "quoc gia" or "bo" or "ministry": return RecognitionLevel.Ministry;
        }

        cells.Refuse(ProductColumns.Level, "Cấp phải là huyện, tỉnh hoặc trung ương.", "The level must be district, province or ministry.");
        return null;
    }

    private static string? Criteria(RowCells cells)
    {
        if (cells.Text(ProductColumns.CriteriaVersion) is not { } text) return null;
        if (text is not ("1048" or "781" or "148" or "148+1489"))
            cells.Refuse(ProductColumns.CriteriaVersion, "Bộ tiêu chí phải là 1048, 781, 148 hoặc 148+1489.", "The criteria must be 1048, 781, 148 or 148+1489.");
        return text;
    }

    private static VariantCells? Variant(RowCells cells, bool isService)
    {
        string[] columns = [ProductColumns.Sku, ProductColumns.Gtin, ProductColumns.Pack, ProductColumns.NetContent, ProductColumns.NetUnit, ProductColumns.Weight, ProductColumns.Price];
        if (!columns.Any(cells.Has)) return null;
        if (isService) cells.Refuse(ProductColumns.Price, "Dịch vụ du lịch không có quy cách và giá; khách gửi câu hỏi.", "Tourism has no pack and price; visitors ask.");
        foreach (var column in new[] { ProductColumns.Price, ProductColumns.Pack, ProductColumns.Weight })
            if (!cells.Has(column)) cells.Refuse(column, "Quy cách cần có giá, cách đóng gói và khối lượng cả bao bì.", "A variant needs its price, pack and packed weight.");

        var gtin = cells.Text(ProductColumns.Gtin);
        if (gtin is not null && !GtinCode.IsValid(gtin))
            cells.Refuse(ProductColumns.Gtin, "Mã GTIN sai số kiểm tra hoặc sai độ dài (8, 12, 13, 14 số).", "The GTIN's check digit or length (8, 12, 13, 14) is wrong.");
        var (net, unit) = Net(cells);
        return new VariantCells(cells.Text(ProductColumns.Sku, longest: 50), gtin, cells.Text(ProductColumns.Pack, longest: 50) ?? "", net, unit,
            cells.Number(ProductColumns.Weight, HeaviestGrams) ?? 0, new Money(cells.Number(ProductColumns.Price, HighestPrice) ?? 0));
    }

    private static (int Content, NetUnit Unit) Net(RowCells cells)
    {
        var content = cells.Number(ProductColumns.NetContent, HeaviestGrams);
        if (cells.Text(ProductColumns.NetUnit) is not { } text)
        {
            if (content is not null) cells.Refuse(ProductColumns.NetUnit, "Thiếu đơn vị: g, kg, ml, l hoặc chiếc.", "The unit is missing: g, kg, ml, l or piece.");
            return (content ?? 1, NetUnit.Piece);
        }

        if (content is null) cells.Refuse(ProductColumns.NetContent, "Thiếu khối lượng tịnh.", "The net content is missing.");
        switch (VietnameseText.Fold(text))
        {
            case "g" or "gam" or "gram": return (content ?? 1, NetUnit.Gram);
            case "kg": return ((content ?? 1) * 1000, NetUnit.Gram);
            case "ml": return (content ?? 1, NetUnit.Millilitre);
            case "l" or "lit": return ((content ?? 1) * 1000, NetUnit.Millilitre);
            case "chiec" or "cai" or "bo" or "doi" or "piece": return (content ?? 1, NetUnit.Piece);
        }

        cells.Refuse(ProductColumns.NetUnit, "Đơn vị phải là g, kg, ml, l hoặc chiếc.", "The unit must be g, kg, ml, l or piece.");
        return (1, NetUnit.Piece);
    }

    private CertificationCells? Certification(RowCells cells)
    {
        string[] columns = [ProductColumns.CertificationKind, ProductColumns.CertificationNumber, ProductColumns.CertificationIssuer, ProductColumns.CertificationDate, ProductColumns.CertificationUntil];
        if (!columns.Any(cells.Has)) return null;
        foreach (var column in columns[..4])
            if (!cells.Has(column)) cells.Refuse(column, "Chứng nhận cần có loại, số, nơi cấp và ngày cấp.", "A certification needs its kind, number, issuer and date.");

        var kindText = VietnameseText.Fold(cells.Text(ProductColumns.CertificationKind) ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (!Enum.TryParse<CertificationKind>(kindText, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || kindText.All(char.IsAsciiDigit))
            cells.Refuse(ProductColumns.CertificationKind, "Loại chứng nhận phải là VietGAP, GlobalGAP, HACCP, ISO 22000, Organic, GMP hoặc Halal.", "The kind must be VietGAP, GlobalGAP, HACCP, ISO 22000, Organic, GMP or Halal.");
        var issued = cells.Date(ProductColumns.CertificationDate);
        if (issued > today) cells.Refuse(ProductColumns.CertificationDate, "Ngày cấp ở tương lai.", "The date lies in the future.");
        var until = cells.Date(ProductColumns.CertificationUntil);
        if (until < issued) cells.Refuse(ProductColumns.CertificationUntil, "Hết hạn trước ngày cấp.", "It ends before its date of issue.");
        return new CertificationCells(kind, cells.Text(ProductColumns.CertificationNumber, longest: 100) ?? "", cells.Text(ProductColumns.CertificationIssuer) ?? "", issued ?? default, until);
    }

    [GeneratedRegex(@"^[345]( sao)?$", RegexOptions.IgnoreCase)]
    private static partial Regex StarsWords();
}
