using System.Data.Common;
using Ocop.Market.Catalog.Search;

namespace Ocop.Market.Data.Search;

/// <summary>The few points at which the two engines speak differently.</summary>
internal interface ISearchDialect
{
    /// <summary>A condition on row r that holds where the index finds @match.</summary>
    string IsMatch { get; }

    /// <summary>The numbers of all rows, listed or not, where the index finds @match.</summary>
    string MatchingIds { get; }

    /// <summary>A condition on row r that holds for the products in @ids.</summary>
    string IsAmongProducts { get; }

    /// <summary>The first @most of what was written after the position @transaction, @id and can be read now: transaction, id, whether nothing can still come before it, kind and id of the subject.</summary>
    string News { get; }

    /// <summary>A condition on row r that holds for the rows in @ids.</summary>
    string IsAmongIds { get; }

    /// <summary>Where a text stands in a column, counted from 1; 0 where it does not.</summary>
    string Position { get; }

    /// <summary>The text in the index's own language. With <paramref name="namesOnly"/> all of it must stand in the name.</summary>
    string Match(SearchText text, bool namesOnly);

    void AddIds(DbCommand command, IReadOnlyList<int> ids);

    void AddIds(DbCommand command, IReadOnlyList<Guid> ids);
}
