using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Recognition;

public sealed record RecognitionEndingSoon(Guid DecisionId, Guid ProductId, string ProductName, Guid ProducerId, int Stars, DateOnly ValidUntil);

/// <summary>
/// Products whose stars end within so many days, the soonest first. A decision that a later one has replaced is not among them.
/// The authority reminds the holder at least 30 days before the end.
/// </summary>
public sealed class RecognitionsEndingSoon(ICatalogDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<RecognitionEndingSoon>> WithinAsync(int days, CancellationToken cancel) => await Within(days, db.Products).ToListAsync(cancel);

    /// <summary>Of this person's own goods.</summary>
    public async Task<IReadOnlyList<RecognitionEndingSoon>> OfAsync(Person person, int days, CancellationToken cancel)
    {
        var own = db.Producers.Within(person.ScopesFor(Act.ProposeFacts)).Select(producer => producer.Id);
        return await Within(days, db.Products.Where(product => own.Contains(product.ProducerId))).ToListAsync(cancel);
    }

    private IQueryable<RecognitionEndingSoon> Within(int days, IQueryable<Product> products)
    {
        var today = clock.Today();
        var until = today.AddDays(days);
        return
            from decision in db.RecognitionDecisions.AsNoTracking()
            join product in products.AsNoTracking() on decision.ProductId equals product.Id
            where decision.DecidedOn <= today && decision.ValidUntil >= today && decision.ValidUntil <= until
                && (decision.RevokedOn == null || decision.RevokedOn > today)
                && !db.RecognitionDecisions.Any(later => later.ProductId == decision.ProductId && later.DecidedOn > decision.DecidedOn && later.DecidedOn <= today)
            orderby decision.ValidUntil, product.Name
            select new RecognitionEndingSoon(decision.Id, product.Id, product.Name, product.ProducerId, decision.Stars, decision.ValidUntil);
    }
}
