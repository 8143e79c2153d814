using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.References;

/// <summary>Something shown by a document that lives elsewhere: a picture, another document, a product.</summary>
public sealed record Reference(string Kind, string Key)
{
    public const string MediaKind = "media", DocumentKind = "document";

    public static Reference Media(string key) => new(MediaKind, key);

    public static Reference Document(Guid id) => new(DocumentKind, id.ToString());
}

/// <param name="Key">As it is stored in documents.</param>
/// <param name="Detail">What tells it from others of the same name: the producer, the place.</param>
/// <param name="Address">Where the public sees it, without the language; null where it has no page.</param>
public sealed record ReferenceChoice(string Key, string Title, string? Detail, string? Address, bool IsPublished);

/// <summary>Things of one kind that documents may name. Each module answers for its own; the engine knows only the kind and the key.</summary>
public interface IReferenceSource
{
    string Kind { get; }

    LocalText Name { get; }

    /// <summary>For a picker: the best first.</summary>
    Task<IReadOnlyList<ReferenceChoice>> SearchAsync(string words, string language, int most, CancellationToken cancel);

    /// <summary>Keys that name nothing are left out.</summary>
    Task<IReadOnlyList<ReferenceChoice>> ResolveAsync(IReadOnlyCollection<string> keys, string language, CancellationToken cancel);
}

/// <summary>One line of the index: this document shows that thing. Written anew with each save, read before anything is deleted.</summary>
public sealed class DocumentReference
{
    private DocumentReference() { }

    public DocumentReference(Guid documentId, Reference reference, string path, bool isLive, bool isLatest) =>
        (DocumentId, Kind, Key, Path, IsLive, IsLatest) = (documentId, reference.Kind, reference.Key, path, isLive, isLatest);

    public long Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public string Kind { get; private set; } = "";
    public string Key { get; private set; } = "";

    /// <summary>Where in the document, as its editor names it: "Ảnh bìa", "Khối 3: Bộ ảnh".</summary>
    public string Path { get; private set; } = "";
    public bool IsLive { get; private set; }
    public bool IsLatest { get; private set; }
}
