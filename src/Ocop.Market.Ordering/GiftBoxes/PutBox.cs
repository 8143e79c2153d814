using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <param name="CardText">What is printed on the card; empty for a card without words.</param>
public sealed record WantedBox(string Slug, int Quantity, string? CardText, bool AllowsSubstitution);

/// <summary>Puts gift boxes into the cart, and opens one for whoever has none.</summary>
public sealed class PutBox(IOrderingDb db, BoxShelf shelf, TimeProvider clock)
{
    public static readonly Refusal Unknown = new("BoxUnknown", "", "Không có hộp quà này.", "There is no such gift box.");

    public async Task<Outcome<CartChange>> HandleAsync(Guid? cartId, WantedBox wanted, string language, CancellationToken cancel)
    {
        var card = VietnameseText.Normalize(wanted.CardText ?? "");
        var refusals = new List<Refusal>();
        if (wanted.Quantity < 1) refusals.Add(new("QuantityNotPositive", "quantity", "Chọn ít nhất 1.", "Choose at least 1."));
        if (card.Length > GiftBox.LongestCard) refusals.Add(new("CardTooLong", "cardText", $"Lời chúc dài nhất {GiftBox.LongestCard} chữ; bạn viết {card.Length}.", $"The card takes {GiftBox.LongestCard} letters; you wrote {card.Length}."));
        if (refusals.Count > 0) return Outcome<CartChange>.Refused(refusals);
        if (await shelf.FindAsync(wanted.Slug, cancel) is not { } box) return Unknown;

        return await db.InTransactionAsync<CartChange>(async () =>
        {
            var now = clock.UtcNow();
            var cart = await AddToCart.OpenAsync(db, cartId, language, now, cancel);
            var inCart = cart.Boxes.Where(known => known.BoxId == box.Box.Id).Sum(known => known.Quantity);
            var total = inCart + (long)wanted.Quantity;
            if (total > CartLine.MostPieces) return TooMany;
            if (cart.Boxes.Count >= Cart.MostBoxes) return new Refusal("CartFull", "", $"Giỏ chỉ chứa được {Cart.MostBoxes} hộp khác nhau.", $"A cart holds {Cart.MostBoxes} different boxes at most.");
            if (total > box.Available) return Shortage(box, Math.Max(0, box.Available - inCart));
            cart.Put(new CartBox(cart.Id, box.Box.Id, wanted.Quantity, card.Length == 0 ? null : card, wanted.AllowsSubstitution, box.Price, now));
            await db.SaveChangesAsync(cancel);
            return new CartChange(cart.Id, cart.Count, box.Box.Name);
        }, cancel);
    }

    internal static readonly Refusal TooMany = new("TooMany", "quantity", $"Mỗi giỏ đặt được nhiều nhất {CartLine.MostPieces} hộp cùng loại. Cần nhiều hơn, mời bạn hỏi báo giá cho công ty.", $"At most {CartLine.MostPieces} of each box in a cart. For more, ask for a company quote.");

    /// <summary>Why there are not as many as wanted, by the part that is the scarcest.</summary>
    internal static Refusal Shortage(BoxView box, int available)
    {
        var name = box.Box.Names;
        if (!box.IsOpen) return new("BoxClosed", "quantity", $"{name.Vi}: đã hết hạn đặt.", $"{name.En}: no longer taken orders for.");
        if (box.Parts.FirstOrDefault(part => !part.IsListed) is { } gone) return new("PartNotForSale", "quantity", $"{name.Vi}: món {gone.Name} hiện không bán.", $"{name.En}: {gone.Name} is not for sale at present.");
        var scarcest = box.Parts.MinBy(part => part.Available / part.Quantity)!;
        return available <= 0
            ? new("BoxShort", "quantity", $"{name.Vi}: đã hết {scarcest.Name}.", $"{name.En}: {scarcest.Name} has run out.")
            : new("BoxShort", "quantity", $"{name.Vi}: chỉ đủ hàng cho {available} hộp, vì {scarcest.Name} sắp hết.", $"{name.En}: there is enough for {available}, for {scarcest.Name} is running out.");
    }
}
