using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.EventCatalogues;

/// <summary>Adds products behind those that are there: chosen ones, or all that producers with a booth bring to a fair.</summary>
public sealed class FillEventCatalogue(ICatalogDb db, EventCatalogueTurn turn)
{
    /// <summary>A booklet of 25 sheets; more is no list for one event.</summary>
    public const int MostProducts = 200;

    public Task<Outcome<EventCatalogue>> HandleAsync(Person person, Guid id, IReadOnlyList<Guid> productIds, CancellationToken cancel) => turn.TakeAsync(person, id, null, "EventCatalogueFilled", async _ =>
    {
        var wanted = productIds.Distinct().ToList();
        if (wanted.Count == 0) return new Refusal("NothingChosen", "", "Chọn ít nhất một món để thêm.", "Choose at least one product to add.");
        if (wanted.Count > MostProducts) return TooMany;
        return await db.Products.CountAsync(product => wanted.Contains(product.Id) && product.IsListed, cancel) == wanted.Count ? await AddAsync(id, wanted, cancel)
            : new Refusal("NotListed", "", "Chỉ thêm được món đang bán trên chợ.", "Only goods that are on the market can be added.");
    }, cancel);

    public Task<Outcome<EventCatalogue>> TakeFromFairAsync(Person person, Guid id, Guid fairId, CancellationToken cancel) => turn.TakeAsync(person, id, null, "EventCatalogueFilled", async _ =>
    {
        if (await db.Fairs.AsNoTracking().FirstOrDefaultAsync(fair => fair.Id == fairId, cancel) is not { } fair || !person.May(Act.ReadCatalog, fair.Scope)) return new Refusal("FairUnknown", "fair", "Không có hội chợ này.", "There is no such fair.");
        var brought = await (
            from application in db.BoothApplications
            where application.FairId == fairId && application.State == ApplicationState.Allotted
            join it in db.BroughtProducts on application.Id equals it.ApplicationId
            join product in db.Products on it.ProductId equals product.Id
            where product.IsListed
            join booth in db.Booths on application.BoothId equals booth.Id
            orderby booth.Number, product.FoldedName, product.Id
            select product.Id).ToListAsync(cancel);
        return brought.Count > 0 ? await AddAsync(id, [.. brought.Distinct()], cancel) : new Refusal("NothingBrought", "fair", "Hội chợ này chưa có món nào được trưng bày.", "Nothing is shown at this fair yet.");
    }, cancel);

    private async Task<Outcome<string>> AddAsync(Guid id, IReadOnlyList<Guid> wanted, CancellationToken cancel)
    {
        var there = await db.CataloguedProducts.AsNoTracking().Where(it => it.CatalogueId == id).ToListAsync(cancel);
        var added = wanted.Except(there.Select(it => it.ProductId)).ToList();
        if (there.Count + added.Count > MostProducts) return TooMany;
        var last = there.Count == 0 ? 0 : there.Max(it => it.Position);
        db.CataloguedProducts.AddRange(added.Select((product, index) => new CataloguedProduct(id, product, last + index + 1)));
        return FormattableString.Invariant($"+{added.Count}");
    }

    private static readonly Refusal TooMany = new("TooManyProducts", "", "Một danh mục có nhiều nhất 200 món.", "A list has 200 products at most.");
}

/// <summary>A row of the form: the number typed beside a product, or that it is to go.</summary>
public sealed record ArrangedProduct(Guid ProductId, string? Number, bool IsDropped);

/// <summary>Puts the products into the order of the typed numbers. Whoever types 3 beside the tenth wants it third, and the others behind it.</summary>
public sealed class ArrangeEventCatalogue(ICatalogDb db, EventCatalogueTurn turn)
{
    public Task<Outcome<EventCatalogue>> HandleAsync(Person person, Guid id, long version, IReadOnlyList<ArrangedProduct> rows, CancellationToken cancel) => turn.TakeAsync(person, id, version, "EventCatalogueArranged", _ => ArrangeAsync(db, id, rows, cancel), cancel);

    internal static async Task<Outcome<string>> ArrangeAsync(ICatalogDb db, Guid id, IReadOnlyList<ArrangedProduct> rows, CancellationToken cancel)
    {
        var there = await db.CataloguedProducts.Where(it => it.CatalogueId == id).OrderBy(it => it.Position).ToListAsync(cancel);
        var typed = rows.DistinctBy(row => row.ProductId).ToDictionary(row => row.ProductId);
        var unmet = typed.Values.Where(row => !row.IsDropped && FairFields.Number(row.Number, 1, FillEventCatalogue.MostProducts) is null)
            .Select(row => new Refusal("NumberWrong", $"number-{row.ProductId:n}", "Số thứ tự từ 1 đến 200.", "The number is 1 to 200.")).ToList();
        if (unmet.Count > 0) return Outcome<string>.Refused(unmet);

        var dropped = there.Where(it => typed.TryGetValue(it.ProductId, out var row) && row.IsDropped).ToList();
        db.CataloguedProducts.RemoveRange(dropped);
        var kept = there.Index().Where(row => !dropped.Contains(row.Item)).OrderBy(row => Wish(row.Index + 1, typed.GetValueOrDefault(row.Item.ProductId))).ThenBy(row => row.Index);
        foreach (var (index, row) in kept.Index()) row.Item.MoveTo(index + 1);
        return dropped.Count > 0 ? FormattableString.Invariant($"−{dropped.Count}") : "";
    }

    // One that moves up comes before the one whose number it took, one that moves down comes after it.
    private static double Wish(int number, ArrangedProduct? row) =>
        row is null || FairFields.Number(row.Number, 1, FillEventCatalogue.MostProducts) is not { } typed || typed == number ? number : typed < number ? typed - 0.5 : typed + 0.5;
}
