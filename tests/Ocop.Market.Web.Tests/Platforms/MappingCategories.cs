using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>Where the goods of a group stand in a platform's tree: an officer of the whole programme says so, once for all producers.</summary>
public sealed class MappingCategories
{
    private const string List = "/quan-tri/san-ngoai/nganh-hang", Form = $"{List}/shopee/do-uong";

    [Theory, BothDatabases]
    public async Task First_the_leaf_then_what_it_asks_for_and_the_goods_go_there(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var (http, page) = (market.Http, await market.ConnectAsync(market.Shopee));
        var officer = await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        await market.Owner.SubmitAsync(http, page, [("act", "list"), ("chon", market.Tea.Id.ToString())]);
        await market.WorkAsync();
        Assert.Contains("Chờ cán bộ xếp ngành hàng", (await market.Owner.GetAsync(http, page)).Html, StringComparison.Ordinal);

        Assert.Contains("chưa xếp", (await officer.GetAsync(http, List)).Html, StringComparison.Ordinal);
        var ofOne = (await officer.GetAsync(http, List + "?san=shopee")).Html;
        Assert.Contains($"href=\"{Form}\"", ofOne, StringComparison.Ordinal);
        Assert.DoesNotContain($"{List}/lazada/", ofOne, StringComparison.Ordinal);
        Assert.Contains("Không có ngành hàng nào khớp", (await officer.GetAsync(http, Form + "?q=zzzz")).Html, StringComparison.Ordinal);
        // Nobody has connected a shop there, so there is nothing to choose from.
        Assert.Contains("Chưa đọc được cây ngành hàng", (await officer.GetAsync(http, $"{List}/lazada/do-uong")).Html, StringComparison.Ordinal);
        // Suggested from what the goods are called, and nothing is chosen for the officer.
        var form = await officer.GetAsync(http, Form);
        Assert.Contains($"value=\"{ShopeeDouble.TeaCategory}\"", form.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("type=\"radio\"[^>]*checked", form.Html);
        await MappedAsync(market, officer, 0, [("category", ShopeeDouble.TeaCategory)]);
        Assert.Contains("Các ô của sàn đang được đọc", (await officer.GetAsync(http, Form)).Html, StringComparison.Ordinal);
        await market.WorkAsync();

        var fields = await market.Run<OutsideCatalogue, List<OutsideField>?>(outside => outside.AttributesAsync("shopee", ShopeeDouble.TeaCategory, default));
        var required = fields!.Where(field => field.IsRequired).ToList();
        Assert.NotEmpty(required);
        var (list, again) = ((await officer.GetAsync(http, List)).Html, await officer.GetAsync(http, Form));
        foreach (var field in required)
        {
            Assert.Contains(field.Name, list, StringComparison.Ordinal);
            Assert.Contains($"name=\"field-{field.Id}\"", again.Html, StringComparison.Ordinal);
        }

        Assert.Contains("Sàn đòi những ô còn trống này", again.Html, StringComparison.Ordinal);
        Assert.Equal(SyncState.Invalid, (await market.ListingAsync()).State);

        await MappedAsync(market, officer, 1, [("category", ShopeeDouble.TeaCategory), .. required.SelectMany(field => new[] { ($"field-{field.Id}", field.Id == "100095" ? "fact:producer" : "words"), ($"words-{field.Id}", field.TakesOwnText ? "18 tháng" : field.Values[0].Id) })]);
        Assert.DoesNotContain("Sàn đòi những ô còn trống này", (await officer.GetAsync(http, Form)).Html, StringComparison.Ordinal);
        await market.WorkAsync();
        Assert.Single(market.Shopee.Double.Items(PlatformSite.OutsideShop));
        var maps = await market.Read(db => db.CategoryMaps.AsNoTracking().OrderBy(map => map.Number).ToListAsync());
        Assert.Equal([(1, false), (2, true)], maps.Select(map => (map.Number, map.Until is null)));
    }

    [Theory, BothDatabases]
    public async Task What_is_not_right_is_said_and_nothing_is_mapped(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        await market.ConnectAsync(market.Shopee);
        await market.MapAsync();
        var officer = await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        var before = await market.StandingAsync();
        foreach (var (number, category, words) in new[] { ("1", "", "Chọn một ngành hàng cuối cùng"), ("1", "không có", "Chọn một ngành hàng cuối cùng"), ("0", ShopeeDouble.TeaCategory, "Có người vừa thay đổi chỗ này"), ("2", ShopeeDouble.TeaCategory, "Có người vừa thay đổi chỗ này") })
            await RefusedAsync(words, ("number", number), ("category", category));
        var tooLong = new string('x', MapCategory.LongestWords + 1);
        var kept = await RefusedAsync("Giá trị dài nhất 200 chữ", ("number", "1"), ("category", ShopeeDouble.TeaCategory), ("field-100010", "words"), ("words-100010", tooLong), ("field-100095", "fact:nothing-known"));
        Assert.Contains(tooLong, kept.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(market.Http, $"{List}/shopee/khong-co")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(market.Http, $"{List}/tiki/do-uong")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.SubmitAsync(market.Http, Form, [("number", "0"), ("category", ShopeeDouble.TeaCategory)], $"{List}/shopee/khong-co")).Status);

        // Nobody but an officer of the programme: a map is for all producers of the country.
        foreach (var held in new[] { new HeldRole(Role.Officer, Scope.Province("19")), new HeldRole(Role.Auditor, Scope.Programme) })
        {
            var other = await market.Site.SignedInAsync(held);
            Assert.Equal((held, HttpStatusCode.Forbidden), (held, (await other.GetAsync(market.Http, List)).Status));
            Assert.Equal((held, HttpStatusCode.Forbidden), (held, (await other.GetAsync(market.Http, Form)).Status));
            Assert.Equal((held, HttpStatusCode.Forbidden), (held, (await other.SubmitAsync(market.Http, PlatformSite.Desk, [("number", "1"), ("category", ShopeeDouble.TeaCategory)], Form)).Status));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await market.Owner.SubmitAsync(market.Http, PlatformSite.Shops.Replace("ban-tren-san", "hang-hoa", StringComparison.Ordinal), [("number", "1"), ("category", ShopeeDouble.TeaCategory)], Form)).Status);
        Assert.Equal(before, await market.StandingAsync());

        async Task<Answer> RefusedAsync(string words, params (string, string)[] typed)
        {
            var refused = await officer.SubmitAsync(market.Http, Form, typed);
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains(words, refused.Html, StringComparison.Ordinal);
            return refused;
        }
    }

    [Theory, BothDatabases]
    public async Task A_field_that_takes_a_paper_offers_kinds_of_papers_and_no_words(DatabaseProvider provider)
    {
        const string There = $"{List}/tiktok/do-uong", Field = $"field-certificate:{TikTokShopDouble.FoodSafety}";
        await using var market = await PlatformSite.OpenAsync(provider);
        ((TikTokShopDouble)market.Platforms[0].Double).RequiresFoodSafety = true;
        await market.ConnectAsync(market.Platforms[0]);
        var officer = await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(market.Http, There, [("number", "0"), ("category", TikTokShopDouble.Tea)])).Status);
        await market.WorkAsync();

        Assert.Contains("Giấy chứng nhận an toàn thực phẩm", (await officer.GetAsync(market.Http, List)).Html, StringComparison.Ordinal);
        var form = (await officer.GetAsync(market.Http, There)).Html;
        var offered = System.Text.RegularExpressions.Regex.Match(form, $"<select[^>]*name=\"{Field}\".*?</select>", System.Text.RegularExpressions.RegexOptions.Singleline).Value;
        Assert.Contains("value=\"fact:paper:FoodSafety\"", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("\"words\"", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("fact:stars", offered, StringComparison.Ordinal);
        Assert.DoesNotContain($"words-certificate:{TikTokShopDouble.FoodSafety}", form, StringComparison.Ordinal);
        Assert.Contains("Phiếu kiểm nghiệm (không bắt buộc)", form, StringComparison.Ordinal);

        var before = await market.StandingAsync();
        foreach (var (choice, typed) in new[] { ("words", "Số 12/2026"), ("fact:decision", ""), ("fact:paper:Unknown", "") })
        {
            var refused = await officer.SubmitAsync(market.Http, There, [("number", "1"), ("category", TikTokShopDouble.Tea), (Field, choice), (Field.Replace("field-", "words-", StringComparison.Ordinal), typed)]);
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains("Ô này nhận giấy tờ", refused.Html, StringComparison.Ordinal);
        }

        Assert.Equal(before, await market.StandingAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(market.Http, There, [("number", "1"), ("category", TikTokShopDouble.Tea), (Field, "fact:paper:FoodSafety")])).Status);
        Assert.Equal(("paper:FoodSafety", null, "Giấy chứng nhận an toàn thực phẩm"), await market.Read(db => db.AttributeMaps.Select(field => new ValueTuple<string?, string?, string>(field.Fact, field.Words, field.Name)).SingleAsync()));
        Assert.Matches("value=\"fact:paper:FoodSafety\"[^>]*selected", (await officer.GetAsync(market.Http, There)).Html);
    }

    /// <param name="number">Of the map that the form showed.</param>
    private static async Task MappedAsync(PlatformSite market, Guest officer, int number, (string, string)[] fields)
    {
        Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), (await officer.GetAsync(market.Http, Form)).Hidden("number"));
        var mapped = await officer.SubmitAsync(market.Http, Form, [("number", number.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. fields]);
        Assert.Equal(HttpStatusCode.Redirect, mapped.Status);
    }
}
