using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <param name="IsAsked">Only those where somebody waits for an answer.</param>
public sealed record DeskFairFilter(string? Text = null, string? ProvinceCode = null, FairKind? Kind = null, FairState? State = null, bool IsAsked = false);

public sealed record DeskFairRow(Guid Id, string Title, FairKind Kind, FairState State, string? ProvinceCode, string? CommuneCode, DateOnly? First, DateOnly? Last, string? Rule, int Booths, int Allotted, int Asked);

/// <summary>One who asked, as officers read it.</summary>
public sealed record DeskApplication(BoothApplication Application, Guid ProducerId, string Producer, string? Email, string? Phone, string? ProvinceCode, string? CommuneCode, string? BoothNumber, IReadOnlyList<string> Products);

/// <summary>All that the desk's page of one fair works on. The waiting list is in its order.</summary>
public sealed record DeskFair(Fair Fair, IReadOnlyList<FairDay> Days, IReadOnlyList<ProgrammeItem> Programme, IReadOnlyList<Booth> Booths, IReadOnlyList<MarketDayChange> Changes, IReadOnlyList<DeskApplication> Applications)
{
    public IEnumerable<DeskApplication> In(ApplicationState state) => Applications.Where(row => row.Application.State == state);

    public IEnumerable<Booth> Free => Booths.Where(booth => Applications.All(row => row.Application.BoothId != booth.Id));
}

/// <summary>The fairs of a person's scopes, and one of them.</summary>
public sealed class DeskFairs(ICatalogDb db, TimeProvider clock)
{
    private const int PageSize = 50;

    public async Task<ListPage<DeskFairRow>> PageAsync(Person person, DeskFairFilter filter, int page, CancellationToken cancel)
    {
        var today = clock.Today();
        var fairs = db.Fairs.AsNoTracking().Within(fair => fair.ScopePath, person.ScopesFor(Act.ReadCatalog));
        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) fairs = fairs.Where(fair => fair.FoldedTitle.Contains(word));
        if (filter.ProvinceCode is { } province) fairs = fairs.Where(fair => fair.Place.ProvinceCode == province);
        if (filter.Kind is { } kind) fairs = fairs.Where(fair => fair.Kind == kind);
        if (filter.State is { } state) fairs = fairs.Where(fair => fair.State == state);
        if (filter.IsAsked) fairs = Coming(fairs).Where(fair => db.BoothApplications.Any(application => application.FairId == fair.Id && application.State == ApplicationState.Asked));
        // What still comes first, the nearest on top; then what has been, the latest on top.
        return await fairs.OrderBy(fair => fair.LastDay != null && fair.LastDay < today).ThenBy(fair => fair.LastDay != null && fair.LastDay < today ? null : fair.FirstDay).ThenByDescending(fair => fair.FirstDay).ThenBy(fair => fair.Id)
            .Select(fair => new DeskFairRow(fair.Id, fair.TitleVi, fair.Kind, fair.State, fair.Place.ProvinceCode, fair.Place.CommuneCode, fair.FirstDay, fair.LastDay, fair.Rule,
                db.Booths.Count(booth => booth.FairId == fair.Id),
                db.BoothApplications.Count(application => application.FairId == fair.Id && application.State == ApplicationState.Allotted),
                db.BoothApplications.Count(application => application.FairId == fair.Id && application.State == ApplicationState.Asked)))
            .PageAsync(page, PageSize, cancel);
    }

    /// <summary>Applications that nobody answered yet, of fairs that this person runs; what is over or cancelled needs no answer.</summary>
    public Task<int> CountAskedAsync(Person person, CancellationToken cancel)
    {
        var fairs = Coming(db.Fairs.Within(fair => fair.ScopePath, person.ScopesFor(Act.RunFairs)));
        return db.BoothApplications.CountAsync(application => application.State == ApplicationState.Asked && fairs.Any(fair => fair.Id == application.FairId), cancel);
    }

    private IQueryable<Fair> Coming(IQueryable<Fair> fairs)
    {
        var today = clock.Today();
        return fairs.Where(fair => fair.State == FairState.Announced && (fair.LastDay == null || fair.LastDay >= today));
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<DeskFair?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.Fairs.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } fair || !person.May(Act.ReadCatalog, fair.Scope)) return null;
        return new DeskFair(fair,
            await db.FairDays.AsNoTracking().Where(day => day.FairId == id).OrderBy(day => day.Day).ToListAsync(cancel),
            await db.ProgrammeItems.AsNoTracking().Where(item => item.FairId == id).OrderBy(item => item.Day).ThenBy(item => item.At).ToListAsync(cancel),
            await db.Booths.AsNoTracking().Where(booth => booth.FairId == id).OrderBy(booth => booth.Number).ToListAsync(cancel),
            await db.MarketDayChanges.AsNoTracking().Where(change => change.FairId == id).OrderBy(change => change.Day).ToListAsync(cancel),
            await ApplicationsAsync(id, cancel));
    }

    private async Task<IReadOnlyList<DeskApplication>> ApplicationsAsync(Guid fairId, CancellationToken cancel)
    {
        var rows = await (
            from application in db.BoothApplications.AsNoTracking()
            where application.FairId == fairId
            join producer in db.Producers on application.ProducerId equals producer.Id
            join found in db.Booths on application.BoothId equals found.Id into booths
            from booth in booths.DefaultIfEmpty()
            select new { Application = application, producer.Id, producer.Name, producer.Email, producer.Phone, producer.Place.ProvinceCode, producer.Place.CommuneCode, Number = booth.Number }).ToListAsync(cancel);
        var ids = rows.Select(row => row.Application.Id).ToList();
        var products = (await (from brought in db.BroughtProducts where ids.Contains(brought.ApplicationId) join product in db.Products on brought.ProductId equals product.Id
            orderby product.FoldedName select new { brought.ApplicationId, product.Name }).ToListAsync(cancel)).ToLookup(row => row.ApplicationId, row => row.Name);
        return [.. rows.OrderBy(row => row.Application.WaitingSince ?? row.Application.AskedAt).ThenBy(row => row.Application.Id)
            .Select(row => new DeskApplication(row.Application, row.Id, row.Name, row.Email, row.Phone, row.ProvinceCode, row.CommuneCode, row.Number, [.. products[row.Application.Id]]))];
    }
}

/// <summary>Fairs as a producer sees them: those that take applications, and those one is part of. A market takes them once it has booths: most have none.</summary>
public sealed record ProducersFair(Fair Fair, BoothApplication? Application, string? BoothNumber);

public sealed class ProducersFairs(ICatalogDb db, TimeProvider clock)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<ProducersFair>> ForAsync(Producer producer, CancellationToken cancel)
    {
        var today = clock.Today();
        var rows = await (
            from fair in db.Fairs.AsNoTracking()
            where fair.State != FairState.Draft
            join found in db.BoothApplications.Where(it => it.ProducerId == producer.Id) on fair.Id equals found.FairId into applications
            from application in applications.DefaultIfEmpty()
            join found in db.Booths on application.BoothId equals found.Id into booths
            from booth in booths.DefaultIfEmpty()
            where application != null || (fair.State == FairState.Announced && (fair.LastDay == null || fair.LastDay >= today) && (fair.Rule == null || db.Booths.Any(any => any.FairId == fair.Id)))
            orderby fair.FirstDay descending
            select new { Fair = fair, Application = application, Number = booth.Number }).Take(Most).ToListAsync(cancel);
        var all = rows.Select(row => new ProducersFair(row.Fair, row.Application, row.Number)).Where(row => row.Application is not null || row.Fair.TakesApplicationsOn(today));
        return [.. all.OrderBy(row => row.Fair.IsOverOn(today)).ThenBy(row => row.Fair.Rule is not null).ThenBy(row => row.Fair.Place.ProvinceCode != producer.Place.ProvinceCode).ThenBy(row => row.Fair.FirstDay)];
    }

    public async Task<IReadOnlyList<Producer>> OwnAsync(Person person, CancellationToken cancel)
    {
        var ids = person.ScopesFor(Act.ApplyForBooth).Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        return await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).OrderBy(producer => producer.Name).ToListAsync(cancel);
    }

    /// <summary>What the producer sells now, and which of it the application names.</summary>
    public async Task<(IReadOnlyList<(Guid Id, string Name)> Products, IReadOnlySet<Guid> Brought)> GoodsAsync(Guid producerId, Guid? applicationId, CancellationToken cancel)
    {
        var products = await db.Products.AsNoTracking().Where(product => product.ProducerId == producerId && product.IsListed).OrderBy(product => product.FoldedName).Take(200).Select(product => new { product.Id, product.Name }).ToListAsync(cancel);
        var brought = applicationId is null ? [] : await db.BroughtProducts.Where(it => it.ApplicationId == applicationId).Select(it => it.ProductId).ToListAsync(cancel);
        return ([.. products.Select(product => (product.Id, product.Name))], brought.ToHashSet());
    }

    /// <summary>How many stand before this one on the waiting list.</summary>
    public Task<int> BeforeAsync(BoothApplication application, CancellationToken cancel) =>
        db.BoothApplications.CountAsync(it => it.FairId == application.FairId && it.State == ApplicationState.Waiting && it.WaitingSince < application.WaitingSince, cancel);
}
