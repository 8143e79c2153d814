using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.References;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>A text with all that its blocks show, ready for a page.</summary>
public sealed record PageBody(IReadOnlyList<Block> Blocks, ShownGoods Goods, IReadOnlyDictionary<Guid, LibraryPicture> Pictures)
{
    public static readonly PageBody Empty = new([], ShownGoods.None, new Dictionary<Guid, LibraryPicture>());

    public IReadOnlyDictionary<Guid, LibraryFile> Files { get; init; } = new Dictionary<Guid, LibraryFile>();

    /// <summary>Whether it shows goods or producers as they are today: a page with such a body is out of date when one of them changes.</summary>
    public bool ShowsGoods => Blocks.Any(block => block is ProductShelfBlock or ProducerCardBlock);

    /// <summary>Null where the photo lies in the bin: the text stands without it.</summary>
    public LibraryPicture? PictureOf(string? media) => Guid.TryParse(media, out var id) ? Pictures.GetValueOrDefault(id) : null;

    public LibraryFile? FileOf(string? media) => Guid.TryParse(media, out var id) ? Files.GetValueOrDefault(id) : null;

    public IReadOnlyList<ProductCard> ShelfOf(ProductShelfBlock block) => Goods.Shelves.GetValueOrDefault(block.Id) ?? [];

    public ProducerCard? ProducerOf(ProducerCardBlock block) => Goods.Producers.GetValueOrDefault(block.Id);

    public PageBody Without(Block? block) => block is null ? this : this with { Blocks = [.. Blocks.Where(other => !ReferenceEquals(other, block))] };
}

public sealed class PageBodies(BlockGoods goods, LibraryPictures pictures, LibraryFiles files)
{
    /// <param name="besides">Photos that the page shows outside its blocks: the cover.</param>
    public async Task<PageBody> OfAsync(IReadOnlyList<Block> blocks, CancellationToken cancel, params IEnumerable<string?> besides)
    {
        var media = blocks.SelectMany(block => block.References()).Where(reference => reference.Kind == Reference.MediaKind).Select(reference => reference.Key)
            .Concat(besides.OfType<string>()).Select(key => Guid.TryParse(key, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToHashSet();
        var offered = blocks.OfType<FileBlock>().Select(block => Guid.TryParse(block.Media, out var id) ? id : Guid.Empty).ToHashSet();
        return new PageBody(blocks, await goods.OfAsync(blocks, cancel), await pictures.FindAsync(media, cancel)) { Files = await files.FindAsync(offered, cancel) };
    }
}
