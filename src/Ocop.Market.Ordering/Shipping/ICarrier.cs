using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>
/// A carrier to whom this market is connected: it takes parcels on at the press of a button and posts us what becomes of them. All but
/// <see cref="Read"/> talk to it, so they are never called inside a transaction. Its name is its key among <see cref="Orders.Carriers"/>.
/// </summary>
public interface ICarrier : IMessageSource
{
    /// <summary>May be repeated after <see cref="AskAsync"/> did not find it: one reference is one parcel.</summary>
    Task<ParcelNews> CreateAsync(ParcelToSend parcel, CancellationToken cancel);

    /// <summary>What the carrier knows of a parcel, by our own reference.</summary>
    Task<ParcelNews> AskAsync(string reference, CancellationToken cancel);

    /// <returns>Whether the carrier will not fetch it.</returns>
    Task<bool> CancelAsync(string code, CancellationToken cancel);

    /// <summary>Reads a notification as it came, without network and database. No carrier signs: a secret in the address shows who sent it.</summary>
    Outcome<ParcelNotice> Read(GatewayMessage message);
}

/// <summary>
/// Unknown: a word of the carrier's that this program has not learnt; a person reads it. StillBooked: nobody needs it any more, and the carrier was asked and does not cancel it;
/// a person calls.
/// </summary>
public enum ParcelState { Unknown, StillBooked, Waiting, OnTheWay, AtTheDoor, Delivered, Failed, Returning, Returned, Cancelled, Lost }

/// <param name="Phone">As dialled at home: 0912345678.</param>
/// <summary>By the names of the two levels that there are since 1 July 2025.</summary>
public sealed record ParcelPlace(string Name, string Phone, string Street, string Commune, string Province);

/// <param name="Grams">Packed, of one piece.</param>
public sealed record ParcelItem(string Name, int Quantity, int Grams, Money Price);

/// <param name="Cash">What the carrier collects at the door.</param>
public sealed record ParcelToSend(string Reference, ParcelPlace From, ParcelPlace To, IReadOnlyList<ParcelItem> Items, Money Cash, Money Value, string? Note)
{
    public int Grams => Items.Sum(item => item.Grams * item.Quantity);
}

public abstract record ParcelNews
{
    private ParcelNews() { }

    /// <param name="Cost">What the carrier charges the sender; null where it does not say.</param>
    public sealed record Known(string Code, ParcelState State, Money? Cost) : ParcelNews;

    public sealed record None : ParcelNews;

    public sealed record Refused(string Words) : ParcelNews;

    public sealed record Unreachable(string Problem) : ParcelNews;
}

/// <param name="Key">The same when the notice is repeated.</param>
/// <param name="Status">The carrier's own word.</param>
/// <param name="At">UTC.</param>
public sealed record ParcelNotice(string Key, string? Reference, string Code, ParcelState State, string Status, DateTime At);

public static class ParcelStates
{
    /// <summary>News that moves goods or money: never believed from a notification alone.</summary>
    public static bool IsGrave(this ParcelState state) => state >= ParcelState.Delivered;

    public static LocalText Words(this ParcelState state) => state switch
    {
        ParcelState.Unknown => new("Có tin từ hãng vận chuyển", "The carrier sent word"),
        ParcelState.StillBooked => new("Hãng chưa huỷ vận đơn", "Not cancelled at the carrier"),
        ParcelState.Waiting => new("Chờ lấy hàng", "Waiting to be collected"),
        ParcelState.OnTheWay => new("Đang trên đường", "On the way"),
        ParcelState.AtTheDoor => new("Đang giao tới bạn", "Out for delivery"),
        ParcelState.Delivered => new("Đã giao", "Delivered"),
        ParcelState.Failed => new("Chưa giao được", "Could not be delivered"),
        ParcelState.Returning => new("Đang chuyển về người bán", "On its way back to the producer"),
        ParcelState.Returned => new("Đã về người bán", "Back at the producer’s"),
        ParcelState.Cancelled => new("Vận đơn đã huỷ", "Cancelled at the carrier"),
        ParcelState.Lost => new("Thất lạc hoặc hư hỏng", "Lost or damaged"),
    };
}
