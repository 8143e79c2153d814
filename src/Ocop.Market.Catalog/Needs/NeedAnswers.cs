using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>An answer with who gave it, as buyer and officers read it.</summary>
public sealed record GivenAnswer(NeedAnswer Answer, string Producer, string ProducerSlug, string? ProvinceCode, string? Phone, string? Email, IReadOnlyList<(string Slug, string Name)> Goods);

/// <summary>What the buyer's link opens.</summary>
public sealed record AnsweredNeed(NeedCard Need, IReadOnlyList<GivenAnswer> Answers);

public sealed class NeedAnswers(ICatalogDb db, NeedCards cards)
{
    /// <summary>Answers that stand, for whoever holds the buyer's link; null where the need has been forgotten.</summary>
    public async Task<AnsweredNeed?> ForBuyerAsync(Guid needId, CancellationToken cancel) =>
        await db.Needs.Where(need => need.Id == needId && need.ForgottenAt == null).Select(need => need.Number).FirstOrDefaultAsync(cancel) is { } number && await cards.FindAsync(number, cancel) is { } card
            ? new AnsweredNeed(card, [.. (await OfAsync(needId, cancel)).Where(row => row.Answer.State == AnswerState.Given)])
            : null;

    /// <summary>The cheapest first; withdrawn ones last.</summary>
    public async Task<IReadOnlyList<GivenAnswer>> OfAsync(Guid needId, CancellationToken cancel)
    {
        var rows = await (
            from answer in db.NeedAnswers.AsNoTracking()
            where answer.NeedId == needId
            join producer in db.Producers on answer.ProducerId equals producer.Id
            select new { Answer = answer, producer.Name, producer.Slug, producer.Place.ProvinceCode, producer.Phone, producer.Email }).ToListAsync(cancel);
        var ids = rows.Select(row => row.Answer.Id).ToList();
        var goods = (await (
            from answered in db.AnsweredProducts
            where ids.Contains(answered.AnswerId)
            join product in db.Products on answered.ProductId equals product.Id
            orderby product.FoldedName
            select new { answered.AnswerId, product.Slug, product.Name }).ToListAsync(cancel)).ToLookup(row => row.AnswerId, row => (row.Slug, row.Name));
        return [.. rows.OrderBy(row => row.Answer.State).ThenBy(row => row.Answer.Price).ThenBy(row => row.Answer.GivenAt)
            .Select(row => new GivenAnswer(row.Answer, row.Name, row.Slug, row.ProvinceCode, row.Phone, row.Email, [.. goods[row.Answer.Id]]))];
    }
}
