using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Listings;

/// <summary>A product in a shop on a platform: what is wanted, and apart from it what was seen. A worker's whole task is to make the two equal.</summary>
public sealed class ChannelListing
{
    private readonly List<ChannelSku> _skus = [];

    private ChannelListing() { }

    public ChannelListing(Guid shopId, Guid productId, SyncActor actor, DateTime now) =>
        (Id, ShopId, ProductId, IsWanted, State, ChangedBy, ChangedAt) = (Guid.CreateVersion7(), shopId, productId, true, SyncState.Queued, actor, now);

    public Guid Id { get; private set; }
    public Guid ShopId { get; private set; }
    public Guid ProductId { get; private set; }

    /// <summary>The seller wants it sold there. Whether it may be – on offer, recognised, mapped – is worked out when it is sent.</summary>
    public bool IsWanted { get; private set; }
    public SyncState State { get; private set; }

    /// <summary>The platform's number of it; null before the first yes.</summary>
    public string? ItemId { get; private set; }
    public string? Address { get; private set; }

    /// <summary>Of what the platform last said yes to, part by part; null where nobody knows what it has.</summary>
    public string? ContentHash { get; private set; }
    public string? PriceHash { get; private set; }
    public string? StockHash { get; private set; }

    /// <summary>The most stars of which its words over there may tell; null: they tell of none.</summary>
    public int? Stars { get; private set; }

    /// <summary>Content the platform would not have: not sent again until it is another.</summary>
    public string? RefusedHash { get; private set; }

    /// <summary>Names the intention to create: the same for every repetition of it.</summary>
    public Guid? Operation { get; private set; }
    public DateTime? PushedAt { get; private set; }
    public DateTime? SeenAt { get; private set; }

    /// <summary>The platform's words on a refusal or a suspension.</summary>
    public string? Reason { get; private set; }
    public FailureClass? ErrorClass { get; private set; }
    public string? ErrorCode { get; private set; }
    public string? ErrorMessage { get; private set; }
    public string? ErrorField { get; private set; }
    public DateTime? ErrorAt { get; private set; }
    public SyncActor ChangedBy { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<ChannelSku> Skus => _skus;

    public bool IsThere => ItemId is not null && State is SyncState.InReview or SyncState.Live or SyncState.Hidden or SyncState.Rejected or SyncState.Suspended;

    public OutsideKey? Key => ItemId is null ? null : new OutsideKey(ItemId, _skus.Where(sku => sku.OutsideId is not null).ToDictionary(sku => sku.Sku, sku => sku.OutsideId!));

    public string? HashOf(ListingPart part) => part switch { ListingPart.Content => ContentHash, ListingPart.Price => PriceHash, ListingPart.Stock => StockHash };

    /// <summary>Content that it has not, and that was not refused.</summary>
    public bool WantsWords(string hash) => hash != ContentHash && hash != RefusedHash && State != SyncState.Suspended;

    /// <summary>It tells of more stars than hold, and nobody may read that: it is hidden until its words are others.</summary>
    public bool IsUntrue(int? stars) => IsUntrue(Stars, stars);

    public static bool IsUntrue(int? told, int? stars) => told > (stars ?? 0);

    /// <summary>Before words are sent: whether they arrived may never be known, and so it is not known any more what stands there.</summary>
    /// <returns>Whether that is news.</returns>
    public bool MayTellOf(int? stars)
    {
        if (stars is null || Stars >= stars) return false;
        (Stars, ContentHash) = (stars, null);
        return true;
    }

    /// <summary>Its words were read over there.</summary>
    public void TellsOf(int? stars) => Stars = stars;

    public void Want(bool isWanted, SyncActor actor, DateTime now)
    {
        (IsWanted, ChangedBy, ChangedAt) = (isWanted, actor, now);
        if (isWanted && State is SyncState.NotListed or SyncState.Removed) Move(SyncState.Queued, actor, now);
        if (!isWanted && ItemId is null && ListingFlow.May(State, SyncState.NotListed)) Move(SyncState.NotListed, actor, now);
    }

    /// <summary>A person saw to what was in the way: what was refused or given up is sent anew.</summary>
    public void TryAgain(SyncActor actor, DateTime now)
    {
        RefusedHash = null;
        if (ItemId is null && State is not SyncState.OutcomeUnknown and not SyncState.Submitting && ListingFlow.May(State, SyncState.Queued)) Move(SyncState.Queued, actor, now);
    }

    /// <exception cref="InvalidOperationException">The flow knows no such step.</exception>
    public void Move(SyncState to, SyncActor actor, DateTime now)
    {
        if (!ListingFlow.May(State, to)) throw new InvalidOperationException($"A listing does not go from {State} to {to}.");
        if (State == to) return;
        (State, ChangedBy, ChangedAt) = (to, actor, now);
        if (to == SyncState.Removed) Forget();
    }

    /// <summary>Before the call: killed after it, whoever comes next looks before creating again.</summary>
    public void Submit(Guid operation, DateTime now)
    {
        Operation = operation;
        Move(SyncState.Submitting, SyncActor.Runner, now);
    }

    /// <summary>It is surely not there: the next try is another intention.</summary>
    public void Withdraw(DateTime now)
    {
        Operation = null;
        Move(SyncState.Queued, SyncActor.Runner, now);
    }

    /// <summary>What the platform has, as it was just read.</summary>
    public void See(OutsideListing seen, DateTime now)
    {
        ItemId = seen.Key.ItemId;
        if (seen.Address is { } address) Address = address.AbsoluteUri;
        (Reason, SeenAt) = (seen.Reason is { Length: > 500 } words ? words[..500] : seen.Reason, now);
        // A variant that joined, by us or by the seller under our SKU, has a price and a stock that nobody sent yet, and words refused for want of it are right now.
        if (_skus.Exists(sku => sku.OutsideId is null && seen.Key.Skus.ContainsKey(sku.Sku))) (RefusedHash, PriceHash, StockHash) = (null, null, null);
        foreach (var sku in _skus) sku.See(seen.Key.Skus.GetValueOrDefault(sku.Sku), seen.Skus.FirstOrDefault(it => it.Sku == sku.Sku));
        Move(ListingFlow.Of(seen.State), State is SyncState.Submitting or SyncState.OutcomeUnknown or SyncState.Queued ? SyncActor.Runner : SyncActor.Platform, now);
    }

    /// <summary>Their yes to the words, and what these tell of. While they are looked through the old ones may be on sale.</summary>
    public void PushedWords(string hash, int? stars, DateTime now)
    {
        if (State != SyncState.InReview) Stars = stars;
        Pushed(ListingPart.Content, hash, now);
    }

    public void Pushed(ListingPart part, string hash, DateTime now)
    {
        switch (part)
        {
            case ListingPart.Content:
                (ContentHash, RefusedHash) = (hash, null);
                break;
            case ListingPart.Price:
                PriceHash = hash;
                break;
            case ListingPart.Stock:
                StockHash = hash;
                break;
        }

        PushedAt = now;
        // A yes to prices takes nothing back of the no to the words.
        if (RefusedHash is null) Mend();
    }

    /// <summary>Nobody knows what the platform has of it now.</summary>
    public void Doubt(ListingPart part) => (ContentHash, PriceHash, StockHash) =
        (part == ListingPart.Content ? null : ContentHash, part == ListingPart.Price ? null : PriceHash, part == ListingPart.Stock ? null : StockHash);

    public void Fail(ChannelFailure failure, string? refused, DateTime now)
    {
        // What passes takes the place of no refusal.
        if (refused is null && RefusedHash is not null && failure.Class is (FailureClass.Retryable or FailureClass.OutcomeUnknown or FailureClass.Deferred)) return;
        RefusedHash = refused ?? RefusedHash;
        (ErrorClass, ErrorCode, ErrorMessage, ErrorField, ErrorAt) = (failure.Class, Cut(failure.Code, 60), Cut(failure.Message, 500), failure.Field is null ? null : Cut(failure.Field, 100), now);
    }

    /// <summary>The words that stand there are right: what was said of others is over.</summary>
    public void Settle()
    {
        RefusedHash = null;
        Mend();
    }

    public void Mend() => (ErrorClass, ErrorCode, ErrorMessage, ErrorField, ErrorAt) = (null, null, null, null, null);

    public void Carry(IEnumerable<ChannelSku> skus)
    {
        foreach (var sku in skus)
            if (_skus.FirstOrDefault(known => known.VariantId == sku.VariantId) is { } known) known.Rename(sku.Sku);
            else _skus.Add(sku);
    }

    private void Forget()
    {
        (ItemId, Address, ContentHash, PriceHash, StockHash, Stars, Operation) = (null, null, null, null, null, null, null);
        foreach (var sku in _skus) sku.Forget();
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

public enum ListingPart { Content, Price, Stock }

/// <summary>A variant of a listing, by our SKU and theirs.</summary>
public sealed class ChannelSku
{
    private ChannelSku() { }

    public ChannelSku(Guid listingId, Guid variantId, string sku) => (Id, ListingId, VariantId, Sku) = (Guid.CreateVersion7(), listingId, variantId, sku);

    public Guid Id { get; private set; }
    public Guid ListingId { get; private set; }
    public Guid VariantId { get; private set; }
    public string Sku { get; private set; } = "";
    public string? OutsideId { get; private set; }

    /// <summary>What the platform last said yes to; đồng and pieces.</summary>
    public long? PushedPrice { get; private set; }
    public int? PushedStock { get; private set; }
    public long? SeenPrice { get; private set; }
    public int? SeenStock { get; private set; }

    public void Rename(string sku) => Sku = sku;

    public void See(string? outsideId, OutsideSku? seen)
    {
        OutsideId = outsideId ?? OutsideId;
        if (seen is not null) (SeenPrice, SeenStock) = (seen.Price ?? SeenPrice, seen.Stock ?? SeenStock);
    }

    public void PushPrice(long price) => (PushedPrice, SeenPrice) = (price, price);

    public void PushStock(int stock) => (PushedStock, SeenStock) = (stock, stock);

    public void Forget() => (OutsideId, PushedPrice, PushedStock, SeenPrice, SeenStock) = (null, null, null, null, null);
}

/// <summary>What waits to be done for a listing: one row, however much changed. It says that something is to be done, never what with: the worker reads that when it sends.</summary>
public sealed class ChannelJob
{
    private ChannelJob() { }

    public ChannelJob(Guid listingId, Guid shopId, JobUrgency urgency, DateTime dueAt) => (ListingId, ShopId, Urgency, DueAt, Asked) = (listingId, shopId, urgency, dueAt, 1);

    public Guid ListingId { get; private set; }
    public Guid ShopId { get; private set; }
    public JobUrgency Urgency { get; private set; }

    /// <summary>Not before this.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>How often it was asked for: whoever finishes deletes the row only if nobody asked meanwhile.</summary>
    public long Asked { get; private set; }
    public int Tries { get; private set; }
}

/// <summary>The lower first: what is sold out overtakes a thousand new products.</summary>
public enum JobUrgency { Hide = 0, SoldOut = 5, Lines = 10, Show = 20, Content = 30, Look = 40, Create = 50 }

/// <summary>A picture or a paper that a shop has already, by the file's key here.</summary>
public sealed class ChannelMedia
{
    private ChannelMedia() { }

    public ChannelMedia(Guid shopId, string key, string reference, DateTime now) => (Id, ShopId, Key, Reference, UploadedAt) = (Guid.CreateVersion7(), shopId, key, reference, now);

    public Guid Id { get; private set; }
    public Guid ShopId { get; private set; }
    public string Key { get; private set; } = "";
    public string Reference { get; private set; } = "";
    public DateTime UploadedAt { get; private set; }
}

/// <summary>One step of a listing's history, in business terms; kept a year.</summary>
public sealed class ChannelStep
{
    private ChannelStep() { }

    public ChannelStep(DateTime at, Guid shopId, Guid? listingId, ChannelDeed deed, string? detail, ChannelFailure? failure) =>
        (At, ShopId, ListingId, Deed, Detail, Class, Code, Message) = (at, shopId, listingId, deed, detail, failure?.Class, failure?.Code is { Length: > 60 } code ? code[..60] : failure?.Code, failure?.Message is { Length: > 500 } words ? words[..500] : failure?.Message);

    public long Id { get; private set; }
    public DateTime At { get; private set; }
    public Guid ShopId { get; private set; }
    public Guid? ListingId { get; private set; }
    public ChannelDeed Deed { get; private set; }

    /// <summary>Numbers or names: "185.000 ₫", "12", a state.</summary>
    public string? Detail { get; private set; }

    /// <summary>Null: it went well.</summary>
    public FailureClass? Class { get; private set; }
    public string? Code { get; private set; }
    public string? Message { get; private set; }
}

public enum ChannelDeed { Created, Adopted, ContentSent, PriceSent, StockSent, Hidden, Shown, StateSeen, Looked, TokensRefreshed, OrdersRead, Paused, Checked }

/// <summary>What someone changed over there: ours is one thing, theirs another.</summary>
public sealed class ChannelDrift
{
    private ChannelDrift() { }

    public ChannelDrift(Guid listingId, Guid shopId, string field, string ours, string theirs, DateTime now) => (Id, ListingId, ShopId, Field, Ours, Theirs, FoundAt) = (Guid.CreateVersion7(), listingId, shopId, field, ours, theirs, now);

    public Guid Id { get; private set; }
    public Guid ListingId { get; private set; }
    public Guid ShopId { get; private set; }

    /// <summary>"title", "price:SKU".</summary>
    public string Field { get; private set; } = "";
    public string Ours { get; private set; } = "";
    public string Theirs { get; private set; } = "";
    public DateTime FoundAt { get; private set; }
    public DateTime? ResolvedAt { get; private set; }

    /// <summary>Who, and which of the two it is now.</summary>
    public string? ResolvedBy { get; private set; }

    public void Differ(string ours, string theirs) => (Ours, Theirs) = (ours, theirs);

    public void Resolve(string by, DateTime now) => (ResolvedAt, ResolvedBy) = (now, by);
}
