using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Carts;

/// <summary>A visitor's basket. It knows nobody: a signed cookie holds its id, and one order at most comes out of it.</summary>
public sealed class Cart
{
    public const int MostLines = 50, MostBoxes = 20;

    /// <summary>Untouched: so long lives the cookie that names it. The page "quyen-rieng-tu" says so.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    private readonly List<CartLine> _lines = [];
    private readonly List<CartBox> _boxes = [];

    private Cart() { }

    public Cart(string language, DateTime now) => (Id, Language, CreatedAt, UpdatedAt) = (Guid.CreateVersion7(), language, now, now);

    /// <summary>For an order that no visitor put together: every order has come out of a cart.</summary>
    internal static Cart Closed(string language, DateTime now) => new(language, now) { PlacedAt = now };

    public Guid Id { get; private set; }
    public string Language { get; private set; } = "vi";
    public DateTime CreatedAt { get; private set; }
    public DateTime UpdatedAt { get; private set; }

    /// <summary>When it became an order; from then on it is closed and the next thing put in opens a new one.</summary>
    public DateTime? PlacedAt { get; private set; }

    /// <summary>The promotion code that was typed; whether it takes something off is asked anew each time.</summary>
    public string? Coupon { get; private set; }

    public IReadOnlyList<CartLine> Lines => _lines;

    public IReadOnlyList<CartBox> Boxes => _boxes;

    public int Count => _lines.Sum(line => line.Quantity) + _boxes.Sum(box => box.Quantity);

    public CartLine? Line(Guid variantId) => _lines.FirstOrDefault(line => line.VariantId == variantId);

    public void Put(Guid variantId, int quantity, Money price, DateTime now)
    {
        if (Line(variantId) is { } line) line.Change(quantity);
        else _lines.Add(new CartLine(Id, variantId, quantity, price, now));
    }

    /// <summary>The same box with the same card is one row.</summary>
    public void Put(CartBox box)
    {
        if (_boxes.FirstOrDefault(known => (known.BoxId, known.CardText, known.AllowsSubstitution) == (box.BoxId, box.CardText, box.AllowsSubstitution)) is { } same) same.Change(same.Quantity + box.Quantity);
        else _boxes.Add(box);
    }

    public void Remove(CartBox box) => _boxes.Remove(box);

    public void Remove(Guid variantId) => _lines.RemoveAll(line => line.VariantId == variantId);
}

public sealed class CartLine
{
    public const int MostPieces = 99;

    private CartLine() { }

    public CartLine(Guid cartId, Guid variantId, int quantity, Money price, DateTime now) =>
        (CartId, VariantId, Quantity, PriceWhenAdded, AddedAt) = (cartId, variantId, quantity, price, now);

    public Guid CartId { get; private set; }
    public Guid VariantId { get; private set; }
    public int Quantity { get; private set; }

    /// <summary>Only to say "the price has changed"; what is paid is the price on the day of the order.</summary>
    public Money PriceWhenAdded { get; private set; }
    public DateTime AddedAt { get; private set; }

    public void Change(int quantity) => Quantity = quantity;
}

/// <summary>Boxes of one kind with one card.</summary>
public sealed class CartBox
{
    private CartBox() { }

    public CartBox(Guid cartId, Guid boxId, int quantity, string? cardText, bool allowsSubstitution, Money price, DateTime now) =>
        (Id, CartId, BoxId, Quantity, CardText, AllowsSubstitution, PriceWhenAdded, AddedAt) = (Guid.CreateVersion7(), cartId, boxId, quantity, cardText, allowsSubstitution, price, now);

    public Guid Id { get; private set; }
    public Guid CartId { get; private set; }
    public Guid BoxId { get; private set; }
    public int Quantity { get; private set; }
    public string? CardText { get; private set; }

    /// <summary>The buyer lets the packer put in another part of the same worth where one runs out.</summary>
    public bool AllowsSubstitution { get; private set; }
    public Money PriceWhenAdded { get; private set; }
    public DateTime AddedAt { get; private set; }

    public void Change(int quantity) => Quantity = quantity;
}
