using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

public sealed class AuditedFairs(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.FairKind;

    // Entries write ids in small letters, SQLite keeps them in large ones; the banned word is about cultures, and this one becomes SQL.
#pragma warning disable RS0030, CA1304, CA1311
    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Fairs.Within(fair => fair.ScopePath, scopes).Select(fair => fair.Id.ToString().ToLower());
#pragma warning restore RS0030, CA1304, CA1311

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Fairs.Where(fair => wanted.Contains(fair.Id)).ToDictionaryAsync(fair => fair.Id.ToString(), fair => fair.TitleVi, cancel);
    }
}

/// <summary>Fairs whose floor is drawn on a picture of the library. They keep its id alone.</summary>
internal sealed class FairPlanUse(ICatalogDb db) : IMediaUse
{
    private static readonly LocalText Kind = new("Mặt bằng hội chợ", "Floor plan of a fair");

    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel)
    {
        var fairs = await db.Fairs.Where(fair => fair.PlanMediaId == mediaId).OrderBy(fair => fair.TitleVi).Select(fair => new { fair.Id, fair.TitleVi }).ToListAsync(cancel);
        return [.. fairs.Select(fair => new MediaPlace(Kind, fair.TitleVi, $"/quan-tri/hoi-cho/{fair.Id}"))];
    }
}
