using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Platforms;

/// <summary>A shop on an outside platform, the same page for its producer and for the desk. Each form has its own word in "act".</summary>
public abstract class OutsideShopModel(ChannelBoard board, ChooseListings choose, ChangeShop change, SettleDrift settle, HandOverOutside handOver, CurrentPerson current, Words words) : DeskPageModel(current)
{
    /// <summary>What lets somebody read the page here.</summary>
    protected abstract Act Reads { get; }

    /// <summary>Of the list that it belongs to.</summary>
    public abstract string Home { get; }

    public ChannelShop Shop { get; private set; } = null!;
    public string Maker { get; private set; } = "";
    public bool MayChange { get; private set; }
    public bool MayHandOver { get; private set; }
    public ListPage<ListingRow> Found { get; private set; } = null!;
    public BrandOutlook? Brand { get; private set; }
    public IReadOnlyList<DriftRow> Drifts { get; private set; } = [];
    public IReadOnlyList<StepRow> Steps { get; private set; } = [];
    public IReadOnlyList<OutsideOrderRow> Orders { get; private set; } = [];

    /// <summary>The platform has a register of brands.</summary>
    public bool TakesBrand => board.TakesBrand(Shop);

    public ListingSift Sift => Enum.TryParse<ListingSift>(Request.Query["muc"], out var sift) && Enum.IsDefined(sift) ? sift : ListingSift.All;

    public string? Wanted => Asked("q");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, Guid product, Guid drift, Guid order, string? carrier, string? tracking, string? reason, long version, CancellationToken cancel)
    {
        if (await board.FindAsync(Person, Reads, id, cancel) is not { } found) return NotFound();
        if (!Person.May(act == "hand-over" ? Act.AnswerOrders : Act.SellOutside, found.Maker.Scope)) return await ReadAsync(id, cancel) ? Refuse([NoRight.Here]) : NotFound();
        string done;
        IReadOnlyList<Refusal> refusals;
        switch (act)
        {
            case "list" or "hide" or "again":
                var chosen = product != default ? [product] : Request.Form["chon"].Select(text => Guid.TryParse(text, out var read) ? read : default).Where(it => it != default).ToList();
                if (chosen.Count == 0) (refusals, done) = ([new Refusal("NothingChosen", "", "Chọn ít nhất một sản phẩm.", "Choose at least one product.")], "");
                else
                {
                    var wished = await choose.HandleAsync(Person, id, chosen, act switch { "list" => ListingWishAct.List, "hide" => ListingWishAct.Hide, _ => ListingWishAct.Again }, cancel);
                    (refusals, done) = (wished.Refusals, act switch
                    {
                        "list" => words[$"Đã chọn {wished.Value} sản phẩm, chợ gửi trong ít giây.", $"{wished.Value} products chosen; they go there within seconds."],
                        "hide" => words[$"Đang ẩn {wished.Value} sản phẩm trên sàn.", $"{wished.Value} products are being hidden there."],
                        _ => words[$"Gửi lại {wished.Value} sản phẩm.", $"{wished.Value} products are sent again."],
                    });
                }

                break;
            case "pause" or "resume" or "disconnect":
                refusals = (await change.HandleAsync(Person, id, act switch { "pause" => ShopAct.Pause, "resume" => ShopAct.Resume, _ => ShopAct.Disconnect }, reason, cancel)).Refusals;
                done = act switch { "pause" => words["Đã tạm dừng: không gửi gì lên sàn cho tới khi bấm chạy tiếp.", "Paused: nothing is sent until you go on."], "resume" => words["Chạy tiếp.", "Going on."], _ => words["Đã ngắt. Hàng trên sàn vẫn còn đó, chợ không gửi gì nữa.", "Disconnected. What stands there stays; nothing more is sent."] };
                break;
            case "price":
                if (Number("percent") is not { } percent || Number("step") is not { } step || Number("safety") is not { } safety)
                    (refusals, done) = ([.. new[] { "percent", "step", "safety" }.Where(field => Number(field) is null).Select(field => new Refusal("NumberWrong", field, "Ghi một số nguyên.", "Write a whole number."))], "");
                else (refusals, done) = ((await change.PriceAsync(Person, new ShopTerms(id, version, percent, step, safety, Request.Form.TryGetValue("brand", out var brand) ? brand.ToString() : found.Shop.Brand), cancel)).Refusals, board.TakesBrand(found.Shop) ? words["Đã lưu. Giá, số tồn và thương hiệu mới lên sàn trong ít giây.", "Saved. New prices, stock and brand go there within seconds."] : words["Đã lưu. Giá và số tồn mới lên sàn trong ít giây.", "Saved. New prices and stock go there within seconds."]);
                break;
            case "ours" or "theirs":
                refusals = (await settle.HandleAsync(Person, drift, act == "ours", cancel)).Refusals;
                done = act == "ours" ? words["Gửi lại bản của chợ.", "Ours is sent again."] : words["Để yên bản trên sàn.", "Theirs stays."];
                break;
            case "hand-over":
                refusals = (await handOver.HandleAsync(Person, order, carrier, tracking, cancel)).Refusals;
                done = words["Đã ghi. Chợ báo cho sàn ở lượt tới.", "Noted. The platform is told with the next round."];
                break;
            default: return BadRequest();
        }

        if (refusals.Count == 0) return Again(done);
        return await ReadAsync(id, cancel) ? Refuse(refusals) : NotFound();
    }

    /// <summary>What was typed for this order and came back refused.</summary>
    public string? TypedFor(OutsideOrderRow order, string field) => Typed("order", null) == order.Id.ToString() ? Typed(field, null) : null;

    private int? Number(string field) => int.TryParse(Request.Form[field].ToString().Trim().Replace("−", "-", StringComparison.Ordinal), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await board.FindAsync(Person, Reads, id, cancel) is not { } found) return false;
        (Shop, Maker) = (found.Shop, found.Maker.Name);
        (MayChange, MayHandOver) = (Person.May(Act.SellOutside, found.Maker.Scope), Person.May(Act.AnswerOrders, found.Maker.Scope));
        Found = await board.ListingsAsync(Shop, Sift, Wanted, PageNumber, cancel);
        Brand = await board.BrandAsync(Shop, cancel);
        Drifts = await board.DriftsAsync(id, cancel);
        Orders = await board.OrdersAsync(id, cancel);
        Steps = await board.StepsAsync(id, cancel);
        return true;
    }
}
