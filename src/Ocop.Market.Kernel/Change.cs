namespace Ocop.Market.Kernel;

/// <summary>What a change is about. Kinds are listed here because caches, feeds and channels all listen to them.</summary>
public readonly record struct ChangeSubject(string Kind, string Id)
{
    public const string ProductKind = "product", FairKind = "fair", FloorKind = "floor", NeedKind = "need", LivestreamsKind = "livestreams", ReviewsKind = "reviews", EventCatalogueKind = "event-catalogue", PromotionKind = "promotion", GiftBoxKind = "gift-box", QuoteKind = "quote", BuyerKind = "buyer", PersonalDataRequestKind = "personal-data", ChannelShopKind = "channel-shop", ChannelListingKind = "channel-listing", CategoryMapKind = "category-map";

    public static ChangeSubject Product(Guid id) => new(ProductKind, id.ToString());
    public static ChangeSubject Producer(Guid id) => new("producer", id.ToString());
    public static ChangeSubject Document(Guid id) => new("document", id.ToString());
    public static ChangeSubject Draft(Guid id) => new("draft", id.ToString());
    public static ChangeSubject Media(Guid id) => new("media", id.ToString());
    public static ChangeSubject Floor(Guid id) => new(FloorKind, id.ToString());
    public static ChangeSubject Fair(Guid id) => new(FairKind, id.ToString());
    public static ChangeSubject Enquiry(Guid id) => new("enquiry", id.ToString());
    public static ChangeSubject Order(Guid id) => new("order", id.ToString());
    public static ChangeSubject Payment(Guid id) => new("payment", id.ToString());
    public static ChangeSubject Receipt(Guid id) => new("receipt", id.ToString());
    public static ChangeSubject Refund(Guid id) => new("refund", id.ToString());
    public static ChangeSubject User(Guid id) => new("user", id.ToString());
    public static ChangeSubject Invitation(Guid id) => new("invitation", id.ToString());
    public static ChangeSubject SalesPoint(Guid id) => new("salespoint", id.ToString());

    /// <summary>What stands on the shelves of a sales point: changes with every tap of its keeper, and no list shows it.</summary>
    public static ChangeSubject Shelf(Guid salesPointId) => new("shelf", salesPointId.ToString());

    /// <summary>Which sales points say that they have the product.</summary>
    public static ChangeSubject Outlets(Guid productId) => new("outlets", productId.ToString());
    public static ChangeSubject Mark(Guid id) => new("mark", id.ToString());
    public static ChangeSubject FakeReport(Guid id) => new("fake-report", id.ToString());
    public static ChangeSubject Need(Guid id) => new(NeedKind, id.ToString());

    /// <summary>When and what a producer shows live: its page and those of its goods tell the next session.</summary>
    public static ChangeSubject Livestreams(Guid producerId) => new(LivestreamsKind, producerId.ToString());
    public static ChangeSubject EventCatalogue(Guid id) => new(EventCatalogueKind, id.ToString());

    /// <summary>What buyers say of a product: its own page tells it, and no list.</summary>
    public static ChangeSubject Reviews(Guid productId) => new(ReviewsKind, productId.ToString());

    /// <summary>Terms, switch or chosen goods: the prices on lists go by them.</summary>
    public static ChangeSubject Promotion(Guid id) => new(PromotionKind, id.ToString());
    public static ChangeSubject GiftBox(Guid id) => new(GiftBoxKind, id.ToString());

    /// <summary>A rate, a closed month or a batch of payouts.</summary>
    public static ChangeSubject Settlement(string id) => new("settlement", id);
    public static ChangeSubject Quote(Guid id) => new(QuoteKind, id.ToString());
    public static ChangeSubject Buyer(Guid id) => new(BuyerKind, id.ToString());
    public static ChangeSubject PersonalDataRequest(Guid id) => new(PersonalDataRequestKind, id.ToString());
    public static ChangeSubject ChannelShop(Guid id) => new(ChannelShopKind, id.ToString());

    /// <summary>How a product stands on an outside platform: moved by every push, and no page of buyers shows it.</summary>
    public static ChangeSubject ChannelListing(Guid id) => new(ChannelListingKind, id.ToString());
    public static ChangeSubject CategoryMap(Guid id) => new(CategoryMapKind, id.ToString());
    public static ChangeSubject Place(string code) => new("place", code);

    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>An entity whose writes others must hear of. The save interceptor adds the <see cref="Change"/> row.</summary>
public interface ITellsChange
{
    ChangeSubject ChangeSubject { get; }
}

/// <summary>Rows that stand for good once they are written: a save that would change or delete one fails.</summary>
public interface IOnlyAppended;

/// <summary>
/// One row for each write, in the write's own transaction. Cache eviction, feeds and channels drain the table with a cursor each.
/// Conditional updates bypass change tracking and add their row by hand.
/// </summary>
public sealed class Change
{
    private Change() { }

    public Change(DateTime at, ChangeSubject subject) => (At, SubjectKind, SubjectId) = (at, subject.Kind, subject.Id);

    public long Id { get; private set; }
    public DateTime At { get; private set; }
    public string SubjectKind { get; private set; } = "";
    public string SubjectId { get; private set; } = "";

    public ChangeSubject Subject => new(SubjectKind, SubjectId);
}

/// <summary>How far a reader has come. On PostgreSQL ids are not commit order, so the transaction's number comes first.</summary>
public readonly record struct ChangePosition(long Transaction, long Id);

public interface IChangeFeed
{
    /// <summary>The position after the last change that can be read now: where a reader with an empty cache starts.</summary>
    Task<ChangePosition> EndAsync(CancellationToken cancel);

    /// <summary>Changes after the position, in a safe order: none that commits later can come before one returned here.</summary>
    Task<(IReadOnlyList<ChangeSubject> Subjects, ChangePosition Position)> ReadAfterAsync(ChangePosition position, int limit, CancellationToken cancel);
}
