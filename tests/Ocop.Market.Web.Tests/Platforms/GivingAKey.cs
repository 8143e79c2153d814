using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>A shop without a page of consent: its seller brings a key. That Vendure takes one is proved against Vendure itself.</summary>
public sealed partial class GivingAKey
{
    private const string Room = "/cong-chu-the/ban-tren-san", Key = "0123456789abcdef:khoa-bi-mat";

    [Theory, BothDatabases]
    public async Task Each_refusal_says_why_connects_nothing_and_repeats_no_key(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        using var http = site.Visitor();
        var (maker, stranger) = (await OwnerAsync(site, "Chè có cửa hàng riêng"), await OwnerAsync(site, "Gạo của người khác"));
        var form = Link().Match((await maker.GetAsync(http, Room)).Html).Groups[1].Value;
        Assert.StartsWith($"{Room}/khoa?state=", form, StringComparison.Ordinal);
        Assert.Contains("type=\"password\"", (await maker.GetAsync(http, form)).Html, StringComparison.Ordinal);

        foreach (var (who, path, words) in new[] { (maker, form, "Sàn chưa nhận lời nối"), (maker, $"{Room}/khoa?state=bia", "không còn hiệu lực"), (maker, $"{Room}/khoa", "không còn hiệu lực"), (stranger, form, "không còn hiệu lực") })
        {
            var answer = await who.SubmitAsync(http, path, [("code", Key), ("shop", "kenh-1")]);
            Assert.Equal((HttpStatusCode.Conflict, true), (answer.Status, answer.Html.Contains(words, StringComparison.Ordinal)));
            Assert.DoesNotContain("khoa-bi-mat", answer.Html, StringComparison.Ordinal);
        }

        Assert.False(await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().ChannelShops.AnyAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_shop_where_goods_have_no_brands_is_not_asked_for_one(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        using var http = site.Visitor();
        var maker = await OwnerAsync(site, "Chè có cửa hàng riêng");
        var shop = await site.InScopeAsync(async scope =>
        {
            var (db, now) = (scope.GetRequiredService<MarketDb>(), site.Clock.UtcNow());
            var made = new ChannelShop("vendure", (await db.Producers.SingleAsync()).Id, "kenh-1", "Chè nhà", null, now);
            made.Connect("Chè nhà", null, null, now);
            made.Keep("sealed", new ShopTokens(Key, "", now.AddYears(1), now.AddYears(1), null), now);
            db.ChannelShops.Add(made);
            await db.SaveChangesAsync();
            return made.Id;
        });
        var page = (await maker.GetAsync(http, $"{Room}/{shop}")).Html;
        Assert.Contains("Giá và số giữ lại", page, StringComparison.Ordinal);
        Assert.Contains("name=\"safety\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hương hiệu", page, StringComparison.Ordinal);
    }

    /// <summary>With a platform of one's own, at an address where nobody listens.</summary>
    private static Task<MarketSite> OpenAsync(DatabaseProvider provider) => MarketSite.OpenAsync(provider, settings: new Dictionary<string, string> { ["Channels:Vendure:Address"] = "http://127.0.0.1:9/admin-api", ["Channels:Vendure:KeyAddress"] = $"http://localhost:5080{Room}/khoa" });

    private static async Task<Guest> OwnerAsync(MarketSite site, string goods)
    {
        var producer = await site.InScopeAsync(async scope =>
        {
            var product = await SomeGoods.AddAsync(scope, goods);
            return await scope.GetRequiredService<MarketDb>().Producers.SingleAsync(it => it.Id == product.ProducerId);
        });
        return await site.SignedInAsync(new HeldRole(Role.ProducerOwner, producer.Scope));
    }

    [GeneratedRegex("href=\"http://localhost:5080(/cong-chu-the/ban-tren-san/khoa[^\"]*)\"")]
    private static partial Regex Link();
}
