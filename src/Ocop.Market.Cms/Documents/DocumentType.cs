using System.Text.Json.Nodes;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>What a document of this kind has, where it lives and who may have it. Written in code and registered by the module whose things it names.</summary>
/// <param name="Alias">Stored with each document; never changed.</param>
public sealed record DocumentType(string Alias, LocalText Name, LocalText Help)
{
    public const int LongestTitle = 150, LongestSummary = 400, MostBlocks = 200;

    public IReadOnlyList<DocumentProperty> Properties { get; init; } = [];

    /// <summary>"/cau-chuyen/{slug}"; null where the public sees it only inside others.</summary>
    public string? Address { get; init; }

    /// <summary>Where the program itself has a page.</summary>
    public IReadOnlySet<string> ReservedSlugs { get; init; } = new HashSet<string>();

    /// <summary>One step, or two by different people.</summary>
    public Func<Scope, int> StepsIn { get; init; } = _ => 1;

    /// <summary>How deep in the programme such a document may lie: a page of the whole site belongs to nobody smaller.</summary>
    public ScopeLevel Deepest { get; init; } = ScopeLevel.Holder;

    /// <summary>What its writers must be allowed.</summary>
    public Act WriteAct { get; init; } = Act.WriteContent;

    /// <summary>Aliases of the blocks its body takes; empty takes all, null has no body.</summary>
    public IReadOnlyList<string>? Blocks { get; init; } = [];

    /// <summary>There is one in each language.</summary>
    public bool IsSingle { get; init; }

    public bool NeedsSummary { get; init; }

    public string? AddressOf(string slug) => Address?.Replace("{slug}", slug, StringComparison.Ordinal);

    public DocumentProperty? Find(string alias) => Properties.FirstOrDefault(property => property.Alias == alias);

    /// <summary>The content as it may be stored: one spelling of letters, markup of the allowed list, no property that the type does not know.</summary>
    public DocumentContent Tidy(DocumentContent content)
    {
        var properties = new JsonObject();
        foreach (var property in Properties)
            if (content.Properties.ContainsKey(property.Alias)) properties[property.Alias] = property.Tidied(content.Properties[property.Alias]);
        return content with
        {
            Title = VietnameseText.Normalize(content.Title),
            Summary = VietnameseText.Normalize(content.Summary),
            Slug = content.Slug is null ? null : VietnameseText.Slug(content.Slug),
            Properties = properties,
            Blocks = [.. content.Blocks.Select(block => (block.Id == Guid.Empty ? block with { Id = Guid.CreateVersion7() } : block).Tidied())],
        };
    }

    /// <summary>What must be mended, beside the field: "title", "properties.product", "blocks[2].alt".</summary>
    /// <param name="isComplete">Everything that the public will need; a draft may lack it.</param>
    public IReadOnlyList<Refusal> Check(DocumentContent content, bool isComplete) =>
        [.. FaultsOf(content, isComplete).Where(fault => !fault.IsWarning).Select(AsRefusal)];

    /// <summary>What should be looked at again, but stops nobody.</summary>
    public IReadOnlyList<Refusal> Warnings(DocumentContent content) => [.. FaultsOf(content, isComplete: true).Where(fault => fault.IsWarning).Select(AsRefusal)];

    /// <summary>What the content shows that lives elsewhere, each with the place as its editor names it.</summary>
    public IEnumerable<(Reference Reference, LocalText Path)> ReferencesOf(DocumentContent content)
    {
        foreach (var property in Properties)
            foreach (var reference in property.References(content.Properties[property.Alias])) yield return (reference, property.Label);
        foreach (var (i, block) in content.Blocks.Index())
            foreach (var reference in block.References())
                yield return (reference, new LocalText(FormattableString.Invariant($"Khối {i + 1}: {BlockKinds.Of(block).Name.Vi}"), FormattableString.Invariant($"Block {i + 1}: {BlockKinds.Of(block).Name.En}")));
    }

    private IEnumerable<BlockFault> FaultsOf(DocumentContent content, bool isComplete)
    {
        if (content.Title.Length == 0) yield return new("title", "Required", "Cần có tên bài.", "A title is needed.");
        if (content.Title.Length > LongestTitle) yield return new("title", "TooLong", $"Tên bài dài quá {LongestTitle} chữ.", $"The title is longer than {LongestTitle} letters.");
        if (isComplete && NeedsSummary && content.Summary.Length == 0) yield return new("summary", "Required", "Cần vài lời tóm tắt.", "A short summary is needed.");
        if (content.Summary.Length > LongestSummary) yield return new("summary", "TooLong", $"Tóm tắt dài quá {LongestSummary} chữ.", $"The summary is longer than {LongestSummary} letters.");
        if (content.Slug is { } slug && (slug.Length is 0 or > 100)) yield return new("slug", "SlugWrong", "Địa chỉ cần từ 1 đến 100 chữ cái hoặc số.", "An address has 1 to 100 letters or digits.");
        foreach (var property in Properties)
            foreach (var fault in property.Faults(content.Properties[property.Alias], isComplete)) yield return fault;

        if (content.Blocks.Count > (Blocks is null ? 0 : MostBlocks)) yield return new("blocks", "TooMany", $"Nhiều nhất {MostBlocks} khối.", $"{MostBlocks} blocks at most.");
        if (content.Blocks.Select(block => block.Id).Distinct().Count() != content.Blocks.Count) yield return new("blocks", "BlockTwice", "Hai khối mang cùng một số.", "Two blocks have the same number.");
        foreach (var (i, block) in content.Blocks.Index())
        {
            if (Blocks is { Count: > 0 } && !Blocks.Contains(BlockKinds.Of(block).Alias))
                yield return new(FormattableString.Invariant($"blocks[{i}]"), "BlockNotHere", "Loại khối này không dùng ở đây.", "This kind of block is not for here.");
            foreach (var fault in block.Faults())
                if (isComplete || fault.Reason is "TooLong" or "TooMany") yield return fault with { Field = FormattableString.Invariant($"blocks[{i}].{fault.Field}") };
        }
    }

    private static Refusal AsRefusal(BlockFault fault) => new(fault.Reason, fault.Field, fault.Vi, fault.En);
}

/// <summary>Every document type of the program.</summary>
public sealed class KnownTypes
{
    private readonly Dictionary<string, DocumentType> _types;

    public KnownTypes(IEnumerable<DocumentType> types) => _types = types.ToDictionary(type => type.Alias);

    public IReadOnlyCollection<DocumentType> All => _types.Values;

    public DocumentType? Find(string alias) => _types.GetValueOrDefault(alias);

    /// <exception cref="InvalidOperationException">A stored document has a type that no module registered.</exception>
    public DocumentType Of(Document document) => Find(document.Type) ?? throw new InvalidOperationException($"No module knows documents of type \"{document.Type}\".");
}
