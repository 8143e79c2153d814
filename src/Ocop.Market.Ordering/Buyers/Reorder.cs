using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Buyers;

/// <param name="Pack">Null for a gift box.</param>
/// <param name="WhyNot">Null where it lies in the cart.</param>
public sealed record ReorderedLine(string Name, string? Pack, int Quantity, LocalText? WhyNot);

/// <param name="CartId">Null where nothing could be put into one.</param>
public sealed record Reordered(string Number, Guid? CartId, IReadOnlyList<ReorderedLine> Lines);

/// <summary>Puts what was ordered once into the cart again, at today's prices, and says of each thing that is not for sale why. A second click adds nothing.</summary>
public sealed class Reorder(IOrderingDb db, BuyerOrders orders, AddToCart addToCart, PutBox putBox)
{
    private static readonly Refusal Unknown = new("OrderUnknown", "", "Không thấy đơn này trong tài khoản của bạn.", "This order is not in your account.");

    public async Task<Outcome<Reordered>> HandleAsync(Buyer buyer, string? number, Guid? cartId, string language, CancellationToken cancel)
    {
        // A company asks for another quote.
        if (await orders.FindAsync(buyer, number, cancel) is not { QuoteId: null } group) return Unknown;
        var lines = new List<ReorderedLine>();
        foreach (var line in group.Orders.OrderBy(order => order.Number).SelectMany(order => order.LooseLines.OrderBy(it => it.Position)))
        {
            var missing = line.Quantity - await InCartAsync(cartId, line.VariantId, cancel);
            Note(line.Name, line.Pack, line.Quantity, missing > 0 ? await addToCart.HandleAsync(cartId, line.VariantId, missing, language, cancel) : null);
        }

        foreach (var box in group.Orders.OrderBy(order => order.Number).SelectMany(order => order.Boxes.OrderBy(it => it.Position)))
        {
            var missing = box.Quantity - await InCartAsync(cartId, box, cancel);
            Note(language == "en" ? box.NameEn : box.Name, null, box.Quantity, missing > 0 ? await PutAsync(box, missing) : null);
        }

        return new Reordered(group.Number, lines.Exists(line => line.WhyNot is null) ? cartId : null, lines);

        void Note(string name, string? pack, int quantity, Outcome<CartChange>? outcome)
        {
            if (outcome is { Succeeded: true }) cartId = outcome.Value.CartId;
            lines.Add(new ReorderedLine(name, pack, quantity, outcome is { Succeeded: false } ? outcome.Refusals[0].Message : null));
        }

        async Task<Outcome<CartChange>> PutAsync(OrderBox box, int missing) => await putBox.HandleAsync(
            cartId, new WantedBox(await db.GiftBoxes.Where(it => it.Id == box.BoxId).Select(it => it.Slug).SingleAsync(cancel), missing, box.CardText, box.AllowsSubstitution), language, cancel);
    }

    private Task<int> InCartAsync(Guid? cartId, OrderBox box, CancellationToken cancel) => cartId is null ? Task.FromResult(0)
        : db.CartBoxes.Where(it => it.CartId == cartId && it.BoxId == box.BoxId && it.CardText == box.CardText && db.Carts.Any(cart => cart.Id == cartId && cart.PlacedAt == null)).SumAsync(it => it.Quantity, cancel);

    // A cart that became an order is closed; what is put in opens another.
    private Task<int> InCartAsync(Guid? cartId, Guid variantId, CancellationToken cancel) => cartId is null ? Task.FromResult(0)
        : db.CartLines.Where(line => line.CartId == cartId && line.VariantId == variantId && db.Carts.Any(cart => cart.Id == cartId && cart.PlacedAt == null)).SumAsync(line => line.Quantity, cancel);
}
