using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Platforms;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Platforms;

/// <summary>Goods in all shops on platforms: found, taken as a file, and changed many at once after a look at what that would do.</summary>
[Requires(Act.ReadFloors)]
public sealed class ListingListModel(DeskListings listings, ActOnMany many, AddListingsToSet addToSet, CampaignGoods campaigns, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-ngoai/mon-hang", StateField = "muc", NeedsPerson = "can-nguoi", New = "chua";

    public ListPage<DeskListingRow> Found { get; private set; } = null!;
    public IReadOnlyList<(ChannelShop Shop, string Maker)> Shops { get; private set; } = [];

    /// <summary>What an act would do; null before one is asked for.</summary>
    public ManyPreview? Preview { get; private set; }
    public IReadOnlyList<(string Value, string Label)> Sets { get; private set; } = [];

    public bool MayChange => Person.MayAnywhere(Act.SellOutside);
    public bool MayPlan => Person.May(Act.ShapeSite, Scope.Programme);

    public static string Key(Guid shop, Guid product) => $"{shop:n}:{product:n}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Shops = await listings.ShopsAsync(Person, cancel);
        var (order, isDown) = Order();
        Found = await listings.PageAsync(Person, Filter(), order, isDown, PageNumber, cancel);
        if (MayPlan) Sets = [.. (await campaigns.OpenSetsAsync(cancel)).Select(set => (FormattableString.Invariant($"{set.Id}:{set.Version}"), set.Name))];
    }

    public async Task<IActionResult> OnPostAsync(string? act, string? sure, string? reason, CancellationToken cancel)
    {
        var chosen = Request.Form["all"] == "true"
            ? await listings.PairsAsync(Person, Filter(), ActOnMany.MostAtOnce + 1, cancel)
            : [.. Request.Form["chon"].Select(Read).OfType<(Guid, Guid)>()];
        if (act == "set") return await AddAsync(chosen, cancel);
        ManyAct? wish = act switch { "list" => ManyAct.List, "hide" => ManyAct.Hide, "again" => ManyAct.Again, "pause" => ManyAct.Pause, _ => null };
        if (wish is not { } deed) return BadRequest();

        if (sure == "true")
        {
            var done = await many.HandleAsync(Person, deed, chosen, reason, cancel);
            if (done.Succeeded)
                return Again(deed switch
                {
                    ManyAct.List => words[$"Đã chọn bán {done.Value} món, chợ gửi trong ít giây.", $"{done.Value} chosen; they go there within seconds."],
                    ManyAct.Hide => words[$"{done.Value} món được ẩn trên sàn.", $"{done.Value} are hidden there."],
                    ManyAct.Again => words[$"Gửi lại {done.Value} món.", $"{done.Value} are sent again."],
                    ManyAct.Pause => words[$"Đã tạm dừng {done.Value} gian hàng.", done.Value == 1 ? "1 shop is paused." : $"{done.Value} shops are paused."],
                });
            await OnGetAsync(cancel);
            return Refuse(done.Refusals);
        }

        var preview = await many.PreviewAsync(Person, deed, chosen, cancel);
        await OnGetAsync(cancel);
        if (!preview.Succeeded) return Refuse(preview.Refusals);
        Preview = preview.Value;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"mon-tren-san-{clock.Today():yyyy-MM-dd}.csv\"";
        // With a BOM, so that spreadsheets read the marks.
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(true)) { NewLine = "\r\n" };
        await WriteAsync(text, [words["Sàn", "Platform"], words["Gian hàng", "Shop"], words["Chủ thể", "Producer"], words["Sản phẩm", "Product"], words["Trạng thái", "State"], words["Chọn bán", "Wanted"], words["Lý do", "Reason"], words["Mã lỗi", "Code"], words["Việc nên làm", "What to do"], words["Gửi lúc", "Sent"], words["Đường dẫn", "Address"]]);
        var (order, isDown) = Order();
        var rows = await listings.AllAsync(Person, Filter(), order, isDown, cancel);
        foreach (var row in rows)
            await WriteAsync(text,
            [
                PlatformWords.Name(row.Channel), row.Shop, row.Maker, row.Listing.Name, words[row.Listing.Words()], row.Listing.IsWanted ? words["có", "yes"] : words["không", "no"], row.Listing.Why() ?? "", row.Listing.ErrorCode ?? "",
                row.Listing.Next() is { } next ? words[next] : "", row.Listing.PushedAt is { } sent ? VietnamTime.Local(sent).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "", row.Listing.Address ?? "",
            ]);
        if (rows.Count == DeskListings.MostRows) await WriteAsync(text, [words[$"Tệp dừng ở {DeskListings.MostRows} dòng. Thêm điều kiện để lấy phần còn lại.", $"This file ends after {DeskListings.MostRows} rows. Narrow it for the rest."]]);
        return new EmptyResult();
    }

    private async Task<IActionResult> AddAsync(IReadOnlyList<(Guid, Guid)> chosen, CancellationToken cancel)
    {
        var refusals = Misread("until");
        if (refusals.Count == 0)
        {
            if (Request.Form["set"].ToString().Split(':') is not [var id, var version] || !Guid.TryParse(id, out var set) || !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)) return BadRequest();
            var added = await addToSet.HandleAsync(Person, new CampaignWish(set, seen, chosen, Day("until")), cancel);
            if (added.Succeeded)
            {
                Done = words[$"Đã đưa {chosen.Count} món vào đợt.", $"{chosen.Count} are part of the set."];
                return LocalRedirect(HttpContext.Link(SetListingsModel.PathOf(set)));
            }

            refusals = added.Refusals;
        }

        await OnGetAsync(cancel);
        return Refuse(refusals);
    }

    private DeskListingFilter Filter()
    {
        var state = Asked(StateField);
        return new DeskListingFilter(Asked(DeskFind.Field), Asked("chu-the"), Asked("loi"), Asked("san"), Guid.TryParse(Asked("gian-hang"), out var shop) ? shop : null,
            Enum.TryParse<SyncState>(state, out var known) && Enum.IsDefined(known) ? known : null, state == NeedsPerson, state == New);
    }

    private (DeskListingOrder, bool) Order()
    {
        var (order, isDown) = GridOrder.Of(Request);
        return (order switch { "gian-hang" => DeskListingOrder.Shop, "gui" => DeskListingOrder.Sent, _ => DeskListingOrder.Product }, isDown);
    }

    private static (Guid, Guid)? Read(string? key) => key?.Split(':') is [var shop, var product] && Guid.TryParse(shop, out var first) && Guid.TryParse(product, out var second) ? (first, second) : null;

    private static Task WriteAsync(StreamWriter text, IEnumerable<string> cells) => text.WriteLineAsync(CsvText.Write(cells.Select(CsvText.Harmless)));
}
