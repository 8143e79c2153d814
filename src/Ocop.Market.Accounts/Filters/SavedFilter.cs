namespace Ocop.Market.Accounts.Filters;

/// <summary>The conditions of a list under a name that its owner gave them. Nobody else sees it.</summary>
public sealed class SavedFilter
{
    public const int LongestName = 60, LongestQuery = 1000, MostOfList = 30;

    private SavedFilter() { }

    public SavedFilter(Guid personId, string list, string name, string query, DateTime now) =>
        (Id, PersonId, List, Name, Query, CreatedAt) = (Guid.CreateVersion7(), personId, list, name, query, now);

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The list's path: "/quan-tri/san-pham".</summary>
    public string List { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>As in the address, without the question mark.</summary>
    public string Query { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }

    public void PointTo(string query) => Query = query;
}
