namespace Ocop.Market.Catalog.Search;

/// <summary>
/// What search and lists know of a product: one flat row, written in the product's own transaction. The database keeps its
/// full-text index beside it (SQLite by triggers, PostgreSQL by generated columns), so the row and the index cannot part.
/// Stars and papers are stored with their dates and computed from them in every query: they lapse at midnight without a write.
/// </summary>
public sealed class SearchRow
{
    private SearchRow() { }

    public SearchRow(Guid productId) => ProductId = productId;

    public int Id { get; private set; }
    public Guid ProductId { get; private set; }

    public Guid ProducerId { get; set; }
    public string? GroupSlug { get; set; }
    public string? SetCode { get; set; }
    public string? ProvinceCode { get; set; }
    public string? CommuneCode { get; set; }

    /// <summary>Stars of the latest decision; they count only between its two days.</summary>
    public int? Stars { get; set; }
    public DateOnly? StarsFrom { get; set; }
    public DateOnly? StarsUntil { get; set; }

    /// <summary>Papers that have not ended, as <see cref="Search.CertificationDays"/> writes them.</summary>
    public string CertificationDays { get; set; } = "";

    /// <summary>Lowest price of the variants in đồng; null where there is no price (services).</summary>
    public long? Price { get; set; }
    public bool InStock { get; set; }
    public bool IsListed { get; set; }
    public DateTime CreatedAt { get; set; }

    // The texts stand last, the long ones at the end: lists read the small columns of thousands of rows, and SQLite would walk through every story to reach them.

    // The words folded, with the tokens of their synonyms: what is found. A space stands on both sides, so that a word can be looked for as a whole.
    public string FoldedName { get; set; } = "";
    public string FoldedProducer { get; set; } = "";
    public string FoldedPlace { get; set; } = "";
    public string FoldedCertifications { get; set; } = "";

    // The words with every accent (SearchWord.Exact): exact accents rank first. The name, and all the rest.
    public string Name { get; set; } = "";
    public string FoldedStory { get; set; } = "";
    public string Accented { get; set; } = "";
}
