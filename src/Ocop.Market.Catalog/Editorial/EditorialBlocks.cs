using System.Text.Json.Serialization;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>Which goods stand on a shelf that fills itself: recognised ones, the best first.</summary>
public sealed record ShelfRule(string? Group = null, string? Province = null, int? MinStars = null);

/// <summary>Goods within a text: picked one by one, or by a rule that is asked anew each day.</summary>
public sealed record ProductShelfBlock(string? Title, IReadOnlyList<Guid>? Products = null, ShelfRule? Rule = null, int Most = 4) : Block
{
    public const int Largest = 12;

    [JsonIgnore]
    public override string Words => Title ?? "";

    public override Block Tidied() => this with { Title = VietnameseText.Normalize(Title ?? "") is { Length: > 0 } title ? title : null, Products = Products?.Distinct().ToList() };

    public override IEnumerable<BlockFault> Faults()
    {
        if (Products is not { Count: > 0 } && Rule is null) yield return new("products", "ShelfEmpty", "Bạn hãy chọn sản phẩm, hoặc đặt điều kiện.", "Please pick products or set a rule.");
        if (Products?.Count > Largest || Most is < 1 or > Largest) yield return new("products", "TooMany", $"Nhiều nhất {Largest} sản phẩm.", $"{Largest} products at most.");
    }

    public override IEnumerable<Reference> References() => (Products ?? []).Select(id => new Reference(ProductSource.OfKind, id.ToString()));
}

public sealed record ProducerCardBlock(Guid Producer) : Block
{
    public override IEnumerable<BlockFault> Faults() => Producer == Guid.Empty ? [new("producer", "ProducerMissing", "Bạn hãy chọn chủ thể.", "Please choose a producer.")] : [];

    public override IEnumerable<Reference> References() => Producer == Guid.Empty ? [] : [new Reference(ProducerSource.OfKind, Producer.ToString())];
}

public static class EditorialBlocks
{
    public static void Register()
    {
        BlockKinds.Add(new(typeof(ProductShelfBlock), "productShelf", new("Kệ hàng", "Product shelf"), new("Vài sản phẩm để người đọc mua ngay.", "Some products to buy at once.")));
        BlockKinds.Add(new(typeof(ProducerCardBlock), "producerCard", new("Thẻ chủ thể", "Producer card"), new("Giới thiệu ngắn một chủ thể.", "A producer in short.")));
    }
}
