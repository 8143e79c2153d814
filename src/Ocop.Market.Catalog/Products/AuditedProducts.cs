using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

public sealed class AuditedProducts(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.ProductKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) =>
        db.Producers.Within(scopes).Join(db.Products, producer => producer.Id, product => product.ProducerId, (_, product) => product.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Products.Where(product => wanted.Contains(product.Id)).ToDictionaryAsync(product => product.Id.ToString(), product => product.Name, cancel);
    }
}
