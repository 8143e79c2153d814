using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles.Channels;

/// <summary>What a platform does to those who call it.</summary>
public enum Trouble
{
    TooFast,

    /// <summary>A fault of its own, before anything was done.</summary>
    ServerFault,

    /// <summary>Done, but the connection breaks before the answer.</summary>
    LostAnswer,

    /// <summary>The connection breaks before anything was done.</summary>
    LostRequest,

    /// <summary>One line of many is refused, inside an answer that says yes.</summary>
    LineRefused,

    /// <summary>A campaign of the platform's holds price and stock.</summary>
    CampaignLock,

    /// <summary>The token counts as expired.</summary>
    TokenExpired,
}

/// <param name="Writes">It would change what stands on the shelf.</param>
/// <param name="Answer">"ok", or the code that was answered.</param>
public sealed record SeenCall(DateTime At, string Shop, string Path, bool Writes, string Answer);

/// <summary>A notification that waits to be posted. Which number or word stands for the kind is the platform's.</summary>
/// <param name="Kind">"listing", "order", "consent" or "stock".</param>
/// <param name="Id">Of the event; a repetition has the same.</param>
public sealed record ShelfNews(string Id, string Kind, string Shop, string Subject, DateTime At);

/// <summary>Answers to such calls are kept back until they are let go. What they say was decided when the calls arrived.</summary>
/// <param name="paths">A pattern.</param>
public sealed class HeldAnswers(string paths)
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>As many as wait, or waited.</summary>
    public int Count => Volatile.Read(ref _count);

    public bool Keeps(string path) => Regex.IsMatch(path, paths);

    public void Release() => _released.TrySetResult();

    internal Task KeepAsync()
    {
        Interlocked.Increment(ref _count);
        return _released.Task;
    }
}

/// <summary>
/// What all e-commerce platforms have: shops with tokens, items that are reviewed after a while, orders, a limit on calls, bad days. The wire – addresses,
/// signatures, shapes and codes – is each platform's own. Everything is under one lock: a platform answers one question after the other.
/// </summary>
public abstract class PlatformDouble(TimeProvider clock, int seed = 1) : GatewayDouble
{
    private readonly Random _dice = new(seed);
    private readonly Dictionary<string, string> _shops = [];
    private readonly Dictionary<string, (string Shop, DateTime Until)> _access = [];
    private readonly Dictionary<string, (string Shop, DateTime Until)> _refresh = [];
    private readonly Dictionary<string, string> _codes = [];
    private readonly List<ShelfItem> _items = [];
    private readonly List<ShelfOrder> _orders = [];
    private readonly List<ShelfBrand> _brands = [];
    private readonly Queue<(Trouble Trouble, bool OnlyWrites)> _troubles = [];
    private readonly Dictionary<string, Queue<DateTime>> _window = [];
    private readonly Queue<ShelfNews> _news = [];
    private long _number = 1_729_592_969_000;

    protected Lock Gate { get; } = new();

    public TimeProvider Clock => clock;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public TimeSpan ReviewTakes { get; set; } = TimeSpan.FromMinutes(1);
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(4);
    public TimeSpan RefreshLife { get; set; } = TimeSpan.FromDays(30);

    /// <summary>For each shop; more are answered "too fast".</summary>
    public int CallsPerSecond { get; set; } = 10;

    /// <summary>How long each answer is under way. What it says was decided when the call arrived.</summary>
    public TimeSpan AnswerTakes { get; set; }

    /// <summary>Addresses (a pattern) at which every call meets a trouble; null: none.</summary>
    public (string Paths, Trouble Trouble, bool OnlyWrites)? Spoiled { get; set; }

    /// <summary>Answers that are kept back; null: none.</summary>
    public HeldAnswers? Held { get; set; }

    /// <summary>Of all calls, how many meet a trouble drawn by lot (0 to 1).</summary>
    public double TroubleShare { get; set; }

    /// <summary>Every call as it came, refused ones too.</summary>
    public ConcurrentQueue<SeenCall> Calls { get; } = new();

    /// <summary>How often someone called faster than is permitted.</summary>
    public int TooFast { get; private set; }

    /// <summary>Where notifications are posted; null: nowhere.</summary>
    public Uri? PushAddress { get; set; }

    public IReadOnlyList<ShelfItem> Items(string shop) => Locked(() => _items.Where(item => item.Shop == shop && item.State != ShelfState.Removed).ToList());

    public IReadOnlyList<ShelfOrder> Orders(string shop) => Locked(() => _orders.Where(order => order.Shop == shop).ToList());

    public IReadOnlyDictionary<string, string> Shops => Locked(() => _shops.ToDictionary());

    /// <summary>Stands there already, as if it had been sent long ago.</summary>
    public virtual void Shelve(ShelfItem item) => Locked(() =>
    {
        _items.Add(item);
        return item;
    });

    public void AddShop(string id, string name) => Locked(() => _shops[id] = name);

    /// <summary>Somebody registered a brand. Its number here.</summary>
    public string AddBrand(string name, bool isOpen = true) => Locked(() =>
    {
        _brands.Add(new ShelfBrand(NextNumber(), name, isOpen));
        return _brands[^1].Id;
    });

    /// <summary>The next calls meet this trouble; where it is about writes, the next writes.</summary>
    public void Next(Trouble trouble, int times = 1) => Locked(() =>
    {
        for (var i = 0; i < times; i++) _troubles.Enqueue((trouble, trouble is Trouble.LostAnswer or Trouble.LostRequest or Trouble.LineRefused or Trouble.CampaignLock));
        return times;
    });

    /// <summary>What a review will say of the item with this SKU of the seller, at once or when it ends.</summary>
    public void Reject(string shop, string sku, string reason) => Change(shop, sku, item =>
        (item.AfterReview, item.Reason, item.State) = (ShelfState.Rejected, reason, item.State == ShelfState.InReview ? ShelfState.InReview : ShelfState.Rejected));

    public void Suspend(string shop, string sku, string reason) => Change(shop, sku, item => (item.State, item.Reason) = (ShelfState.Suspended, reason));

    public void Reinstate(string shop, string sku) => Change(shop, sku, item => (item.State, item.Reason) = (ShelfState.Live, null));

    /// <summary>Someone edits in the platform's own seller centre.</summary>
    public void EditByHand(string shop, string sku, Action<ShelfItem> edit) => Change(shop, sku, edit);

    /// <summary>A buyer buys there; null where too little is left.</summary>
    public ShelfOrder? Buy(string shop, string sku, int quantity) => Locked(() =>
    {
        var (item, line) = Find(shop, sku);
        if (item is not { State: ShelfState.Live } || line!.Stock < quantity) return null;
        line.Stock -= quantity;
        item.ChangedAt = Now;
        var order = new ShelfOrder { Id = NextNumber(), Shop = shop, PlacedAt = Now, ChangedAt = Now, State = ShelfOrderState.ToShip, Lines = [new ShelfOrderLine { Id = NextNumber(), Sku = sku, Quantity = quantity, Price = line.Price, State = ShelfOrderState.ToShip }] };
        _orders.Add(order);
        Tell("order", shop, order.Id);
        return order;
    });

    /// <summary>All lines of an order go there; goods that were cancelled are on the platform's shelf again.</summary>
    public void Turn(string order, ShelfOrderState state) => Locked(() =>
    {
        var found = _orders.Single(it => it.Id == order);
        foreach (var line in found.Lines)
        {
            if (state == ShelfOrderState.Cancelled && line.State != ShelfOrderState.Cancelled && Find(found.Shop, line.Sku).Sku is { } sku) sku.Stock += line.Quantity;
            line.State = state;
        }

        (found.State, found.ChangedAt) = (state, Now);
        Tell("order", found.Shop, order);
        return found;
    });

    /// <summary>Reviews that are due are done. Happens by itself before every call.</summary>
    public void Review() => Locked(() =>
    {
        foreach (var item in _items.Where(item => item.State == ShelfState.InReview && item.ReviewedAt <= Now))
        {
            (item.State, item.ReviewedAt, item.ChangedAt) = (item.AfterReview, null, Now);
            Tell("listing", item.Shop, item.Id);
        }

        return _items.Count;
    });

    /// <summary>Every token is worth nothing from now on; those to refresh with stay.</summary>
    public void ExpireTokens() => Locked(() =>
    {
        _access.Clear();
        return 0;
    });

    /// <summary>The seller takes the consent back.</summary>
    public void Deauthorise(string shop) => Locked(() =>
    {
        foreach (var token in _access.Where(it => it.Value.Shop == shop).Select(it => it.Key).ToList()) _access.Remove(token);
        foreach (var token in _refresh.Where(it => it.Value.Shop == shop).Select(it => it.Key).ToList()) _refresh.Remove(token);
        Tell("consent", shop, shop);
        return 0;
    });

    /// <summary>Posts what waits, in order, each signed as the platform signs. Returns what was answered.</summary>
    public async Task<IReadOnlyList<HttpStatusCode>> PushAsync()
    {
        var answers = new List<HttpStatusCode>();
        if (PushAddress is null) return answers;
        while (Locked(() => _news.TryDequeue(out var next) ? next : null) is { } news)
        {
            using var request = Signed(PushAddress, news);
            using var response = await Http.SendAsync(request);
            answers.Add(response.StatusCode);
        }

        return answers;
    }

    /// <summary>The request that tells of it, signed by the platform's rules.</summary>
    public abstract HttpRequestMessage Signed(Uri address, ShelfNews news);

    /// <summary>A code as the consent page hands it out: good for one exchange.</summary>
    public string Consent(string shop) => Locked(() =>
    {
        var code = NewSecret();
        _codes.Add(code, shop);
        return code;
    });

    protected IReadOnlyList<ShelfBrand> Registered => Locked(() => _brands.ToList());

    protected T Locked<T>(Func<T> act)
    {
        lock (Gate) return act();
    }

    /// <summary>Notes the call and says what is to befall it: its own speed first, then what was asked for, then the dice.</summary>
    protected Trouble? Enter(string shop, string path, bool writes) => Locked<Trouble?>(() =>
    {
        Review();
        var trouble = Draw(shop, path, writes);
        Calls.Enqueue(new SeenCall(Now, shop, path, writes, trouble?.ToString() ?? "ok"));
        return trouble;
    });

    protected (string Access, string Refresh, DateTime AccessUntil, DateTime RefreshUntil) IssueTokens(string shop) => Locked(() =>
    {
        var (access, refresh) = (NewSecret(), NewSecret());
        (_access[access], _refresh[refresh]) = ((shop, Now + TokenLife), (shop, Now + RefreshLife));
        return (access, refresh, Now + TokenLife, Now + RefreshLife);
    });

    /// <returns>The shop; null for a code that is unknown or was used.</returns>
    protected string? TakeCode(string code) => Locked(() => _codes.Remove(code, out var shop) ? shop : null);

    /// <param name="isOnce">Every refresh replaces the token: it is worth nothing afterwards.</param>
    protected string? TakeRefresh(string token, bool isOnce) => Locked(() =>
    {
        if (!_refresh.TryGetValue(token, out var held) || held.Until <= Now) return null;
        if (isOnce) _refresh.Remove(token);
        return held.Shop;
    });

    protected string? ShopOf(string accessToken) => Locked(() => _access.TryGetValue(accessToken, out var held) && held.Until > Now ? held.Shop : null);

    protected ShelfItem? Item(string shop, string id) => Locked(() => _items.FirstOrDefault(item => item.Shop == shop && item.Id == id));

    protected (ShelfItem? Item, ShelfSku? Sku) Find(string shop, string sku) => Locked(() =>
        _items.Where(item => item.Shop == shop && item.State != ShelfState.Removed).SelectMany(item => item.Skus.Where(it => it.Sku == sku).Select(it => ((ShelfItem?)item, (ShelfSku?)it))).FirstOrDefault());

    protected IReadOnlyList<ShelfItem> ChangedSince(string shop, DateTime since) => Locked(() => _items.Where(item => item.Shop == shop && item.ChangedAt >= since).OrderBy(item => item.ChangedAt).ThenBy(item => item.Id, StringComparer.Ordinal).ToList());

    protected IReadOnlyList<ShelfOrder> OrdersChangedSince(string shop, DateTime since) => Locked(() => _orders.Where(order => order.Shop == shop && order.ChangedAt >= since).OrderBy(order => order.ChangedAt).ThenBy(order => order.Id, StringComparer.Ordinal).ToList());

    protected ShelfOrder? Order(string shop, string id) => Locked(() => _orders.FirstOrDefault(order => order.Shop == shop && order.Id == id));

    /// <summary>A new item goes to the review, or straight on the shelf where the platform has none.</summary>
    protected void Place(ShelfItem item, bool isReviewed) => Locked(() =>
    {
        (item.State, item.ReviewedAt) = isReviewed ? (ShelfState.InReview, (DateTime?)(Now + ReviewTakes)) : (ShelfState.Live, null);
        item.ChangedAt = Now;
        _items.Add(item);
        return item;
    });

    protected string NextNumber() => Locked(() => (++_number).ToString(CultureInfo.InvariantCulture));

    protected void Tell(string kind, string shop, string subject) => Locked(() =>
    {
        _news.Enqueue(new ShelfNews(NextNumber(), kind, shop, subject, Now));
        return 0;
    });

    protected override void Map(WebApplication app)
    {
        app.Use(HoldAsync);
        app.MapGet("/gian-hang/{shop}/{item}", (string shop, string item) => Item(shop, item) is { } found
            ? Results.Content($"<!doctype html><meta charset=utf-8><title>{WebUtility.HtmlEncode(found.Title)}</title><h1>{WebUtility.HtmlEncode(found.Title)}</h1><p>{found.State}</p><ul>{string.Concat(found.Skus.Select(sku => $"<li>{WebUtility.HtmlEncode(sku.Sku)}: {sku.Price} ₫, {sku.Stock}</li>"))}</ul>", "text/html")
            : Results.NotFound());
    }

    private async Task HoldAsync(HttpContext context, RequestDelegate next)
    {
        var kept = Held is { } some && some.Keeps(context.Request.Path) ? some : null;
        if (AnswerTakes <= TimeSpan.Zero && kept is null)
        {
            await next(context);
            return;
        }

        var wire = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await next(context);
        if (AnswerTakes > TimeSpan.Zero) await Task.Delay(AnswerTakes, clock);
        if (kept is not null) await kept.KeepAsync();
        context.Response.Body = wire;
        if (!context.RequestAborted.IsCancellationRequested) await wire.WriteAsync(held.ToArray());
    }

    private Trouble? Draw(string shop, string path, bool writes)
    {
        if (!_window.TryGetValue(shop, out var window)) _window.Add(shop, window = []);
        while (window.TryPeek(out var first) && Now - first >= TimeSpan.FromSeconds(1)) window.Dequeue();
        if (window.Count >= CallsPerSecond)
        {
            TooFast++;
            return Trouble.TooFast;
        }

        window.Enqueue(Now);
        if (Spoiled is { } spoiled && (writes || !spoiled.OnlyWrites) && Regex.IsMatch(path, spoiled.Paths)) return spoiled.Trouble;
        if (_troubles.TryPeek(out var next) && (writes || !next.OnlyWrites)) return _troubles.Dequeue().Trouble;
        if (_dice.NextDouble() >= TroubleShare) return null;
        var drawn = (Trouble)_dice.Next(Enum.GetValues<Trouble>().Length);
        return !writes && drawn is Trouble.LostAnswer or Trouble.LostRequest or Trouble.LineRefused or Trouble.CampaignLock ? Trouble.ServerFault : drawn;
    }

    private void Change(string shop, string sku, Action<ShelfItem> change) => Locked(() =>
    {
        var item = Find(shop, sku).Item ?? throw new InvalidOperationException($"{shop} has no {sku}.");
        change(item);
        item.ChangedAt = Now;
        Tell("listing", shop, item.Id);
        return item;
    });

    // From the seed: a run that failed can be run again.
    private string NewSecret()
    {
        var bytes = new byte[16];
        _dice.NextBytes(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
