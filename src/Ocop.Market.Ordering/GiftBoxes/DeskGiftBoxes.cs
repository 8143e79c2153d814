using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>What is wrong with a box on sale, in the words of the list.</summary>
/// <param name="Parts">Names of the parts that it is about.</param>
public sealed record BoxFlag(string Kind, LocalText Words, IReadOnlyList<string> Parts);

/// <param name="Sold">Boxes in orders that were not given up.</param>
public sealed record DeskBoxRow(BoxView View, int Sold, IReadOnlyList<BoxFlag> Flags);

/// <summary>Gift boxes as the people work on them who may.</summary>
public sealed class DeskGiftBoxes(IOrderingDb db, BoxShelf shelf)
{
    private const int PageSize = 50;
    private static readonly OrderStatus[] GivenUp = [OrderStatus.Unpaid, OrderStatus.Refused, OrderStatus.Expired, OrderStatus.Cancelled, OrderStatus.Returned];

    public async Task<ListPage<DeskBoxRow>> PageAsync(Person person, int page, CancellationToken cancel)
    {
        var all = db.GiftBoxes.AsNoTracking().Include(box => box.Parts.OrderBy(part => part.Position)).Where(box => !box.IsOwn);
        if (!person.May(Act.RunPromotions, Scope.Programme)) all = all.Where(_ => false);
        var found = await all.OrderBy(box => box.State == GiftBoxState.OnSale ? 0 : box.State == GiftBoxState.Draft ? 1 : 2).ThenByDescending(box => box.CreatedAt).ThenBy(box => box.Id).PageAsync(page, PageSize, cancel);
        var rows = await RowsAsync(found.Rows, cancel);
        return new ListPage<DeskBoxRow>(rows, found.Total, found.Page, found.Size);
    }

    public async Task<DeskBoxRow?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (!person.May(Act.RunPromotions, Scope.Programme)) return null;
        return (await RowsAsync(await db.GiftBoxes.AsNoTracking().Include(box => box.Parts.OrderBy(part => part.Position)).Where(box => box.Id == id && !box.IsOwn).ToListAsync(cancel), cancel)).FirstOrDefault();
    }

    private async Task<IReadOnlyList<DeskBoxRow>> RowsAsync(IReadOnlyList<GiftBox> boxes, CancellationToken cancel)
    {
        var ids = boxes.Select(box => box.Id).ToArray();
        var sold = await (from box in db.OrderBoxes where ids.Contains(box.BoxId) join order in db.Orders on box.OrderId equals order.Id where !GivenUp.Contains(order.Status)
            group box.Quantity by box.BoxId into same select new { same.Key, Sold = same.Sum() }).ToDictionaryAsync(it => it.Key, it => it.Sold, cancel);
        return [.. (await shelf.ViewsAsync(boxes, null, cancel)).Select(view => new DeskBoxRow(view, sold.GetValueOrDefault(view.Box.Id), [.. Flags(view)]))];
    }

    private static IEnumerable<BoxFlag> Flags(BoxView view)
    {
        if (Named(part => part.HadStars && part.Stars is null) is { Count: > 0 } lapsed) yield return new("StarsLapsed", new("hạng sao đã hết hạn", "stars lapsed"), lapsed);
        if (Named(part => !part.IsListed) is { Count: > 0 } gone) yield return new("NotListed", new("không còn bán", "no longer sold"), gone);
        if (Named(part => part.IsListed && part.Available < part.Quantity) is { Count: > 0 } empty) yield return new("OutOfStock", new("hết hàng", "out of stock"), empty);
        if (view.Retail + view.Size.Fee < view.Price) yield return new("DearerThanRetail", new("đắt hơn mua lẻ", "dearer than one by one"), []);

        List<string> Named(Func<BoxPartView, bool> which) => [.. view.Parts.Where(which).Select(part => part.Name)];
    }
}
