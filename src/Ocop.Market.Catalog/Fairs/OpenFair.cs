using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>A draft that only the desk sees. A commune's market belongs to the commune; the rest to the province where the opener looks after it.</summary>
public sealed class OpenFair(ICatalogDb db, PlaceDirectory places, TimeProvider clock)
{
    private const int LongestSlug = 80;

    public async Task<Outcome<Fair>> HandleAsync(Person person, FairKind kind, string? title, string? communeCode, CancellationToken cancel)
    {
        var named = FairFields.Line(title);
        var refusals = new List<Refusal>();
        if (named.Length is < 4 or > FairRequirements.LongestTitle) refusals.Add(FairRequirements.TitleWrong);
        if (places.Commune(communeCode) is not { } commune || places.Province(commune.ProvinceCode) is not { } province)
            return Outcome<Fair>.Refused([.. refusals, FairRequirements.CommuneUnknown]);
        if (refusals.Count > 0) return Outcome<Fair>.Refused(refusals);

        var (ofProvince, ofCommune) = (Scope.Province(province.Code), Scope.Commune(province.Code, commune.Code));
        var scope = kind != FairKind.MarketDay && person.May(Act.RunFairs, ofProvince) ? ofProvince : ofCommune;
        if (!person.May(Act.RunFairs, scope)) return NoRight.Here;

        return await db.InTransactionAsync<Fair>(async () =>
        {
            var now = clock.UtcNow();
            var fair = new Fair(kind, await FreeSlugAsync(named, cancel), new FairFacts(named, "", "", "", "", null, null), FairRequirements.PlaceOf(commune, province), scope, isDemo: false, now);
            db.Fairs.Add(fair);
            db.AuditEntries.Add(new AuditEntry(now, person.Actor, "FairOpened", fair.ChangeSubject, after: fair.Slug));
            await db.SaveChangesAsync(cancel);
            return fair;
        }, cancel);
    }

    private async Task<string> FreeSlugAsync(string title, CancellationToken cancel)
    {
        var slug = VietnameseText.Slug(title);
        slug = slug.Length > LongestSlug ? slug[..LongestSlug].TrimEnd('-') : slug;
        if (slug.Length == 0) slug = "hoi-cho";
        var taken = (await db.Fairs.Where(fair => fair.Slug.StartsWith(slug)).Select(fair => fair.Slug).ToListAsync(cancel)).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? slug : FormattableString.Invariant($"{slug}-{number}")).First(free => !taken.Contains(free));
    }
}
