using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>As sent.</summary>
/// <param name="Line">The position of the line that ran out.</param>
/// <param name="Gone">What lay there when the form was shown: two presses must not replace twice.</param>
/// <param name="Variant">What goes in.</param>
/// <param name="BuyerAgreed">The buyer was asked about allergens that are new to them.</param>
public sealed record ReplacementForm(int Line, Guid Gone, Guid? Variant, string? Quantity, bool BuyerAgreed);

/// <summary>
/// The packer, or the desk for it, puts something else into a gift box for a part that ran out, where the buyer allowed that at the checkout. The new part takes over the
/// share of the old one, so nothing of the money moves but whose it is: the ledger is only written when the parcel arrives, for whoever made what lies in it then.
/// Only goods of the packer and of those who bring parts of this parcel anyway: nobody is given work unasked.
/// </summary>
public sealed class ReplacePart(IOrderingDb db, BoxShelf shelf, FreezeCommission commission, OrderMails mails, TimeProvider clock)
{
    private static readonly OrderStatus[] Packing = [OrderStatus.Placed, OrderStatus.Accepted];

    /// <summary>Whether the parcel still lies here.</summary>
    public static bool IsOpenFor(Order order) => Packing.Contains(order.Status) && order.InvoiceNumber is null;

    public Task<Outcome<PartReplacement>> HandleAsync(Person person, Guid orderId, ReplacementForm form, CancellationToken cancel) => db.InTransactionAsync<PartReplacement>(async () =>
    {
        var groupId = await db.Orders.Where(it => it.Id == orderId).Select(it => (Guid?)it.GroupId).FirstOrDefaultAsync(cancel);
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel)) return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var order = await db.Orders.Include(it => it.Lines.OrderBy(line => line.Position)).Include(it => it.Boxes).Include(it => it.Discounts).Include(it => it.Replacements).AsSplitQuery().SingleAsync(it => it.Id == orderId, cancel);
        var packer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId, cancel);
        if (!person.May(Act.AnswerOrders, packer.Scope)) return NoRight.Here;
        if (!Packing.Contains(order.Status)) return new Refusal("NotPacking", "", "Gói này không còn chờ đóng, nên không thay món được.", "This parcel no longer waits to be packed, so nothing in it can be replaced.");
        if (order.InvoiceNumber is { } invoice) return new Refusal("Invoiced", "", $"Hoá đơn {invoice} đã ghi món cũ: không thay được nữa.", $"Invoice {invoice} names the first part: it can no longer be replaced.");
        if (order.Lines.FirstOrDefault(it => it.Position == form.Line && it.BoxPosition is not null) is not { } line) return new Refusal("PartUnknown", "variant", "Không có món này trong hộp.", "There is no such part in a box.");
        if (line.VariantId != form.Gone) return new Refusal("ReplacedMeanwhile", "variant", $"Chỗ này vừa được thay: giờ là {line.Name}. Xem lại rồi hãy thay.", $"It was replaced just now: {line.Name} lies here. Look again first.");
        var box = order.Boxes.Single(it => it.Position == line.BoxPosition);
        if (!box.AllowsSubstitution) return NoConsent(order, line);
        var quantity = int.TryParse((form.Quantity ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        if (quantity < 1 || quantity > line.Quantity) return new Refusal("QuantityWrong", "quantity", $"Thay từ 1 đến {line.Quantity}.", $"Replace 1 to {line.Quantity}.");

        var makers = await MakersAsync(db, order, cancel);
        var parts = await shelf.PartsAsync([.. order.Lines.Where(it => it.BoxPosition == box.Position).Select(it => it.VariantId).Append(form.Variant ?? Guid.Empty).Distinct()], null, cancel);
        if (form.Variant is not { } chosen || !parts.TryGetValue(chosen, out var by)) return new Refusal("VariantMissing", "variant", "Chọn món thay.", "Choose what goes in.");
        if (!makers.Contains(by.ProducerId)) return new Refusal("OtherMaker", "variant", "Chỉ thay bằng hàng của người đóng hộp, hoặc của chủ thể đã có món trong gói này.", "Only goods of the packer, or of a producer who has a part in this parcel already.");
        var (gone, others) = (parts[line.VariantId], order.Lines.Where(it => it.BoxPosition == box.Position && (it != line || quantity < line.Quantity)).Select(it => parts[it.VariantId]).ToList());
        if (BoxRules.Replacing(gone, by, line.Price, await PromisedAsync(db, box, cancel), others, form.BuyerAgreed, order.WishedDay) is { } no) return no;
        var grams = order.Lines.Where(it => it.BoxPosition == box.Position).Sum(it => parts[it.VariantId].WeightGrams * it.Quantity) + ((by.WeightGrams - gone.WeightGrams) * quantity);
        if (BoxRules.TooHeavy(BoxSize.Find(box.Size)!, grams / box.Quantity) is { } heavy) return heavy with { Field = "variant" };

        var (now, ledger, group) = (clock.UtcNow(), new StockLedger(db, clock), await db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == groupId, cancel));
        foreach (var variantId in new[] { gone.VariantId, by.VariantId }.Order())
            if (variantId == gone.VariantId) await ledger.ReleaseAsync(variantId, quantity, order.Number, person.Actor, cancel);
            else if (await ledger.AllocateAsync(group.CartId, variantId, quantity, order.Number, cancel, person.Actor) is { Done: false } short_) return Shortage.Of(by.Name, by.Pack, short_.Available) with { Field = "variant" };
        var rate = by.ProducerId == gone.ProducerId && by.GroupSlug == gone.GroupSlug ? line.CommissionBasisPoints : await commission.RateAsync(by.ProducerId, by.GroupSlug, cancel);
        var agreed = form.BuyerAgreed && BoxRules.NewAllergens(gone, by) is not null;
        var replaced = order.Replace(line, quantity, by, rate, agreed, person.Actor, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "BoxPartReplaced", order.ChangeSubject, $"{quantity} {gone.Sku} {gone.Name}", $"{quantity} {by.Sku} {by.Name}{(agreed ? ", the buyer agreed to its allergens" : "")}"));
        mails.TellReplaced(group, order, replaced, by.Allergens);
        await db.SaveChangesAsync(cancel);
        await BoxTransfer.FollowAsync(db, order, await MakersOfPartsAsync(db, order, cancel), by.ProducerId, clock.Today().AddDays(GiftBox.BringDays), now, cancel);
        await CountOffAsync(ledger, person, gone, quantity, order, cancel);
        await ledger.SettleAsync(cancel);
        return replaced;
    }, cancel);

    /// <summary>What ran out is not on the shelf, or it would be promised to the next: counted off by whoever keeps that shelf; anybody else leaves the count to its keeper, who is told.</summary>
    private async Task CountOffAsync(StockLedger ledger, Person person, BoxPartView gone, int quantity, Order order, CancellationToken cancel)
    {
        var maker = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == gone.ProducerId, cancel);
        if (person.May(Act.KeepStock, maker.Scope)) await ledger.CountAsync(gone.VariantId, -quantity, StockMovementKind.Adjusted, order.Number, person.Actor, cancel);
        else mails.TellMakerOfMissing(maker, gone.Name, gone.ProductId, quantity, order);
        await db.SaveChangesAsync(cancel);
    }

    private static Refusal NoConsent(Order order, OrderLine line) => new("NoConsent", "",
        $"Khách không cho thay món. Bạn gọi khách: nếu khách nhận hộp thiếu {line.Name}, cứ gửi, khách báo thiếu ở trang đơn và bạn hoàn lại {line.Total}; nếu không, {(order.Status == OrderStatus.Placed ? "từ chối đơn" : "nhờ chợ huỷ đơn")}.",
        $"The buyer did not allow replacements. Call them: if they take the box without {line.Name}, send it, they report it missing on the order’s page and you give {line.Total} back; if not, {(order.Status == OrderStatus.Placed ? "refuse the order" : "ask the market to cancel it")}.");

    internal static async Task<int> PromisedAsync(IOrderingDb db, OrderBox box, CancellationToken cancel)
    {
        var words = await db.GiftBoxes.Where(it => it.Id == box.BoxId).Select(it => new { it.Lead, it.LeadEn }).SingleAsync(cancel);
        return BoxRules.PromisedStars(box.Name, box.NameEn, words.Lead, words.LeadEn);
    }

    internal static async Task<IReadOnlySet<Guid>> MakersAsync(IOrderingDb db, Order order, CancellationToken cancel) => new HashSet<Guid>([.. await MakersOfPartsAsync(db, order, cancel), order.ProducerId]);

    private static async Task<HashSet<Guid>> MakersOfPartsAsync(IOrderingDb db, Order order, CancellationToken cancel)
    {
        var products = order.Lines.Where(line => line.BoxPosition is not null).Select(line => line.ProductId).Distinct().ToList();
        return [.. await db.Products.Where(product => products.Contains(product.Id)).Select(product => product.ProducerId).Distinct().ToListAsync(cancel)];
    }
}

/// <param name="NewAllergens">What the buyer must be asked about first; null where nothing is new.</param>
public sealed record PartChoice(BoxPartView Part, LocalText? NewAllergens);

/// <summary>What may go into the boxes of a parcel for each of their parts, by the position of its line: the cheapest first.</summary>
public sealed class PartChoices(IOrderingDb db, BoxShelf shelf)
{
    private const int Most = 200, Shown = 40;

    public async Task<IReadOnlyDictionary<int, IReadOnlyList<PartChoice>>> OfAsync(Order order, CancellationToken cancel)
    {
        var boxes = ReplacePart.IsOpenFor(order) ? order.Boxes.Where(box => box.AllowsSubstitution).ToList() : [];
        if (boxes.Count == 0) return new Dictionary<int, IReadOnlyList<PartChoice>>();
        var makers = await ReplacePart.MakersAsync(db, order, cancel);
        var least = order.Lines.Where(line => line.BoxPosition is not null).Min(line => line.Price);
        var found = await (from variant in db.Variants join product in db.Products on variant.ProductId equals product.Id where product.IsListed && makers.Contains(product.ProducerId) && variant.Price >= least
            orderby variant.Price, variant.Id select variant.Id).Take(Most).ToListAsync(cancel);
        var parts = await shelf.PartsAsync([.. found.Concat(order.Lines.Select(line => line.VariantId)).Distinct()], null, cancel);
        var choices = new Dictionary<int, IReadOnlyList<PartChoice>>();
        foreach (var box in boxes)
        {
            var promised = await ReplacePart.PromisedAsync(db, box, cancel);
            foreach (var line in order.PartsOf(box))
            {
                var (gone, others) = (parts[line.VariantId], order.PartsOf(box).Where(it => it != line).Select(it => parts[it.VariantId]).ToList());
                choices[line.Position] = [.. found.Select(id => parts[id]).Where(by => by.Available > 0 && BoxRules.Replacing(gone, by, line.Price, promised, others, buyerAgreed: true, order.WishedDay) is null).Take(Shown)
                    .Select(by => new PartChoice(by, BoxRules.NewAllergens(gone, by)))];
            }
        }

        return choices;
    }
}
