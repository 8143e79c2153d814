using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>A fair in a list of the public.</summary>
/// <param name="Next">The day to go: its first day, or a market's next; null where it is over or nothing comes.</param>
public sealed record FairCard(Guid Id, string Slug, FairKind Kind, LocalText Title, FairState State, string Address, PlaceLine Place, string? ProvinceCode, DateOnly? First, DateOnly? Last, MarketHours? Hours, DateOnly? Next, bool IsDemo)
{
    public FairResults Results { get; init; } = new(null, null, null);
}

/// <summary>What people can still go to, markets apart, and what has been, by year.</summary>
public sealed record FairCalendarPage(IReadOnlyList<FairCard> Coming, IReadOnlyList<FairCard> Markets, IReadOnlyList<FairCard> Past);

public sealed class FairCards(ICatalogDb db, TimeProvider clock)
{
    private const int MostPast = 200, NextShown = 6;

    private IQueryable<Fair> Public => db.Fairs.AsNoTracking().Where(fair => fair.State != FairState.Draft);

    public async Task<FairCalendarPage> AllAsync(string? provinceCode, CancellationToken cancel)
    {
        var (today, fairs) = (clock.Today(), provinceCode is null ? Public : Public.Where(fair => fair.Place.ProvinceCode == provinceCode));
        return new FairCalendarPage(
            await CardsAsync(fairs.Where(fair => fair.Rule == null && fair.LastDay >= today).OrderBy(fair => fair.FirstDay), cancel),
            await CardsAsync(fairs.Where(fair => fair.Rule != null && fair.State == FairState.Announced && (fair.LastDay == null || fair.LastDay >= today)).OrderBy(fair => fair.Place.ProvinceCode).ThenBy(fair => fair.FoldedTitle), cancel),
            await CardsAsync(fairs.Where(fair => fair.Rule == null && fair.State == FairState.Announced && fair.LastDay < today).OrderByDescending(fair => fair.FirstDay).Take(MostPast), cancel));
    }

    /// <summary>What comes next at a place: fairs first, then markets by their next day.</summary>
    public async Task<IReadOnlyList<FairCard>> ComingAtAsync(string? provinceCode, string? communeCode, CancellationToken cancel)
    {
        var today = clock.Today();
        var fairs = Public.Where(fair => fair.State == FairState.Announced && (fair.LastDay == null || fair.LastDay >= today));
        if (provinceCode is not null) fairs = fairs.Where(fair => fair.Place.ProvinceCode == provinceCode);
        if (communeCode is not null) fairs = fairs.Where(fair => fair.Place.CommuneCode == communeCode);
        var cards = await CardsAsync(fairs.OrderBy(fair => fair.Rule != null).ThenBy(fair => fair.FirstDay).Take(NextShown * 4), cancel);
        return [.. cards.OrderBy(card => card.Hours is not null).ThenBy(card => card.Next ?? DateOnly.MaxValue).Take(NextShown)];
    }

    private async Task<IReadOnlyList<FairCard>> CardsAsync(IQueryable<Fair> fairs, CancellationToken cancel)
    {
        var rows = await fairs.ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var today = clock.Today();
        var ids = rows.Select(fair => fair.Id).ToList();
        var changes = (await db.MarketDayChanges.AsNoTracking().Where(change => ids.Contains(change.FairId)).ToListAsync(cancel)).ToLookup(change => change.FairId);
        var places = await FairPlaces.OfAsync(db, rows, cancel);
        return [.. rows.Select(fair => new FairCard(fair.Id, fair.Slug, fair.Kind, fair.Title, fair.State, fair.Address, places[fair.Id], fair.Place.ProvinceCode, fair.FirstDay, fair.LastDay, fair.Hours,
            fair.Hours is { } hours ? MarketDays.NextFrom(hours, changes[fair.Id], today) : fair.LastDay < today ? null : fair.FirstDay > today ? fair.FirstDay : today, fair.IsDemo) { Results = fair.Results })];
    }
}

/// <summary>Today's names of the places of some fairs, in one question for each table.</summary>
internal static class FairPlaces
{
    public static async Task<IReadOnlyDictionary<Guid, PlaceLine>> OfAsync(ICatalogDb db, IReadOnlyCollection<Fair> fairs, CancellationToken cancel)
    {
        var (provinceCodes, communeCodes) = (fairs.Select(fair => fair.Place.ProvinceCode).Distinct().ToList(), fairs.Select(fair => fair.Place.CommuneCode).Distinct().ToList());
        var provinces = await db.Provinces.AsNoTracking().Where(province => provinceCodes.Contains(province.Code)).ToDictionaryAsync(province => province.Code, cancel);
        var communes = await db.Communes.AsNoTracking().Where(commune => communeCodes.Contains(commune.Code)).ToDictionaryAsync(commune => commune.Code, cancel);
        return fairs.ToDictionary(fair => fair.Id, fair =>
        {
            var (province, commune) = (provinces.GetValueOrDefault(fair.Place.ProvinceCode ?? ""), communes.GetValueOrDefault(fair.Place.CommuneCode ?? ""));
            return new PlaceLine(commune?.Name, commune?.Kind, commune?.Slug, province?.Name, province?.Slug, fair.Place.Commune, fair.Place.District, fair.Place.Province);
        });
    }
}
