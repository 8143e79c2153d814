using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>A need as everybody may read it. It has no field for who the buyer is, so that no page can show it by mistake.</summary>
public sealed record NeedCard(Guid Id, string Number, string What, string? GroupSlug, int Quantity, string Unit, NeedRhythm Rhythm, Money? PriceWish, int Months, string ProvinceCode, DateOnly LastDay, BuyerKind Buyer, DateTime CheckedAt, bool IsOpen)
{
    public LocalText Amount => NeedNames.Amount(Quantity, Unit, Rhythm);
}

/// <summary>What was posted and waits for its check, for whoever holds the address of that page.</summary>
public sealed record NeedCheck(string Number, NeedState State, bool HasMail, int CodesSent);

public sealed class NeedCards(ICatalogDb db, TimeProvider clock)
{
    public const int PageSize = 30;

    public async Task<ListPage<NeedCard>> PageAsync(string? provinceCode, string? group, int page, CancellationToken cancel)
    {
        var today = clock.Today();
        var needs = db.Needs.AsNoTracking().Where(need => need.State == NeedState.Open && need.LastDay >= today);
        if (provinceCode is not null) needs = needs.Where(need => need.ProvinceCode == provinceCode);
        if (group is not null) needs = needs.Where(need => need.GroupSlug == group);
        var found = await needs.OrderByDescending(need => need.CheckedAt).ThenBy(need => need.Id).PageAsync(page, PageSize, cancel);
        return new ListPage<NeedCard>([.. found.Rows.Select(Card)], found.Total, found.Page, found.Size);
    }

    /// <summary>One that was checked, over or not.</summary>
    public async Task<NeedCard?> FindAsync(string number, CancellationToken cancel) =>
        await db.Needs.AsNoTracking().FirstOrDefaultAsync(need => need.Number == number && need.CheckedAt != null, cancel) is { } need ? Card(need) : null;

    public Task<NeedCheck?> CheckAsync(Guid id, CancellationToken cancel) =>
        db.Needs.Where(need => need.Id == id).Select(need => new NeedCheck(need.Number, need.State, need.Email != null, need.CodesSent)).FirstOrDefaultAsync(cancel);

    internal NeedCard Card(Need need) => new(need.Id, need.Number, need.What, need.GroupSlug, need.Quantity, need.Unit, need.Rhythm, need.PriceWish, need.Months, need.ProvinceCode, need.LastDay, need.Buyer, need.CheckedAt!.Value, need.TakesAnswersOn(clock.Today()));
}
