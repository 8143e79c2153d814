namespace Ocop.Market.Accounts.Audit;

public static class EntryIds
{
    // The banned word is about cultures, and this one becomes SQL.
#pragma warning disable RS0030, CA1304, CA1311
    /// <summary>Ids as entries write them: in small letters, where SQLite keeps them in large ones. Becomes SQL.</summary>
    public static IQueryable<string> AsEntryIds(this IQueryable<Guid> ids) => ids.Select(id => id.ToString().ToLower());
#pragma warning restore RS0030, CA1304, CA1311
}
