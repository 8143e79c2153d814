using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

/// <summary>What a buyer, a packer and an officer read and press of a gift box: what is in it, when it comes, what takes the place of what ran out.</summary>
public sealed class GivingABox
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    [Theory, BothDatabases]
    public async Task Allergens_are_stated_in_the_producers_room_and_told_where_the_goods_are_shown(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var page = "/san-pham/" + shop.Tea.Slug;
        Assert.DoesNotContain("Chất gây dị ứng", (await shop.Http.GetStringAsync(page)), StringComparison.Ordinal);
        await shop.Site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            (await db.Products.SingleAsync(product => product.Id == shop.Tea.Id)).Classify("do-uong", null);
            return await db.SaveChangesAsync();
        });
        await shop.SeesAsync(page, "Nhà sản xuất chưa khai báo chất gây dị ứng");
        await shop.SeesAsync("/en" + page, "The producer has not stated its allergens");
        await shop.SeesAsync(shop.BoxPath, "Chất gây dị ứng, chưa khai: Chè thử, Tỏi thử.");

        var room = $"/cong-chu-the/hang-hoa/{shop.Tea.Id}";
        async Task<Answer> StateAsync(Guest guest, string path, params (string, string)[] fields) => await guest.SubmitAsync(shop.Http, path, [("act", "allergens"), ("version", (await guest.GetAsync(shop.Http, path)).Hidden("version")), .. fields]);
        var owner = await shop.OwnerAsync(shop.Tea);
        var wrong = await StateAsync(owner, room, ("stated", "none"), ("allergens", "Fish"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("id=\"allergens-e\"", wrong.Html, StringComparison.Ordinal);
        Assert.Matches("value=\"Fish\" checked", wrong.Html);
        Assert.Equal(room, (await StateAsync(owner, room, ("stated", ""), ("allergens", "Fish"), ("allergens", "Milk"))).Location);
        await shop.SeesAsync(page, "Có cá, sữa");
        await shop.SeesAsync("/en" + page, "Contains fish, milk");
        await shop.SeesAsync(shop.BoxPath, "Chất gây dị ứng: cá, sữa. Chưa khai: Tỏi thử.");
        await shop.SeesAsync($"/hop-qua/tu-ghep?co=coi&mon={shop.Tea.Variants[0].Id}", "Chất gây dị ứng: cá, sữa.");

        // The desk states it as well, by its own form.
        var officer = await shop.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        var file = $"/quan-tri/san-pham/{shop.Garlic.Id}";
        Assert.Equal(HttpStatusCode.Conflict, (await StateAsync(officer, file, ("stated", "some"))).Status);
        Assert.Equal(file, (await StateAsync(officer, file, ("stated", "none"))).Location);
        await shop.SeesAsync("/san-pham/" + shop.Garlic.Slug, "không có chất nào trong 14 nhóm");
    }

    [Theory, BothDatabases]
    public async Task A_wished_day_is_asked_for_kept_and_told_to_all_who_need_it(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var buyer = await shop.ComerAsync(false);
        var checkout = await buyer.FillInAsync(shop.Http, "0912345678", holds: true);
        var (first, last) = (Regex.Match(checkout.Html, "name=\"wishedDay\"[^>]* min=\"([^\"]+)\"").Groups[1].Value, Regex.Match(checkout.Html, "name=\"wishedDay\"[^>]* max=\"([^\"]+)\"").Groups[1].Value);
        var soon = DateOnly.ParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal("/thanh-toan", (await PlaceAsync(soon)).Location);
        var refused = await buyer.GetAsync(shop.Http, "/thanh-toan");
        Assert.Contains("id=\"wishedDay-e\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{soon}\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(0, await shop.ReadAsync(db => db.Orders.CountAsync()));

        var placed = await PlaceAsync(last);
        Assert.NotNull(placed.OrderNumber);
        var day = DateOnly.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        Assert.Contains(day, (await buyer.GetAsync(shop.Http, placed.Location!)).Html, StringComparison.Ordinal);
        var owner = await shop.OwnerAsync(shop.Tea);
        var order = $"/cong-chu-the/don-hang/{placed.OrderNumber}-1";
        foreach (var path in new[] { order, "/cong-chu-the/don-hang" }) Assert.Contains(day, (await owner.GetAsync(shop.Http, path)).Html, StringComparison.Ordinal);
        Assert.Equal(order, (await owner.SubmitAsync(shop.Http, order, [("act", "accept")])).Location);
        Assert.Contains(day, (await owner.GetAsync(shop.Http, $"/cong-chu-the/don-hang/in?don={placed.OrderNumber}-1&kieu=phieu")).Html, StringComparison.Ordinal);

        async Task<Answer> PlaceAsync(string wished) => await buyer.PostAsync(shop.Http, "/thanh-toan", ("name", "Người mua thử"), ("phone", "0912345678"), ("province", "01"), ("commune", "00070"), ("street", "Số 1 phố Thử"), ("payment", ""), ("wishedDay", wished),
            ("agreedTotal", checkout.Hidden("agreedTotal")), ("__RequestVerificationToken", checkout.Hidden("__RequestVerificationToken")));
    }

    [Theory, BothDatabases]
    public async Task What_ran_out_is_replaced_in_the_packers_room_and_the_buyer_reads_it(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var (buyer, owner) = (await shop.ComerAsync(true), await shop.OwnerAsync(shop.Tea));
        await buyer.FillInAsync(shop.Http, "0912345678", holds: true);
        Assert.NotNull((await buyer.PlaceAsync(shop.Http)).OrderNumber);
        var room = $"/cong-chu-the/don-hang/{buyer.OrderNumber}-1";
        Assert.Contains("Một món trong hộp quà đã hết", (await owner.GetAsync(shop.Http, room)).Html, StringComparison.Ordinal);
        (string, string)[] form = [("line", "1"), ("gone", shop.Garlic.Variants[0].Id.ToString()), ("variant", shop.Tea.Variants[0].Id.ToString())];
        var refused = await owner.SubmitAsync(shop.Http, room, [.. form, ("quantity", "9")], room + "?handler=Replace");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("id=\"f-quantity-e\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"9\"", refused.Html, StringComparison.Ordinal);
        var unasked = await owner.SubmitAsync(shop.Http, room, [.. form, ("quantity", "1")], room + "?handler=Replace");
        Assert.Contains("chưa khai chất gây dị ứng", unasked.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.SubmitAsync(shop.Http, room, [("line", "x")], room + "?handler=Replace")).Status);
        Assert.Equal(0, await shop.ReadAsync(db => db.PartReplacements.CountAsync()));

        Assert.Equal(room, (await owner.SubmitAsync(shop.Http, room, [.. form, ("quantity", "1"), ("buyerAgreed", "true")], room + "?handler=Replace")).Location);
        const string Told = "Chè thử thay cho Tỏi thử";
        foreach (var (guest, path) in new[] { (owner, room), (buyer, buyer.TrackingPath!) }) Assert.Contains(Told, (await guest.GetAsync(shop.Http, path)).Html, StringComparison.Ordinal);

        // An officer reads it at the desk; another producer finds no such order.
        var officer = await shop.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains(Told, (await officer.GetAsync(shop.Http, $"/quan-tri/don-hang/{buyer.OrderNumber}-1")).Html, StringComparison.Ordinal);
        var other = await shop.OwnerAsync(shop.Garlic);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(shop.Http, room)).Status);
    }

    [Theory, BothDatabases]
    public async Task Whoever_replaces_a_part_is_asked_to_call_only_a_buyer_whom_neither_mail_nor_text_reaches(DatabaseProvider provider)
    {
        foreach (var hasTexts in new[] { false, true })
        {
            await using var shop = await Shop.OpenAsync(provider, hasTexts ? new Dictionary<string, string> { ["Texts:Address"] = "https://tin-nhan.example/gui", ["Texts:Token"] = "a-token-that-is-long-enough" } : null);
            var (buyer, owner) = (await shop.ComerAsync(true), await shop.OwnerAsync(shop.Tea));
            await buyer.FillInAsync(shop.Http, "0912345678", holds: true);
            Assert.NotNull((await buyer.PlaceAsync(shop.Http)).OrderNumber);
            await shop.ReadAsync(db => db.OrderGroups.ExecuteUpdateAsync(set => set.SetProperty(group => group.Recipient.Email, (string?)null)));
            var room = $"/cong-chu-the/don-hang/{buyer.OrderNumber}-1";
            Assert.Equal(room, (await owner.SubmitAsync(shop.Http, room,
                [("line", "1"), ("gone", shop.Garlic.Variants[0].Id.ToString()), ("variant", shop.Tea.Variants[0].Id.ToString()), ("quantity", "1"), ("buyerAgreed", "true")], room + "?handler=Replace")).Location);
            Assert.Contains(hasTexts ? "Đã thay món, khách được báo." : "gọi báo giúp", (await owner.GetAsync(shop.Http, room)).Html, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task A_box_is_saved_at_the_desk_as_its_form_was_filled_in(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var officer = await shop.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        (string, string)[] form =
        [
            ("name", "Hộp mới"), ("nameEn", "New box"), ("size", "coi"), ("price", "310.000"), ("packer", "htx-che-thu"), ("photoId", ""), ("setId", ""),
            ("skus", shop.Garlic.Variants[0].Sku), ("quantities", "2"), ("skus", ""), ("quantities", ""), ("skus", shop.Tea.Variants[0].Sku), ("quantities", ""),
        ];
        Assert.Contains("Chọn ít nhất một món.", (await officer.SubmitAsync(shop.Http, "/quan-tri/hop-qua/moi", [.. form.Where(field => field.Item1 != "skus")])).Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-photoId-problem\"", (await officer.SubmitAsync(shop.Http, "/quan-tri/hop-qua/moi", [.. form.Where(field => field.Item1 != "photoId"), ("photoId", Guid.CreateVersion7().ToString())])).Html, StringComparison.Ordinal);
        var saved = (await officer.SubmitAsync(shop.Http, "/quan-tri/hop-qua/moi", form)).Location!;
        var id = Guid.Parse(saved.Split('/')[^1]);
        Assert.Equal([(shop.Garlic.Variants[0].Id, 2), (shop.Tea.Variants[0].Id, 1)], (await shop.ReadAsync(db => db.GiftBoxParts.Where(part => part.BoxId == id).OrderBy(part => part.Position).ToListAsync())).Select(part => (part.VariantId, part.Quantity)));
        Assert.Equal(saved, (await officer.SubmitAsync(shop.Http, saved, [.. form.Select(field => field.Item1 == "name" ? ("name", "Tên khác") : field), ("version", (await officer.GetAsync(shop.Http, saved)).Hidden("version"))])).Location);
        Assert.Equal("Tên khác", await shop.ReadAsync(db => db.GiftBoxes.Where(box => box.Id == id).Select(box => box.Name).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task Boxes_on_sale_stand_in_the_sitemap_in_both_languages(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var own = await shop.Site.InScopeAsync(async scope => (await scope.GetRequiredService<ComposeBox>().HandleAsync(new OwnBox("coi", [shop.Tea.Variants[0].Id], null), default)).Value!);
        var addresses = await shop.Http.GetStringAsync("/sitemap.xml");
        foreach (var language in new[] { "", "/en" })
        {
            Assert.Contains($"{language}{shop.BoxPath}</loc>", addresses, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await new Guest().GetAsync(shop.Http, language + shop.BoxPath)).Status);
        }

        Assert.DoesNotContain(own.Slug, addresses, StringComparison.Ordinal);
        await shop.Site.InScopeAsync(async scope => await scope.GetRequiredService<SwitchGiftBox>().HandleAsync(Shop.Officer, shop.BoxId, false, default));
        await Eventually.TrueAsync(async () => !(await shop.Http.GetStringAsync("/sitemap.xml")).Contains(shop.BoxPath, StringComparison.Ordinal), Within);
    }

    private sealed class Shop(MarketSite site, HttpClient http) : IAsyncDisposable
    {
        public static readonly Person Officer = new(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);

        public MarketSite Site => site;
        public HttpClient Http => http;
        public Product Tea { get; private set; } = null!;
        public Product Garlic { get; private set; } = null!;
        public Guid BoxId { get; private set; }
        public string BoxPath { get; private set; } = "";

        public static async Task<Shop> OpenAsync(DatabaseProvider provider, IReadOnlyDictionary<string, string>? settings = null)
        {
            var site = await MarketSite.OpenAsync(provider, settings);
            var shop = new Shop(site, site.Visitor());
            await site.InScopeAsync(async scope =>
            {
                (shop.Tea, shop.Garlic) = (await SomeGoods.AddAsync(scope, "Chè thử"), await SomeGoods.AddAsync(scope, "Tỏi thử"));
                await scope.GetRequiredService<ReceiveStock>().HandleAsync([new(shop.Tea.Variants[0].Id, 9), new(shop.Garlic.Variants[0].Id, 9)], "Nhập thử", "test", default);
                var box = (await scope.GetRequiredService<SaveGiftBox>().HandleAsync(Officer, null, 0, new GiftBoxForm
                {
                    Name = "Hộp thử", NameEn = "Test box", Size = "coi", Price = "300.001", Packer = "htx-che-thu", Skus = [shop.Tea.Variants[0].Sku, shop.Garlic.Variants[0].Sku], Quantities = ["1", "1"],
                }, default)).Value!;
                await scope.GetRequiredService<SwitchGiftBox>().HandleAsync(Officer, box.Id, true, default);
                (shop.BoxId, shop.BoxPath) = (box.Id, "/hop-qua/" + box.Slug);
            });
            return shop;
        }

        /// <summary>A public page is kept until whoever keeps it has heard of the change.</summary>
        public Task SeesAsync(string path, string words) => Eventually.TrueAsync(async () => (await new Guest().GetAsync(http, path)).Html.Contains(words, StringComparison.Ordinal), Within);

        public Task<T> ReadAsync<T>(Func<MarketDb, Task<T>> read) => site.InScopeAsync(scope => read(scope.GetRequiredService<MarketDb>()));

        public async Task<Guest> OwnerAsync(Product product)
        {
            var producer = await ReadAsync(db => db.Producers.SingleAsync(it => it.Id == product.ProducerId));
            return await site.SignedInAsync(new HeldRole(Role.ProducerOwner, producer.Scope));
        }

        public async Task<Guest> ComerAsync(bool allowsSubstitution)
        {
            var guest = new Guest();
            Assert.Equal("/gio-hang", (await guest.PostAsync(http, "/gio-hang/hop", [("slug", BoxPath["/hop-qua/".Length..]), ("quantity", "1"), .. allowsSubstitution ? [("allowsSubstitution", "true")] : Array.Empty<(string, string)>()])).Location);
            return guest;
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await site.DisposeAsync();
        }
    }
}
