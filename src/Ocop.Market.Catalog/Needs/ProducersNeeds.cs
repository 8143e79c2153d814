using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>A need as a producer sees it: who the buyer is stands in it only once the producer answered.</summary>
public sealed record ProducersNeed(NeedCard Need, bool Suits, NeedAnswer? Answer, BuyerContact? Contact);

public sealed record BuyerContact(string Company, string Name, string Phone, string? Email);

public sealed class ProducersNeeds(ICatalogDb db, NeedCards cards, TimeProvider clock)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<Producer>> OwnAsync(Person person, CancellationToken cancel)
    {
        var ids = person.ScopesFor(Act.AnswerNeeds).Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        return await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).OrderBy(producer => producer.Name).ToListAsync(cancel);
    }

    /// <summary>Open needs and those one answered: of one's groups of goods first, then near ones, then those that end soonest.</summary>
    public async Task<IReadOnlyList<ProducersNeed>> ForAsync(Producer producer, CancellationToken cancel)
    {
        var today = clock.Today();
        var groups = await GroupsAsync(producer.Id, cancel);
        var province = producer.Place.ProvinceCode;
        var rows = await (
            from need in db.Needs.AsNoTracking()
            join found in db.NeedAnswers.Where(it => it.ProducerId == producer.Id) on need.Id equals found.NeedId into answers
            from answer in answers.DefaultIfEmpty()
            where (need.State == NeedState.Open && need.LastDay >= today) || answer != null
            orderby need.State != NeedState.Open || need.LastDay < today, !(need.GroupSlug != null && groups.Contains(need.GroupSlug)), need.ProvinceCode != province, need.LastDay, need.Id
            select new { Need = need, Answer = answer }).Take(Most).ToListAsync(cancel);
        return [.. rows.Select(row => (Card: cards.Card(row.Need), row.Answer)).Select(row => new ProducersNeed(row.Card, Suits(row.Card, groups, province), row.Answer, null))];
    }

    /// <summary>Null where there is none that was checked.</summary>
    public async Task<ProducersNeed?> FindAsync(Producer producer, Guid id, CancellationToken cancel)
    {
        if (await db.Needs.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id && it.CheckedAt != null, cancel) is not { } need || await cards.FindAsync(need.Number, cancel) is not { } card) return null;
        var answer = await db.NeedAnswers.AsNoTracking().FirstOrDefaultAsync(it => it.NeedId == id && it.ProducerId == producer.Id, cancel);
        if (answer is null && !card.IsOpen) return null;
        var contact = answer is { State: AnswerState.Given } && need.ForgottenAt is null ? new BuyerContact(need.Company, need.Contact, need.Phone, need.Email) : null;
        return new ProducersNeed(card, Suits(card, await GroupsAsync(producer.Id, cancel), producer.Place.ProvinceCode), answer, contact);
    }

    /// <summary>Open needs that suit one of the person's producers and wait for its answer.</summary>
    public async Task<int> CountSuitingAsync(Person person, CancellationToken cancel)
    {
        var today = clock.Today();
        var count = 0;
        foreach (var producer in await OwnAsync(person, cancel))
        {
            var (groups, province) = (await GroupsAsync(producer.Id, cancel), producer.Place.ProvinceCode);
            count += await db.Needs.CountAsync(need => need.State == NeedState.Open && need.LastDay >= today
                && (need.GroupSlug == null ? need.ProvinceCode == province : groups.Contains(need.GroupSlug))
                && !db.NeedAnswers.Any(answer => answer.NeedId == need.Id && answer.ProducerId == producer.Id), cancel);
        }

        return count;
    }

    /// <summary>What the producer sells now, and which of it the answer names.</summary>
    public async Task<(IReadOnlyList<(Guid Id, string Name)> Products, IReadOnlySet<Guid> Offered)> GoodsAsync(Guid producerId, Guid? answerId, CancellationToken cancel)
    {
        var products = await db.Products.AsNoTracking().Where(product => product.ProducerId == producerId && product.IsListed).OrderBy(product => product.FoldedName).Take(Most).Select(product => new { product.Id, product.Name }).ToListAsync(cancel);
        var offered = answerId is null ? [] : await db.AnsweredProducts.Where(it => it.AnswerId == answerId).Select(it => it.ProductId).ToListAsync(cancel);
        return ([.. products.Select(product => (product.Id, product.Name))], offered.ToHashSet());
    }

    private static bool Suits(NeedCard need, List<string> groups, string? province) => need.GroupSlug is { } group ? groups.Contains(group) : need.ProvinceCode == province;

    private Task<List<string>> GroupsAsync(Guid producerId, CancellationToken cancel) =>
        db.Products.Where(product => product.ProducerId == producerId && product.IsListed && product.GroupSlug != null).Select(product => product.GroupSlug!).Distinct().ToListAsync(cancel);
}
