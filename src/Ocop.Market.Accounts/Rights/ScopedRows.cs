using System.Linq.Expressions;

namespace Ocop.Market.Accounts.Rights;

/// <summary>From scopes to rows that keep their scope's path in a column: the same answer for a hundred thousand as <see cref="Scope.Holds"/> gives for one.</summary>
public static class ScopedRows
{
    /// <summary>Rows that lie within any of the scopes; none at all where there is no scope.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, Expression<Func<T, string>> path, IReadOnlyList<Scope> scopes)
    {
        if (scopes.Contains(Scope.Programme)) return rows;
        Expression any = Expression.Constant(false);
        foreach (var scope in scopes)
        {
            var beginning = scope.Path;
            // As a lambda, so that it becomes a parameter: one compiled query for all people with as many scopes.
            Expression<Func<string>> value = () => beginning;
            any = Expression.OrElse(any, Expression.Call(path.Body, nameof(string.StartsWith), null, value.Body));
        }

        return rows.Where(Expression.Lambda<Func<T, bool>>(any, path.Parameters));
    }
}
