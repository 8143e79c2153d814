using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

public enum ShelfAct { There, Out, TakeOff }

/// <summary>One tap at the counter: a product is there, is out, or is no longer kept here. A product that is new here is put on the shelf by the first tap.</summary>
public sealed class KeepShelf(ICatalogDb db, TimeProvider clock)
{
    private const int MostGoods = 500;

    public Task<Outcome<SalesPoint>> HandleAsync(Person person, Guid id, Guid productId, ShelfAct act, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.KeepSalesPoint, id, null, cancel);
        if (!turn.Succeeded) return turn;
        var product = await db.Products.Where(it => it.Id == productId && it.IsListed).Select(it => new { it.Name, it.GroupSlug }).FirstOrDefaultAsync(cancel);
        var good = await db.SalesPointGoods.FirstOrDefaultAsync(it => it.SalesPointId == id && it.ProductId == productId, cancel);
        // What has left the market can still be taken from the shelf.
        if (act == ShelfAct.TakeOff ? good is null : product is null || product.GroupSlug == Products.Product.TourismGroup)
            return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");

        var (today, now) = (clock.Today(), clock.UtcNow());
        var before = good is null ? null : good.IsThere ? "there" : "out";
        if (act == ShelfAct.TakeOff) db.SalesPointGoods.Remove(good!);
        else if (good is not null) good.Confirm(act == ShelfAct.There, today);
        else if (await db.SalesPointGoods.CountAsync(it => it.SalesPointId == id, cancel) >= MostGoods)
            return new Refusal("ShelfFull", "", $"Kệ đã có {MostGoods} món; hãy bỏ bớt món không còn bán.", $"The shelf holds {MostGoods} products; take off what is no longer sold.");
        else db.SalesPointGoods.Add(new SalesPointGood(id, productId, act == ShelfAct.There, today));

        var after = act switch { ShelfAct.There => "there", ShelfAct.Out => "out", _ => "taken off" };
        // Saying the same again only moves the day on which it was said.
        if (before != after) db.AuditEntries.Add(new AuditEntry(now, person.Actor, "SalesPointShelfKept", turn.Value.ChangeSubject, Told(product?.Name, before), Told(product?.Name, after)));
        db.Changes.Add(new Change(now, ChangeSubject.Outlets(productId)));
        await db.SaveChangesAsync(cancel);
        return turn.Value;
    }, cancel);

    private static string? Told(string? product, string? standing) => standing is null ? null : $"{product}: {standing}";
}
