namespace Ocop.Market.Channels.Connectors;

/// <summary>
/// A platform as the runner sees it: each method is one act over there, with no refresh of tokens and no repetition inside. Those are the runner's.
/// </summary>
public interface IChannelConnector
{
    ChannelCapabilities Capabilities { get; }

    /// <summary>Where the seller allows us in; the platform sends them back with a code and this state.</summary>
    Uri ConsentAddress(string state);

    Task<ChannelResult<ShopTokens>> ExchangeCodeAsync(string code, string? shop, CancellationToken cancel);

    /// <summary>The new pair replaces the old one, which may be worthless from now on: it is kept before anything else is done.</summary>
    Task<ChannelResult<ShopTokens>> RefreshAsync(ShopAccess shop, CancellationToken cancel);

    Task<ChannelResult<IReadOnlyList<OutsideShop>>> ListShopsAsync(ShopAccess shop, CancellationToken cancel);

    Task<ChannelResult<IReadOnlyList<OutsideCategory>>> ListCategoriesAsync(ShopAccess shop, CancellationToken cancel);

    Task<ChannelResult<IReadOnlyList<OutsideAttribute>>> ListAttributesAsync(ShopAccess shop, string category, CancellationToken cancel);

    Task<ChannelResult<OutsideLimits>> GetLimitsAsync(ShopAccess shop, string category, CancellationToken cancel);

    /// <summary>Where the shop sends from; null where it has none to choose from.</summary>
    Task<ChannelResult<OutsideWarehouse>> FindWarehouseAsync(ShopAccess shop, CancellationToken cancel);

    /// <returns>What a draft names the picture by.</returns>
    Task<ChannelResult<MediaReference>> UploadImageAsync(ShopAccess shop, Stream image, string name, CancellationToken cancel);

    /// <summary>What the platform would refuse, as far as it can be known here.</summary>
    IReadOnlyList<ChannelFailure> Check(ListingDraft draft, OutsideLimits limits);

    /// <param name="operation">The same for every repetition of the same intention.</param>
    Task<ChannelResult<OutsideListing>> CreateAsync(ShopAccess shop, ListingDraft draft, Guid operation, CancellationToken cancel);

    Task<ChannelResult<OutsideListing>> UpdateContentAsync(ShopAccess shop, OutsideKey key, ListingDraft draft, CancellationToken cancel);

    /// <returns>One answer for each line: a platform may take some and refuse others.</returns>
    Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdatePricesAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<PriceLine> lines, CancellationToken cancel);

    /// <param name="lines">Absolute: a repetition changes nothing.</param>
    /// <returns>One answer for each line.</returns>
    Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateStockAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<StockLine> lines, CancellationToken cancel);

    Task<ChannelResult<OutsideListing>> HideAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel);

    Task<ChannelResult<OutsideListing>> ShowAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel);

    Task<ChannelResult<OutsideListing>> ReadAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel);

    /// <summary>Ours after a lost answer. <see cref="FailureClass.Gone"/>: there is none.</summary>
    Task<ChannelResult<OutsideListing>> FindBySkuAsync(ShopAccess shop, string sku, CancellationToken cancel);

    Task<ChannelResult<OutsidePage>> ListChangedAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel);

    /// <summary>Orders that changed since then, with all their lines.</summary>
    Task<ChannelResult<OutsideOrderPage>> ListOrdersAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel);

    Task<ChannelResult<OutsideOrder>> ReadOrderAsync(ShopAccess shop, string order, CancellationToken cancel);

    /// <summary>The producer handed the goods over: told where the platform asks for it, else the order is read and nothing is written.</summary>
    Task<ChannelResult<OutsideOrder>> TellHandedOverAsync(ShopAccess shop, string order, OutsideParcel parcel, CancellationToken cancel);

    /// <summary>Whether the platform sent it. Raw bytes: whatever was parsed and written again is another text.</summary>
    bool Verify(ChannelPush push);

    /// <summary>Null: nothing that we listen to.</summary>
    ChannelNews? Read(ChannelPush push);
}

/// <summary>A platform that takes prices and stock of several listings in one call: as many lines as <see cref="ChannelCapabilities.LinesPerCall"/>, no SKU twice.</summary>
public interface IBulkLines
{
    /// <returns>One answer for each line: one that is refused says nothing of the others.</returns>
    Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdatePricesAsync(ShopAccess shop, IReadOnlyList<(OutsideKey Key, PriceLine Line)> lines, CancellationToken cancel);

    /// <summary>Absolute, like those of one listing.</summary>
    Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateStockAsync(ShopAccess shop, IReadOnlyList<(OutsideKey Key, StockLine Line)> lines, CancellationToken cancel);
}

/// <summary>A platform with a register of brands, from which goods name theirs.</summary>
public interface IListsBrands
{
    /// <summary>One list is for all categories; elsewhere each has its own.</summary>
    bool HasOneList { get; }

    /// <summary>A page of the brands that goods of the category may carry; no platform finds one by its name.</summary>
    /// <param name="cursor">As the page before told it.</param>
    Task<ChannelResult<OutsideBrandPage>> ListBrandsAsync(ShopAccess shop, string category, string? cursor, CancellationToken cancel);
}

/// <summary>A platform that asks for papers: fields of its leaves take one each (<see cref="OutsideAttribute.Paper"/>).</summary>
public interface ITakesPapers
{
    /// <returns>What a draft names the paper's file by.</returns>
    Task<ChannelResult<MediaReference>> UploadFileAsync(ShopAccess shop, Stream pdf, string name, CancellationToken cancel);
}

/// <param name="Channel">The key in tables and settings: "tiktok".</param>
/// <param name="LinesPerCall">Most SKUs in one call for prices or stock.</param>
/// <param name="IsCreateRepeatable">The platform remembers the operation; elsewhere a lost answer is looked for by SKU first.</param>
public sealed record ChannelCapabilities(string Channel, string Name, int LinesPerCall, bool IsCreateRepeatable, bool IsReviewed);

/// <summary>What calls of a shop need. Tokens are secrets: never in a log, a page or an exception.</summary>
/// <param name="Shop">The platform's number of it.</param>
/// <param name="Cipher">TikTok Shop's second name of a shop.</param>
public sealed record ShopAccess(string Shop, string AccessToken, string RefreshToken, string? Cipher, string? Warehouse)
{
    public override string ToString() => $"shop {Shop}";
}

/// <param name="ConsentUntil">After it the seller has to allow us in anew; null where the platform does not say.</param>
public sealed record ShopTokens(string AccessToken, string RefreshToken, DateTime AccessUntil, DateTime RefreshUntil, DateTime? ConsentUntil, string? Shop = null)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"tokens until {AccessUntil:O}");
}

public sealed record OutsideShop(string Id, string Name, string Region, string? Cipher);

public sealed record OutsideCategory(string Id, string? ParentId, string Name, bool IsLeaf);

/// <param name="Paper">Where it takes a paper, and no words.</param>
public sealed record OutsideAttribute(string Id, string Name, bool IsRequired, bool TakesOwnText, IReadOnlyList<(string Id, string Name)> Values, PaperRule? Paper = null);

/// <param name="NeedsEnd">A paper without a last day is refused.</param>
public sealed record PaperRule(bool NeedsEnd);

/// <param name="TitleBytes">Where the platform counts bytes of UTF-8.</param>
public sealed record OutsideLimits(int ShortestTitle, int LongestTitle, int? TitleBytes, int LongestDescription, int MostImages);

public sealed record OutsideBrand(string Id, string Name);

public sealed record OutsideBrandPage(IReadOnlyList<OutsideBrand> Brands, string? Next);

public sealed record OutsideWarehouse(string? Id);

public sealed record MediaReference(string Text);

/// <param name="ItemId">The platform's.</param>
/// <param name="Skus">Ours to theirs.</param>
public sealed record OutsideKey(string ItemId, IReadOnlyDictionary<string, string> Skus);

public enum ObservedState { InReview, Live, Hidden, Rejected, Suspended, Removed }

/// <summary>A listing as the platform has it. What it did not say is null.</summary>
/// <param name="Reason">Theirs, where it was rejected or suspended.</param>
public sealed record OutsideListing(OutsideKey Key, ObservedState State, string? Title, Uri? Address, IReadOnlyList<OutsideSku> Skus, string? Reason = null);

public sealed record OutsideSku(string Sku, long? Price, int? Stock);

public sealed record OutsidePage(IReadOnlyList<OutsideListing> Listings, string? Next);

public enum OutsideOrderState { Unpaid, ToShip, Shipped, Delivered, Cancelled, Returned }

/// <summary>An order that was placed over there. Who bought stays with the platform: we have no need of it.</summary>
public sealed record OutsideOrder(string Id, OutsideOrderState State, DateTime PlacedAt, DateTime ChangedAt, IReadOnlyList<OutsideOrderLine> Lines);

/// <param name="Id">The platform's, unique within the order.</param>
/// <param name="Price">Đồng, of one.</param>
/// <param name="State">A line may be cancelled or come back while the others go on.</param>
public sealed record OutsideOrderLine(string Id, string Sku, int Quantity, long Price, OutsideOrderState State);

public sealed record OutsideOrderPage(IReadOnlyList<OutsideOrder> Orders, string? Next);

/// <param name="Tracking">Null: the platform's own carrier has numbered it.</param>
public sealed record OutsideParcel(string? Carrier, string? Tracking);

/// <param name="Price">Đồng.</param>
public sealed record PriceLine(string Sku, long Price);

public sealed record StockLine(string Sku, int Stock);

public sealed record LineAnswer(string Sku, ChannelFailure? Failure);

/// <summary>A product as it is to stand on a platform, already in its words and by its mapping.</summary>
/// <param name="Description">Paragraphs of plain text; a connector writes what its platform takes.</param>
public sealed record ListingDraft(string Title, IReadOnlyList<string> Description, string Category, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Images, IReadOnlyList<DraftSku> Skus)
{
    /// <summary>Null where the producer names none.</summary>
    public DraftBrand? Brand { get; init; }

    public IReadOnlyList<DraftPaper> Papers { get; init; } = [];
}

/// <param name="Field">That takes it.</param>
/// <param name="File">The platform's reference, before that our key.</param>
/// <param name="Name">Of the file: bare letters, and one point before the ending.</param>
/// <param name="Until">Its last day; null where it names none.</param>
public sealed record DraftPaper(string Field, string File, string Name, DateOnly? Until);

/// <param name="Id">The platform's; null where it has no such brand, and the goods go without one.</param>
/// <param name="Name">As the platform spells it.</param>
public sealed record DraftBrand(string? Id, string Name);

/// <param name="WeightGrams">Packed.</param>
public sealed record DraftSku(string Sku, string Name, long Price, int Stock, int WeightGrams, int LengthMm, int WidthMm, int HeightMm, string? Gtin);

/// <param name="Address">As it was registered with the platform.</param>
public sealed record ChannelPush(string Address, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

public enum NewsKind { Listing, Order, Consent, Stock }

/// <summary>Only a reason to look: what stands there is read, never taken from the notification.</summary>
/// <param name="Id">Of the event; a repetition has the same.</param>
/// <param name="Subject">The listing or the order.</param>
public sealed record ChannelNews(string Id, string Shop, NewsKind Kind, string? Subject);
