using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Cms.Desk;

public static class DocumentsInScope
{
    /// <summary>Those for which the person may do the act.</summary>
    public static IQueryable<Document> For(this IQueryable<Document> documents, Person person, Act act) => documents.Within(document => document.ScopePath, person.ScopesFor(act));
}
