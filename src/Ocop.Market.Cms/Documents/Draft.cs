namespace Ocop.Market.Cms.Documents;

/// <summary>
/// What somebody has typed and not yet saved, one row for each person and document, overwritten every few seconds. It is no revision and
/// nobody else's work: two people who type at once cannot erase each other.
/// </summary>
public sealed class Draft
{
    private Draft() { }

    public Draft(Guid documentId, Guid personId) => (DocumentId, PersonId) = (documentId, personId);

    public Guid DocumentId { get; private set; }
    public Guid PersonId { get; private set; }
    public string PersonName { get; private set; } = "";

    /// <summary>A <see cref="DocumentContent"/> as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>The revision and the document's version that its author was looking at.</summary>
    public Guid? BaseRevisionId { get; private set; }
    public long BaseVersion { get; private set; }
    public DateTime SavedAt { get; private set; }
    public long Version { get; private set; }

    public void Keep(DocumentContent content, Guid? baseRevisionId, long baseVersion, string personName, DateTime now) =>
        (Content, BaseRevisionId, BaseVersion, PersonName, SavedAt) = (content.Write(), baseRevisionId, baseVersion, personName, now);
}
