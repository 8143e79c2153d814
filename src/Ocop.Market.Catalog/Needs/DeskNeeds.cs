using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>Which part of the list: needs whose last day is over are still to be closed.</summary>
public enum NeedShelf { Unchecked, Open, Ended, Closed }

public sealed record DeskNeedFilter(string? Text = null, string? ProvinceCode = null, NeedShelf? Shelf = null);

public sealed record DeskNeedRow(Guid Id, string Number, string What, string Company, NeedState State, NeedOutcome? Outcome, string ProvinceCode, int Quantity, string Unit, NeedRhythm Rhythm, DateOnly LastDay, int Answers)
{
    public NeedShelf ShelfOn(DateOnly today) => NeedShelves.Of(State, LastDay, today);
}

internal static class NeedShelves
{
    public static NeedShelf Of(NeedState state, DateOnly lastDay, DateOnly today) => state switch
    {
        NeedState.Closed => NeedShelf.Closed,
        NeedState.Open => today > lastDay ? NeedShelf.Ended : NeedShelf.Open,
        NeedState.Unchecked => today > lastDay ? NeedShelf.Ended : NeedShelf.Unchecked,
    };
}

/// <summary>A producer who could deliver; told already or not.</summary>
public sealed record LikelyProducer(Guid Id, string Name, string? ProvinceCode, int Goods, bool HasMail);

/// <summary>All that the desk's page of one need works on.</summary>
public sealed record DeskNeed(Need Need, NeedShelf Shelf, IReadOnlyList<GivenAnswer> Answers, IReadOnlyList<(string Producer, DateTime At)> Told, IReadOnlyList<LikelyProducer> Likely);

/// <summary>The needs of a person's provinces, and one of them.</summary>
public sealed class DeskNeeds(ICatalogDb db, NeedAnswers answers, TimeProvider clock)
{
    private const int PageSize = 50, LikelyShown = 24;

    public Task<ListPage<DeskNeedRow>> PageAsync(Person person, DeskNeedFilter filter, int page, CancellationToken cancel)
    {
        var needs = Within(person, filter.Shelf);
        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) needs = needs.Where(need => need.FoldedWhat.Contains(word) || need.Number == word);
        if (filter.ProvinceCode is { } province) needs = needs.Where(need => need.ProvinceCode == province);
        return needs.OrderBy(need => need.State == NeedState.Closed).ThenByDescending(need => need.CreatedAt).ThenBy(need => need.Id)
            .Select(need => new DeskNeedRow(need.Id, need.Number, need.What, need.Company, need.State, need.Outcome, need.ProvinceCode, need.Quantity, need.Unit, need.Rhythm, need.LastDay, db.NeedAnswers.Count(answer => answer.NeedId == need.Id && answer.State == AnswerState.Given)))
            .PageAsync(page, PageSize, cancel);
    }

    /// <summary>For the desk's first page.</summary>
    public Task<int> CountAsync(Person person, NeedShelf shelf, CancellationToken cancel) => Within(person, shelf).CountAsync(cancel);

    /// <summary>Null where there is none that the person may read.</summary>
    /// <param name="text">Looks for producers by name instead of by what they make.</param>
    public async Task<DeskNeed?> FindAsync(Person person, Guid id, string? text, CancellationToken cancel)
    {
        if (await db.Needs.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } need || !person.May(Act.ReadNeeds, need.Scope)) return null;
        var told = await (from match in db.NeedMatches.AsNoTracking() where match.NeedId == id join producer in db.Producers on match.ProducerId equals producer.Id
            orderby match.ToldAt, producer.Name select new { producer.Name, match.ToldAt }).ToListAsync(cancel);
        return new DeskNeed(need, ShelfOf(need), await answers.OfAsync(id, cancel), [.. told.Select(row => (row.Name, row.ToldAt))], ShelfOf(need) == NeedShelf.Open ? await LikelyAsync(need, text, cancel) : []);
    }

    private NeedShelf ShelfOf(Need need) => NeedShelves.Of(need.State, need.LastDay, clock.Today());

    private IQueryable<Need> Within(Person person, NeedShelf? shelf)
    {
        var today = clock.Today();
        var needs = db.Needs.AsNoTracking().Within(need => need.ScopePath, person.ScopesFor(Act.ReadNeeds));
        return shelf switch
        {
            NeedShelf.Unchecked => needs.Where(need => need.State == NeedState.Unchecked && need.LastDay >= today),
            NeedShelf.Open => needs.Where(need => need.State == NeedState.Open && need.LastDay >= today),
            NeedShelf.Ended => needs.Where(need => need.State != NeedState.Closed && need.LastDay < today),
            NeedShelf.Closed => needs.Where(need => need.State == NeedState.Closed),
            _ => needs,
        };
    }

    // Of the same group of goods, the need's own province first; nobody who was told or has answered.
    private async Task<IReadOnlyList<LikelyProducer>> LikelyAsync(Need need, string? text, CancellationToken cancel)
    {
        var producers = db.Producers.AsNoTracking().Where(producer => !db.NeedMatches.Any(match => match.NeedId == need.Id && match.ProducerId == producer.Id) && !db.NeedAnswers.Any(answer => answer.NeedId == need.Id && answer.ProducerId == producer.Id));
        var words = VietnameseText.Fold(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6).ToList();
        foreach (var word in words) producers = producers.Where(producer => producer.FoldedName.Contains(word));
        if (words.Count == 0) producers = producers.Where(producer => db.Products.Any(product => product.ProducerId == producer.Id && product.IsListed && (need.GroupSlug == null || product.GroupSlug == need.GroupSlug)));
        var rows = await producers.OrderBy(producer => producer.Place.ProvinceCode != need.ProvinceCode).ThenBy(producer => producer.FoldedName).Take(LikelyShown)
            .Select(producer => new { producer.Id, producer.Name, producer.Place.ProvinceCode, Goods = db.Products.Count(product => product.ProducerId == producer.Id && product.IsListed && (need.GroupSlug == null || product.GroupSlug == need.GroupSlug)), HasMail = producer.Email != null }).ToListAsync(cancel);
        return [.. rows.Select(row => new LikelyProducer(row.Id, row.Name, row.ProvinceCode, row.Goods, row.HasMail))];
    }
}
