using Ocop.Market.Cms.Blocks;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>
/// A piece of editorial content: an address, a type, and pointers into its revisions. The public sees the live revision only;
/// editing makes new revisions beside it. Keys are GUIDs, as in Umbraco, so that content can move there one day.
/// </summary>
public sealed class Document : ITellsChange
{
    private readonly List<Revision> _revisions = [];

    private Document() { }

    /// <param name="type">A document type's alias: "page", "productStory".</param>
    /// <param name="slug">Unique within type and language.</param>
    /// <param name="language">"vi" or "en".</param>
    public Document(string type, string slug, string language, DateTime now)
    {
        (Id, Type, Slug, Language, CreatedAt) = (Guid.CreateVersion7(), type, slug, language, now);
    }

    public Guid Id { get; private set; }
    public string Type { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string Language { get; private set; } = "vi";
    public DateTime CreatedAt { get; private set; }
    public Guid? LiveRevisionId { get; private set; }
    public Guid? LatestRevisionId { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<Revision> Revisions => _revisions;

    public ChangeSubject ChangeSubject => ChangeSubject.Document(Id);

    public Revision AddRevision(string title, string summary, IReadOnlyList<Block> blocks, string author, DateTime now)
    {
        var revision = new Revision(Id, title, summary, blocks, author, now);
        _revisions.Add(revision);
        LatestRevisionId = revision.Id;
        return revision;
    }

    /// <exception cref="InvalidOperationException">The revision belongs to another document.</exception>
    public void Publish(Revision revision, DateTime now)
    {
        if (revision.DocumentId != Id) throw new InvalidOperationException($"Revision {revision.Id} is not one of document {Id}.");
        (LiveRevisionId, PublishedAt) = (revision.Id, now);
    }
}

/// <summary>The whole content at one moment. Never changed after it is written; restoring an old one makes a new one.</summary>
public sealed class Revision
{
    private Revision() { }

    internal Revision(Guid documentId, string title, string summary, IReadOnlyList<Block> blocks, string author, DateTime now)
    {
        (Id, DocumentId, Title, Summary, Blocks, Author, CreatedAt) =
            (Guid.CreateVersion7(), documentId, title, summary, Block.WriteAll(blocks), author, now);
    }

    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public string Title { get; private set; } = "";
    public string Summary { get; private set; } = "";

    /// <summary>JSON list of <see cref="Block"/>.</summary>
    public string Blocks { get; private set; } = "[]";
    public string Author { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
}
