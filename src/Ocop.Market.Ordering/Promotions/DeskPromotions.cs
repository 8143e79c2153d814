using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Promotions;

public sealed record DeskPromotionRow(Guid Id, string Name, PromotionState State, DateOnly From, DateOnly? Until, int Uses, int? MostUses);

public sealed record DeskCode(string Code, int? MostUses, int Uses);

/// <param name="Given">What it took off orders that were not given up.</param>
/// <param name="Products">Addresses of the chosen goods.</param>
public sealed record DeskPromotionPage(Promotion Promotion, int Uses, Money Given, IReadOnlyList<DeskCode> Codes, int CodeCount, IReadOnlyList<string> Products, IReadOnlyList<string> Producers);

/// <summary>Promotions as the people work on them who may.</summary>
public sealed class DeskPromotions(IOrderingDb db)
{
    public const int MostCodes = 500;
    private const int PageSize = 50, MostCampaigns = 100;

    /// <summary>Those that are on come first, then drafts, then the rest; the newest on top.</summary>
    public Task<ListPage<DeskPromotionRow>> PageAsync(Person person, int page, CancellationToken cancel)
    {
        var all = db.Promotions.AsNoTracking();
        if (!person.May(Act.RunPromotions, Scope.Programme)) all = all.Where(_ => false);
        return all.OrderBy(it => it.State == PromotionState.On ? 0 : it.State == PromotionState.Draft ? 1 : 2).ThenByDescending(it => it.CreatedAt).ThenBy(it => it.Id)
            .Select(it => new DeskPromotionRow(it.Id, it.Name, it.State, it.From, it.Until, db.PromotionUses.Count(use => use.PromotionId == it.Id && use.GivenBackAt == null), it.MostUses)).PageAsync(page, PageSize, cancel);
    }

    /// <summary>Seasons of gifts that a promotion can be for, shown already or not, the newest first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Title)>> CampaignsAsync(CancellationToken cancel) =>
        [.. (await db.Documents.AsNoTracking().Where(document => document.Type == DocumentTypes.Campaign && document.Language == "vi" && document.DeletedAt == null).OrderByDescending(document => document.CreatedAt).ThenBy(document => document.Id)
            .Take(MostCampaigns).Select(document => new { document.Id, document.Title }).ToListAsync(cancel)).Select(document => (document.Id, document.Title))];

    public async Task<DeskPromotionPage?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (!person.May(Act.RunPromotions, Scope.Programme)) return null;
        if (await db.Promotions.AsNoTracking().Include(it => it.Targets).FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } promotion) return null;
        var codes = await db.PromotionCodes.AsNoTracking().Where(code => code.PromotionId == id).OrderByDescending(code => code.CreatedAt).ThenBy(code => code.Code).Take(MostCodes)
            .Select(code => new DeskCode(code.Code, code.MostUses, db.PromotionUses.Count(use => use.Code == code.Code && use.GivenBackAt == null))).ToListAsync(cancel);
        var given = await (from use in db.PromotionUses where use.PromotionId == id && use.GivenBackAt == null join order in db.Orders on use.GroupId equals order.GroupId
            join discount in db.OrderDiscounts on order.Id equals discount.OrderId where discount.PromotionId == id select new { discount.Goods, discount.Delivery }).ToListAsync(cancel);
        var targets = promotion.Targets.Select(target => target.TargetId).ToList();
        return new DeskPromotionPage(promotion, await db.PromotionUses.CountAsync(use => use.PromotionId == id && use.GivenBackAt == null, cancel), given.Select(it => it.Goods + it.Delivery).Sum(),
            codes, await db.PromotionCodes.CountAsync(code => code.PromotionId == id, cancel),
            targets.Count == 0 ? [] : await db.Products.Where(product => targets.Contains(product.Id)).OrderBy(product => product.Slug).Select(product => product.Slug).ToListAsync(cancel),
            targets.Count == 0 ? [] : await db.Producers.Where(producer => targets.Contains(producer.Id)).OrderBy(producer => producer.Slug).Select(producer => producer.Slug).ToListAsync(cancel));
    }
}
