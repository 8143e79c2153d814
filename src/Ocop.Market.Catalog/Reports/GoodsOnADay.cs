using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <param name="Stars">Valid on the day.</param>
/// <param name="HasEnded">Had stars, which lapsed or were revoked by then.</param>
internal sealed record GoodOnADay(Guid ProducerId, string? ProvinceCode, string? CommuneCode, ProducerKind Kind, string? GroupSlug, bool IsListed, int? Stars, bool HasEnded)
{
    public string StandingKey => Stars is { } stars ? $"{stars}" : HasEnded ? "ended" : "none";
}

/// <summary>
/// Goods and how they stood on a day, from the few columns that tell it. The shelf in memory and the search rows know today only. A product lies where its producer
/// does, and it is there on the day if it was entered by then or decided on by then: much is entered long after its decision.
/// </summary>
internal sealed class GoodsOnADay(ICatalogDb db)
{
    public async Task<IReadOnlyList<GoodOnADay>> ReadAsync(IQueryable<Producer> producers, DateOnly day, CancellationToken cancel)
    {
        var end = VietnamTime.StartOf(day.AddDays(1));
        var decisions = (await (
            from decision in db.RecognitionDecisions
            where decision.DecidedOn <= day
            join product in db.Products on decision.ProductId equals product.Id
            join producer in producers on product.ProducerId equals producer.Id
            select new DecisionDates(decision.ProductId, decision.Id, decision.Stars, decision.DecidedOn, decision.ValidUntil, decision.RevokedOn)).ToListAsync(cancel)).ToLookup(decision => decision.ProductId);
        var goods = await (
            from product in db.Products
            join producer in producers on product.ProducerId equals producer.Id
            where product.CreatedAt < end || db.RecognitionDecisions.Any(decision => decision.ProductId == product.Id && decision.DecidedOn <= day)
            select new { product.Id, product.ProducerId, producer.Place.ProvinceCode, producer.Place.CommuneCode, producer.Kind, product.GroupSlug, product.IsListed }).ToListAsync(cancel);
        return [.. goods.Select(good =>
        {
            var stars = decisions[good.Id].DecisionOn(day)?.Stars;
            return new GoodOnADay(good.ProducerId, good.ProvinceCode, good.CommuneCode, good.Kind, good.GroupSlug, good.IsListed, stars, stars is null && decisions[good.Id].Any());
        })];
    }

    private sealed record DecisionDates(Guid ProductId, Guid Id, int Stars, DateOnly DecidedOn, DateOnly ValidUntil, DateOnly? RevokedOn) : IDecision
    {
        public bool IsValidOn(DateOnly day) => RecognitionDecision.IsValidOn(day, DecidedOn, ValidUntil, RevokedOn);
    }
}
