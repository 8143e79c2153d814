namespace Ocop.Market.Web.BackOffice.Shared;

/// <summary>
/// The search field and the filters over a list, drawn by "_Find". With script the list below answers while one types; without, the button sends the
/// form. The list is the element "danh-sach" that "_Grid" draws.
/// </summary>
/// <param name="List">The list's path: "/quan-tri/san-pham".</param>
public sealed record DeskFind(string List, string Label, string? Text, params IReadOnlyList<DeskField> Filters)
{
    public const string Field = "q";

    /// <summary>What the search field is called in the address, where it is not words that are searched.</summary>
    public string Name { get; init; } = Field;

    /// <summary>Conditions that have no field here but must outlive a search: who the list is about.</summary>
    public IReadOnlyList<(string Name, string? Value)> Kept { get; init; } = [];

    /// <summary>What else of the page follows the conditions, as selectors: a link to the same list as a file.</summary>
    public string AlsoFresh { get; init; } = "";
}
