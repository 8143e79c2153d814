using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Listings;

/// <summary>
/// Papers that go with a product to a platform: valid on the day, and with a PDF that strangers may open here, too. A photographed paper is a PDF in the library.
/// </summary>
public static class ListingPapers
{
    /// <param name="fields">Of the leaf.</param>
    /// <returns>Missing: the first that is asked for and not there, in words for the producer.</returns>
    public static (IReadOnlyList<DraftPaper> Papers, ChannelFailure? Missing) Of(Good good, CategoryMap map, IEnumerable<OutsideField> fields)
    {
        var (papers, missing) = (new List<DraftPaper>(), (ChannelFailure?)null);
        foreach (var field in fields.Where(field => field.Paper is not null))
        {
            var kind = map.Attributes.FirstOrDefault(kept => kept.Attribute == field.Id)?.Fact is { } fact ? ProductFact.Of(fact)?.Paper : null;
            // The product's own before its producer's; of those the one that is valid longest.
            var known = good.Papers.Where(it => it.Paper.Kind == kind).OrderBy(it => it.Paper.ProductId is null).ThenByDescending(it => it.Paper.ValidUntil ?? DateOnly.MaxValue).ThenByDescending(it => it.Paper.IssuedOn).ThenBy(it => it.Paper.Id).ToList();
            if (known.Find(it => Wrong(field, it) is null) is { } right) papers.Add(new DraftPaper(field.Id, right.File.Key, NameOf(right.Paper), right.Paper.ValidUntil));
            else if (field.IsRequired) missing ??= new ChannelFailure(FailureClass.Validation, ListingPlans.Lacking, $"Sàn đòi “{field.Name}” mà {(kind is null ? "cán bộ chưa chọn loại giấy cho ô này ở bảng ngành hàng" : known.Count == 0 ? "sản phẩm chưa có giấy" : Wrong(field, known[0]))}.", field.Name);
        }

        return (papers, missing);
    }

    private static string? Wrong(OutsideField field, GoodPaper it) =>
        !it.Paper.IsFilePublic ? "giấy chưa cho phép công khai"
        : it.File.Kind != FileKinds.Pdf ? "tệp của giấy không phải PDF"
        : field.Paper!.NeedsEnd && it.Paper.ValidUntil is null ? "giấy không ghi ngày hết hạn"
        : null;

    /// <summary>The same for the same paper, whatever its file is called here.</summary>
    private static string NameOf(Certification paper) => $"{VietnameseText.Slug($"{paper.Kind.Words().Vi} {paper.Number}")}.{FileKinds.Pdf.Ending}";
}
