using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

public enum NetUnit { Gram, Millilitre, Piece }

/// <summary>One way a product is packed and priced: "hộp 100 g, 390.000 ₫". Stock is Ordering's: see StockLevel.</summary>
public sealed class Variant : ITellsChange
{
    private Variant() { }

    /// <param name="pack">The word people count by: "hộp", "túi", "chai".</param>
    /// <param name="netContent">In <paramref name="netUnit"/>: 500 grams, 330 millilitres, 1 piece.</param>
    /// <param name="weightGrams">Packed weight, for the parcel.</param>
    public Variant(Guid productId, string sku, string pack, int netContent, NetUnit netUnit, int weightGrams, Money price, int position)
    {
        (Id, ProductId, Sku, Pack, NetContent, NetUnit, WeightGrams, Price, Position) =
            (Guid.CreateVersion7(), productId, sku, pack, netContent, netUnit, weightGrams, price, position);
    }

    public Guid Id { get; private set; }
    public Guid ProductId { get; private set; }
    public string Sku { get; private set; } = "";

    /// <summary>8, 12, 13 or 14 digits with a right check digit; never invented.</summary>
    public string? Gtin { get; private set; }
    public string Pack { get; private set; } = "";
    public int NetContent { get; private set; }
    public NetUnit NetUnit { get; private set; }
    public int WeightGrams { get; private set; }
    public Money Price { get; private set; }
    public int Position { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Product(ProductId);

    /// <exception cref="ArgumentException">The check digit is wrong: ask <see cref="GtinCode.IsValid"/> first.</exception>
    public void SetGtin(string gtin) =>
        Gtin = GtinCode.IsValid(gtin) ? gtin : throw new ArgumentException($"\"{gtin}\" is not a GTIN.", nameof(gtin));

    public void Reprice(Money price) => Price = price;

    public void Repack(string pack, int netContent, NetUnit netUnit, int weightGrams) =>
        (Pack, NetContent, NetUnit, WeightGrams) = (pack, netContent, netUnit, weightGrams);

    /// <summary>"500 g", "1 kg", "330 ml", "1,5 l"; empty for pieces.</summary>
    public string NetWords => Net(NetContent, NetUnit);

    /// <summary>Price per kilogram or litre, as shelves show it; null for pieces.</summary>
    public Money? PricePerKiloOrLitre => NetUnit == NetUnit.Piece || NetContent <= 0 ? null : new Money((long)Math.Round(Price.Amount * 1000m / NetContent));

    public static string Net(int content, NetUnit unit) => unit switch
    {
        NetUnit.Piece => "",
        NetUnit.Gram => content >= 1000 ? $"{Large(content)}\u00a0kg" : $"{content}\u00a0g",
        NetUnit.Millilitre => content >= 1000 ? $"{Large(content)}\u00a0l" : $"{content}\u00a0ml",
    };

    private static string Large(int content) =>
        (content / 1000m).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',');
}
