using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>Held: nobody sees it before the desk has read it. Hidden: the desk took it down, for one of <see cref="HideReason"/>.</summary>
public enum ReviewState { Held, Published, Hidden }

/// <summary>
/// All that a review can be hidden for. Law 19/2023/QH15 forbids platforms to keep honest words of consumers from being shown:
/// that a review is bad for somebody's business is no reason, and there is no field to write another one into.
/// </summary>
public enum HideReason { Insult, PersonalData, Advertisement, NotAboutGoods, ProvenFalse }

/// <summary>How the buyer wants to be called.</summary>
public enum ReviewSignature { Masked, Initial, Name }

public sealed record ReviewWords(int Marks, string? Text, ReviewSignature Signature);

/// <summary>What a buyer says of one product of an order that arrived. Marks are the buyer's and have nothing to do with the stars of a decision.</summary>
public sealed class Review : ITellsChange
{
    public const int Worst = 1, Best = 5, LongestText = 2000, LongestReply = 1000, LongestObjection = 300;

    private Review() { }

    internal Review(Order order, Guid productId, ReviewWords words, string buyer, ReviewState state, DateTime now)
    {
        (Id, GroupId, OrderId, ProductId, WrittenAt) = (Guid.CreateVersion7(), order.GroupId, order.Id, productId, now);
        Say(words, buyer, state);
    }

    public Guid Id { get; private set; }

    /// <summary>With the product unique: a company whose two hundred parcels hold the same tea says it once.</summary>
    public Guid GroupId { get; private set; }
    public Guid OrderId { get; private set; }
    public Guid ProductId { get; private set; }
    public int Marks { get; private set; }
    public string? Text { get; private set; }
    public ReviewSignature Signature { get; private set; }

    /// <summary>Null: "a buyer of the market".</summary>
    public string? SignedAs { get; private set; }
    public ReviewState State { get; private set; }
    public HideReason? HiddenFor { get; private set; }
    public DateTime WrittenAt { get; private set; }
    public DateTime? ChangedAt { get; private set; }

    /// <summary>The producer's, for everybody.</summary>
    public string? Reply { get; private set; }
    public DateTime? RepliedAt { get; private set; }

    /// <summary>The desk took the reply down; null where everybody reads it.</summary>
    public HideReason? ReplyHiddenFor { get; private set; }
    public DateTime? ReplyHiddenAt { get; private set; }

    public bool ShowsReply => Reply is not null && ReplyHiddenFor is null;

    /// <summary>Its producer has mended it, and nobody has read it since.</summary>
    public bool ReplyWaits => ReplyHiddenFor is not null && RepliedAt > ReplyHiddenAt;

    /// <summary>The producer asks the desk to look at it, for the desk's eyes.</summary>
    public HideReason? ObjectedFor { get; private set; }
    public string? Objection { get; private set; }
    public DateTime? ObjectedAt { get; private set; }

    /// <summary>The desk looked and leaves it where it is.</summary>
    public DateTime? KeptAt { get; private set; }
    public long Version { get; private set; }

    public bool ObjectionWaits => ObjectedFor is not null && KeptAt is null;

    public bool WaitsForTheDesk => State == ReviewState.Held || State == ReviewState.Published && (ObjectionWaits || ReplyWaits);

    /// <summary>The pages of its product are all that show it.</summary>
    public ChangeSubject ChangeSubject => ChangeSubject.Reviews(ProductId);

    /// <returns>Whether anything is another than before.</returns>
    internal bool Rewrite(ReviewWords words, string buyer, ReviewState state, DateTime now)
    {
        if (words == new ReviewWords(Marks, Text, Signature)) return false;
        Say(words, buyer, state);
        ChangedAt = now;
        // The desk has not read these words.
        if (KeptAt is not null) (ObjectedFor, Objection, ObjectedAt, KeptAt) = (null, null, null, null);
        return true;
    }

    internal void Publish() => (State, HiddenFor) = (ReviewState.Published, null);

    internal void Hide(HideReason reason) => (State, HiddenFor) = (ReviewState.Hidden, reason);

    internal void Keep(DateTime now) => KeptAt = now;

    internal void Answer(string reply, DateTime now) => (Reply, RepliedAt) = (reply, now);

    internal void HideReply(HideReason reason, DateTime now) => (ReplyHiddenFor, ReplyHiddenAt) = (reason, now);

    internal void ShowReply() => (ReplyHiddenFor, ReplyHiddenAt) = (null, null);

    internal void Object(HideReason reason, string? words, DateTime now) => (ObjectedFor, Objection, ObjectedAt) = (reason, words, now);

    /// <summary>Marks stay, so that the average stays true.</summary>
    /// <param name="andText">Who asks to be erased takes the own words along; time alone takes the name.</param>
    internal void Forget(bool andText)
    {
        (Signature, SignedAs, Objection) = (ReviewSignature.Masked, null, null);
        if (andText) Text = null;
    }

    private void Say(ReviewWords words, string buyer, ReviewState state)
    {
        (Marks, Text, Signature, State, HiddenFor) = (words.Marks, words.Text, words.Signature, state, null);
        SignedAs = ReviewNames.Of(buyer, words.Signature);
    }
}

public static class ReviewNames
{
    /// <summary>A Vietnamese name ends with the one that people are called by: "Trần Thị Hạnh" is "H."</summary>
    public static string? Of(string buyer, ReviewSignature signature) => signature switch
    {
        ReviewSignature.Name => buyer,
        ReviewSignature.Initial when buyer.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() is { } given => $"{char.ToUpperInvariant(given[0])}.",
        _ => null,
    };
}

public static class ReviewTexts
{
    public static LocalText Words(this HideReason reason) => reason switch
    {
        HideReason.Insult => new("lời lẽ xúc phạm", "insulting words"),
        HideReason.PersonalData => new("lộ thông tin cá nhân", "somebody’s personal data"),
        HideReason.Advertisement => new("quảng cáo", "advertisement"),
        HideReason.NotAboutGoods => new("không nói về món hàng", "not about the goods"),
        HideReason.ProvenFalse => new("đã chứng minh là sai sự thật", "proven false"),
    };

    public static LocalText Words(this ReviewState state) => state switch
    {
        ReviewState.Held => new("chờ chợ đọc", "waits to be read"),
        ReviewState.Published => new("đang hiện", "shown"),
        ReviewState.Hidden => new("đã ẩn", "hidden"),
    };

    public static LocalText Words(int marks) => marks switch
    {
        1 => new("rất không hài lòng", "very dissatisfied"),
        2 => new("không hài lòng", "dissatisfied"),
        3 => new("tạm được", "all right"),
        4 => new("hài lòng", "satisfied"),
        _ => new("rất hài lòng", "very satisfied"),
    };
}
