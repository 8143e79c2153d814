using System.Linq.Expressions;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Cms.Desk;

public static class DocumentsInScope
{
    /// <summary>Those for which the person may do the act: a scope is the beginning of a column, so the database sorts them out.</summary>
    public static IQueryable<Document> For(this IQueryable<Document> documents, Person person, Act act)
    {
        var scopes = person.ScopesFor(act);
        if (scopes.Contains(Scope.Programme)) return documents;
        var document = Expression.Parameter(typeof(Document), "document");
        var path = Expression.Property(document, nameof(Document.ScopePath));
        var lies = scopes.Select(scope => (Expression)Expression.Call(path, nameof(string.StartsWith), null, Expression.Constant(scope.Path)))
            .Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
        return documents.Where(Expression.Lambda<Func<Document, bool>>(lies, document));
    }
}
