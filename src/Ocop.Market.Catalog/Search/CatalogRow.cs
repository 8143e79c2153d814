using System.Collections.Frozen;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Catalog.Search;

/// <summary>
/// What lists and facets need of one product, small enough that a hundred thousand are looked through for one page. Words are codes of
/// <see cref="FacetCodes"/>; stars and certifications carry their days, because they lapse at midnight without a write.
/// </summary>
/// <param name="Id">Of the search row; 0 where there is no product.</param>
/// <param name="Band">Place in <see cref="PriceBand.All"/>, from 1; 0 where there is no price.</param>
public readonly record struct CatalogRow(
    int Id, Guid ProductId, Guid ProducerId, ushort Group, ushort Set, ushort Province, byte Stars, DateOnly StarsFrom, DateOnly StarsUntil,
    CertificationDays Certifications, long? Price, byte Band, bool InStock, long CreatedTicks)
{
    private static readonly FrozenDictionary<string, int> Bits = Enum.GetValues<CertificationKind>().ToFrozenDictionary(kind => kind.ToString(), kind => 1 << (int)kind);

    /// <summary>Those valid on the day, else 0.</summary>
    public int StarsOn(DateOnly day) => StarsFrom <= day && day <= StarsUntil ? Stars : 0;

    /// <summary>One bit for each <see cref="CertificationKind"/>; 0 for a word that is no kind, or one that this program does not know yet.</summary>
    public static int BitOf(string kind) => Bits.GetValueOrDefault(kind);

    public static byte BandOf(long? price)
    {
        for (var i = 0; price is not null && i < PriceBand.All.Count; i++)
            if (price >= PriceBand.All[i].From && (PriceBand.All[i].Below is not { } below || price < below)) return (byte)(i + 1);
        return 0;
    }
}
