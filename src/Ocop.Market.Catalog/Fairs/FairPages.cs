using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>Who stands at which booth, with what.</summary>
public sealed record Exhibitor(Guid ProducerId, string Slug, string Name, ProducerKind Kind, bool IsNamed, Booth Booth)
{
    /// <summary>As cards: stars only while their decision is valid.</summary>
    public IReadOnlyList<ProductCard> Goods { get; init; } = [];
}

public sealed record FairPage(Fair Fair, PlaceLine Place)
{
    public IReadOnlyList<FairDay> Days { get; init; } = [];
    public IReadOnlyList<ProgrammeItem> Programme { get; init; } = [];
    public IReadOnlyList<Booth> Booths { get; init; } = [];
    public IReadOnlyList<Exhibitor> Exhibitors { get; init; } = [];
    public LibraryPicture? Plan { get; init; }

    /// <summary>A market's next days, and those of them that were called off.</summary>
    public IReadOnlyList<MarketDays.Held> Next { get; init; } = [];
    public IReadOnlyList<DateOnly> CalledOff { get; init; } = [];
    public bool IsOver { get; init; }
    public bool TakesApplications { get; init; }
}

/// <summary>Everything the page of one fair shows to the public.</summary>
public sealed class FairPages(ICatalogDb db, ProductCards cards, LibraryPictures pictures, TimeProvider clock)
{
    private const int DaysAhead = 92, NextShown = 8;

    /// <summary>Null where there is none, or none that was announced yet.</summary>
    public async Task<FairPage?> FindAsync(string slug, CancellationToken cancel) =>
        await db.Fairs.AsNoTracking().FirstOrDefaultAsync(fair => fair.Slug == slug && fair.State != FairState.Draft, cancel) is { } fair ? await ReadAsync(fair, cancel) : null;

    /// <summary>As the public will see it, before it is announced too.</summary>
    public async Task<FairPage> ReadAsync(Fair fair, CancellationToken cancel)
    {
        var today = clock.Today();
        var changes = await db.MarketDayChanges.AsNoTracking().Where(change => change.FairId == fair.Id).ToListAsync(cancel);
        var booths = await db.Booths.AsNoTracking().Where(booth => booth.FairId == fair.Id).OrderBy(booth => booth.Number).ToListAsync(cancel);
        return new FairPage(fair, (await FairPlaces.OfAsync(db, [fair], cancel))[fair.Id])
        {
            Days = await db.FairDays.AsNoTracking().Where(day => day.FairId == fair.Id).OrderBy(day => day.Day).ToListAsync(cancel),
            Programme = await db.ProgrammeItems.AsNoTracking().Where(item => item.FairId == fair.Id).OrderBy(item => item.Day).ThenBy(item => item.At).ToListAsync(cancel),
            Booths = booths,
            Exhibitors = await ExhibitorsAsync(fair.Id, booths, cancel),
            Plan = fair.PlanMediaId is { } plan ? (await pictures.FindAsync([plan], cancel)).GetValueOrDefault(plan) : null,
            Next = fair.Hours is { } hours && fair.State == FairState.Announced ? [.. MarketDays.Of(hours, changes, today, (hours.From > today ? hours.From : today).AddDays(DaysAhead)).Take(NextShown)] : [],
            CalledOff = [.. changes.Where(change => change.MovedTo is null && change.Day >= today).Select(change => change.Day).Order()],
            IsOver = fair.IsOverOn(today), TakesApplications = fair.TakesApplicationsOn(today) && (fair.Rule is null || booths.Count > 0),
        };
    }

    private async Task<IReadOnlyList<Exhibitor>> ExhibitorsAsync(Guid fairId, IReadOnlyList<Booth> booths, CancellationToken cancel)
    {
        var rows = await (
            from application in db.BoothApplications.AsNoTracking()
            where application.FairId == fairId && application.State == ApplicationState.Allotted
            join producer in db.Producers on application.ProducerId equals producer.Id
            select new { application.Id, application.BoothId, ProducerId = producer.Id, producer.Slug, producer.Name, producer.Kind }).ToListAsync(cancel);
        var ids = rows.Select(row => row.Id).ToList();
        var brought = (await db.BroughtProducts.AsNoTracking().Where(it => ids.Contains(it.ApplicationId)).ToListAsync(cancel)).ToLookup(it => it.ApplicationId, it => it.ProductId);
        var goods = (await cards.OfAsync([.. brought.SelectMany(of => of).Distinct()], cancel)).ToDictionary(card => card.Id);
        var booth = booths.ToDictionary(it => it.Id);
        return [.. rows.Where(row => row.BoothId is not null).Select(row => new Exhibitor(row.ProducerId, row.Slug, row.Name, row.Kind, row.Name != Producer.Unnamed, booth[row.BoothId!.Value])
        {
            Goods = [.. brought[row.Id].Select(id => goods.GetValueOrDefault(id)).OfType<ProductCard>().OrderBy(card => card.Name, StringComparer.Ordinal)],
        }).OrderBy(exhibitor => exhibitor.Booth.Number, StringComparer.Ordinal)];
    }
}
